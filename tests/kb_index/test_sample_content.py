"""The sample company holds what it promises: four languages side by side, references that lead somewhere, rules that
do what their tests say, and demo contacts that show guidance at work."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import yaml

from agent_assist.datatypes import LANGUAGES
from agent_assist.guidance.conditions import Says, Semantic
from agent_assist.guidance.language import parse_rules
from agent_assist.guidance.matching import CompiledRules
from agent_assist.guidance.monitor import Monitor
from agent_assist.guidance.rules import Rule
from agent_assist.guidance.testing import run_rule_tests
from agent_assist.listeners.transcript_file import read_transcript

SAMPLE = Path(__file__).resolve().parents[2] / "kb_index" / "sample"
CONTACTS = sorted((SAMPLE / "contacts").glob("*.jsonl"))
ENGLISH_CALL = SAMPLE / "contacts" / "call-moving-en.jsonl"

#: Common characters that stand in one of the two scripts only; the two lists go side by side.
SIMPLIFIED_ONLY = set(
    "电网账单费号码话机线宽纤资户务录说请谢时间问题个们这为会从后开关东买卖车长门见观觉认证识译让该语误读调谁课变边过还进远运连选递邮银钱错钟铃钥锁颜额频风飞马验驱龙"
    "黄齐断无旧显业两严临举义乐书习亲亿仅价优伤伪体传储儿产击刚创别办动劳势区医华协卫压历县参双发吗员响园国图圆场坏块声处备复头奖妈学宁实审宾对寻导将尔尝层岁岛币师带"
    "帮库应废张归态总恶惊惯愿戏扩扫扬护报择换损据摄数敌标样检楼欢残毕气决沟没测浏减满滞灯热爱状独环现画疗盖盗监确离种积称稳竞笔签简类纪约级纸终组细织结给络统继续维综"
    "缴编缩罚联职听节苏获营虚补装规视览计订训议记讲许设访诉诈评词试询详负财责败货质贩购贴贵赔赠轻转辆输达违适遗释针阅阶险随隐难页项顺须顾预领馆骗"
)
TRADITIONAL_ONLY = set(
    "電網帳單費號碼話機線寬纖資戶務錄說請謝時間問題個們這為會從後開關東買賣車長門見觀覺認證識譯讓該語誤讀調誰課變邊過還進遠運連選遞郵銀錢錯鐘鈴鑰鎖顏額頻風飛馬驗驅龍"
    "黃齊斷無舊顯業兩嚴臨舉義樂書習親億僅價優傷偽體傳儲兒產擊剛創別辦動勞勢區醫華協衛壓歷縣參雙發嗎員響園國圖圓場壞塊聲處備復頭獎媽學寧實審賓對尋導將爾嘗層歲島幣師帶"
    "幫庫應廢張歸態總惡驚慣願戲擴掃揚護報擇換損據攝數敵標樣檢樓歡殘畢氣決溝沒測瀏減滿滯燈熱愛狀獨環現畫療蓋盜監確離種積稱穩競筆簽簡類紀約級紙終組細織結給絡統繼續維綜"
    "繳編縮罰聯職聽節蘇獲營虛補裝規視覽計訂訓議記講許設訪訴詐評詞試詢詳負財責敗貨質販購貼貴賠贈輕轉輛輸達違適遺釋針閱階險隨隱難頁項順須顧預領館騙"
)
#: Mainland words that a Taiwanese reader would not use.
MAINLAND_WORDS = (
    "網絡",
    "短信",
    "賬",
    "套餐",
    "流量",
    "寬帶",
    "視頻",
    "質量",
    "默認",
    "軟件",
    "硬件",
    "信息",
    "用戶名",
)


def _articles() -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted((SAMPLE / "articles").rglob("*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        found[str(path.relative_to(SAMPLE))] = {**yaml.safe_load(head), "body": body}
    return found


def _templates() -> list[dict[str, Any]]:
    return [item for path in sorted((SAMPLE / "templates").glob("*.yaml")) for item in yaml.safe_load(path.read_text())]


def _raw_rules() -> list[dict[str, Any]]:
    return [item for path in sorted((SAMPLE / "rules").glob("*.yaml")) for item in yaml.safe_load(path.read_text())]


def _questions() -> list[dict[str, Any]]:
    lines = (SAMPLE / "questions" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ARTICLES = _articles()
TEMPLATES = _templates()
RULES: tuple[Rule, ...] = parse_rules(_raw_rules())
QUESTIONS = _questions()


def _unrelated(text: str) -> npt.NDArray[np.float32]:
    """Vectors without meaning, so that only words decide here; equal sentences are equal."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    return np.random.default_rng(seed).normal(size=256).astype(np.float32)


def _size(article: dict[str, Any]) -> int:
    """Words, where a Chinese character counts as two thirds of one."""
    han = len(re.findall(r"[\u4e00-\u9fff]", article["body"]))
    return len(re.findall(r"[^\W_]+", re.sub(r"[\u4e00-\u9fff]", " ", article["body"]))) + han * 2 // 3


def test_articles_have_ids_topics_and_places_that_agree() -> None:
    for path, article in ARTICLES.items():
        assert path == f"articles/{article['lang']}/{article['topic']}.md"
        assert article["id"] == f"{article['topic']}.{article['lang']}"
        assert isinstance(article["version"], str)
        assert article["url"].startswith("https://kb.norrsken.example/")
        assert isinstance(article["valid_from"], date)
        assert article["tags"]
    assert len({article["id"] for article in ARTICLES.values()}) == len(ARTICLES)


def test_thirty_topics_are_parallel_and_each_language_has_articles_of_its_own() -> None:
    languages: dict[str, set[str]] = {}
    for article in ARTICLES.values():
        languages.setdefault(article["topic"], set()).add(article["lang"])
    parallel = [topic for topic, langs in languages.items() if langs == set(LANGUAGES)]
    single = Counter(next(iter(langs)) for langs in languages.values() if len(langs) == 1)
    assert len(parallel) >= 22
    assert len(parallel) + sum(single.values()) == len(languages)
    assert all(single[lang] >= 4 for lang in LANGUAGES)


def test_articles_have_substance() -> None:
    for path, article in ARTICLES.items():
        special = article.get("valid_until") or article.get("audience")
        assert _size(article) >= (70 if special else 85), path
        assert len(re.findall(r"^## ", article["body"], re.MULTILINE)) >= 2, path
        assert re.search(r"\d", article["body"]), path
        assert len(article["questions"]) >= (1 if special else 2), path
        assert article["title"] not in article["questions"], path


def test_parallel_articles_have_the_same_shape_and_numbers() -> None:
    by_topic: dict[str, list[dict[str, Any]]] = {}
    for article in ARTICLES.values():
        by_topic.setdefault(article["topic"], []).append(article)
    for topic, versions in by_topic.items():
        shapes = {
            (len(re.findall(r"^## ", version["body"], re.MULTILINE)), version["body"].count("\n|"))
            for version in versions
        }
        assert len(shapes) == 1, topic
        plain = [re.sub(r"(?<=\d)[, ](?=\d{3}(?!\d))", "", version["body"]) for version in versions]
        prices = [set(re.findall(r"(\d+(?:[.,]\d\d)?) ?(?:kr\b|克朗)", text.replace(",", "."))) for text in plain]
        codes = [set(re.findall(r"\b[ET]-\d+\b", version["body"])) for version in versions]
        assert all(found == codes[0] for found in codes), topic
        assert all(found == prices[0] for found in prices), (topic, prices)


def test_one_article_has_expired_and_one_is_for_supervisors() -> None:
    assert [a["id"] for a in ARTICLES.values() if a.get("valid_until", date.max) < date(2026, 1, 1)] == [
        "autumn-campaign.en"
    ]
    assert [a["id"] for a in ARTICLES.values() if a.get("audience")] == ["goodwill-limits.en"]


def test_each_chinese_text_is_in_its_own_script() -> None:
    simplified, traditional = [], []
    for article in ARTICLES.values():
        text = "\n".join([article["title"], article["body"], *article["questions"]])
        {"zh-Hans": simplified, "zh-Hant": traditional}.get(article["lang"], []).append(text)
    for item in TEMPLATES:
        text = "\n".join([item["title"], item["text"], item["ask"], *item["when"]])
        {"zh-Hans": simplified, "zh-Hant": traditional}.get(item["lang"], []).append(text)
    for question in QUESTIONS:
        {"zh-Hans": simplified, "zh-Hant": traditional}.get(question["lang"], []).append(question["text"])
    for rule in RULES:
        simplified += [rule.title["zh-Hans"], rule.say["zh-Hans"]]
        traditional += [rule.title["zh-Hant"], rule.say["zh-Hant"]]
        for test in rule.tests:
            lines = [line.text for line in test.lines]
            {"zh-Hans": simplified, "zh-Hant": traditional}.get(test.lang, []).extend(lines)
    for path in CONTACTS:
        contact = read_transcript(path)
        lines = [utterance.text for utterance in contact.utterances]
        {"zh-Hans": simplified, "zh-Hant": traditional}.get(contact.lang or "", []).extend(lines)
    for text in simplified:
        assert not set(text) & TRADITIONAL_ONLY, text
    for text in traditional:
        assert not set(text) & SIMPLIFIED_ONLY, text
        assert not [word for word in MAINLAND_WORDS if word in text], text


def test_templates_name_their_variables_and_lead_somewhere() -> None:
    ids = {item["id"] for item in TEMPLATES}
    article_ids = {article["id"] for article in ARTICLES.values()}
    per_language = Counter(item["lang"] for item in TEMPLATES)
    assert len(ids) == len(TEMPLATES) >= 48
    assert len(set(per_language.values())) == 1
    assert set(per_language) == set(LANGUAGES)
    for item in TEMPLATES:
        used = list(dict.fromkeys(re.findall(r"\{\{ *(\w+) *\}\}", item["text"])))
        assert item["slots"] == used, item["id"]
        assert 2 <= len(item["when"]) <= 3, item["id"]
        assert item["ask"], item["id"]
        assert item.get("article", next(iter(article_ids))) in article_ids, item["id"]
        assert item.get("next", item["id"]) in ids, item["id"]
        assert item["id"].endswith(f".{item['lang']}")
    alone = {item["id"].rsplit(".", 1)[0] for item in TEMPLATES if "article" not in item}
    assert alone == {"calm-anger", "transfer"}


def test_rules_speak_four_languages_and_test_themselves() -> None:
    assert len(RULES) >= 12
    for rule in RULES:
        assert set(rule.title) == set(rule.say) == set(LANGUAGES), rule.id
        assert len(rule.tests) >= 2, rule.id
        wanted = {test.expect.get(rule.id) for test in rule.tests}
        assert wanted & {"violated", "advice"}, rule.id
        assert wanted & {"met", "open"}, rule.id
        for says in (one for one in rule.conditions() if isinstance(one, Says)):
            assert all(m.score >= 0.9 for m in says.matchers() if isinstance(m, Semantic)), rule.id
    assert {test.lang for rule in RULES for test in rule.tests} == set(LANGUAGES)


def test_every_test_inside_the_rules_passes() -> None:
    failed = [str(result) for result in run_rule_tests(RULES, _unrelated) if not result.passed]
    assert failed == []


def test_questions_are_enough_of_each_kind_and_point_at_articles() -> None:
    known = {article["id"]: article for article in ARTICLES.values()}
    topics = Counter(article["topic"] for article in ARTICLES.values())
    assert (
        len({q["id"] for q in QUESTIONS}) == len({(q["text"], q["lang"]) for q in QUESTIONS}) == len(QUESTIONS) >= 220
    )
    groups = Counter((q["group"], q["lang"]) for q in QUESTIONS)
    for lang in LANGUAGES:
        assert groups["within", lang] >= 25
        assert groups["cross", lang] >= 12
        assert groups["none", lang] >= 14
    for question in QUESTIONS:
        relevant = [known[name] for name in question["relevant"]]
        assert bool(relevant) == (question["group"] != "none"), question["id"]
        for article in relevant:
            assert (article["lang"] == question["lang"]) == (question["group"] == "within"), question["id"]
            assert question["group"] == "within" or topics[article["topic"]] == 1, question["id"]
            assert not article.get("valid_until"), question["id"]
            assert not article.get("audience"), question["id"]


def test_questions_are_not_copied_from_what_the_index_holds() -> None:
    held = {text.casefold() for a in ARTICLES.values() for text in (a["title"], *a["questions"])}
    held |= {text.casefold() for item in TEMPLATES for text in (item["title"], *item["when"])}
    assert [q["id"] for q in QUESTIONS if q["text"].casefold() in held] == []


@pytest.mark.parametrize("path", CONTACTS, ids=lambda path: path.stem)
def test_demo_contacts_show_words_owed_and_what_became_of_them(path: Path) -> None:
    contact = read_transcript(path)
    assert 14 <= len(contact.utterances) <= 24
    assert contact.attributes["customer_name"]
    monitor = Monitor(CompiledRules.of(RULES, _unrelated), contact.channel, contact.lang or "en")
    for utterance in contact.utterances:
        monitor.on_utterance(utterance, utterance.end)
    monitor.close(contact.utterances[-1].end + 1)
    states = {name: str(state) for name, state in monitor.states().items()}
    assert states["greeting"] == states["closing-words"] == states["never-ask-secrets"] == "met"


def test_demo_contacts_cover_both_channels_and_four_languages() -> None:
    contacts = [read_transcript(path) for path in CONTACTS]
    assert Counter(str(contact.channel) for contact in contacts) == {"call": 2, "chat": 2}
    assert {contact.lang for contact in contacts} == set(LANGUAGES)


def test_the_english_call_has_an_owed_prompt_that_is_met_and_one_violation() -> None:
    contact = read_transcript(ENGLISH_CALL)
    assert 130 <= contact.utterances[-1].end <= 170
    monitor = Monitor(CompiledRules.of(RULES, _unrelated), contact.channel, "en")
    prompts = [p for u in contact.utterances for p in monitor.on_utterance(u, u.end)]
    prompts += monitor.close(contact.utterances[-1].end)
    assert [(p.rule_id, p.state) for p in prompts] == [
        ("recording-notice", "owed"),
        ("recording-notice", "met"),
        ("no-guarantees", "violated"),
    ]
