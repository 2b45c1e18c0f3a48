"""Every format is read as docs/formats.md says, and what is wrong is told with file and line."""

import json
import os
from pathlib import Path

import pytest

from agent_assist.datatypes import Speaker
from agent_assist.errors import SourceError, UsageError
from kb_index.jsonl_source import read_questions
from kb_index.records import KnowledgeBase
from kb_index.sources import read_sources


def read(*sources: Path) -> KnowledgeBase:
    problems: list[SourceError] = []
    kb = read_sources(sources, problems.append)
    assert problems == []
    return kb


def problems_of(*sources: Path) -> list[SourceError]:
    problems: list[SourceError] = []
    read_sources(sources, problems.append)
    return problems


def only_problem(path: Path) -> SourceError:
    problems = problems_of(path)
    assert len(problems) == 1, problems
    return problems[0]


def test_a_folder_gives_everything_it_holds(kb_folder: Path) -> None:
    kb = read(kb_folder)
    assert kb.settings.name == "Small company"
    assert kb.settings.languages == ("en", "sv", "zh-Hans")
    assert kb.settings.gate == {"recall_at_1": 0.5}
    assert [a.id for a in kb.articles] == ["invoice", "moving.en", "moving.sv", "moving.zh"]
    moving = kb.articles[1]
    assert (moving.topic, moving.version, moving.tags) == ("moving", "14", ("broadband",))
    assert moving.attributes == {"product": "broadband"}
    assert moving.questions == ("Can I take my broadband with me when I move?",)
    assert moving.text.startswith("Moving your broadband is free")
    assert moving.text.endswith("- the day you move in")
    assert kb.articles[0].topic == "invoice"
    assert kb.articles[0].valid_from == "2026-01-01"
    assert [t.template.id for t in kb.templates] == ["moving-ask.en", "goodbye.en"]
    assert kb.templates[1].place.line == 11
    assert kb.templates[0].template.slots == ("new_address",)
    assert kb.rules[0].values["absent_by"]["within"] == 30
    assert kb.rules[1].place.line == 9
    assert [q.relevant for q in kb.questions][:3] == [("moving.en",), ("invoice",), ()]


def test_scalars_stay_as_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: 2024\nlang: no\nversion: 1.10\nvalid_until: 2026-12-31\n---\nText.\n", encoding="utf-8"
    )
    article = read(path).articles[0]
    assert (article.id, article.title, article.lang, article.version) == ("a", "2024", "no", "1.10")
    assert article.valid_until == "2026-12-31"


def test_pages_of_a_wiki_need_no_front_matter(tmp_path: Path) -> None:
    pages = {
        "shop/returns.md": "# Returning an item #\n\nYou have 30 days.\n\n## Refund\nIt goes to your card.\n",
        "shop/c-sharp.md": "# About C#\n\nWe have no courses in it.\n",
        "shop/Size_guide.md": "Our sizes run small, so measure first.\n",
        "sv/retur.md": "---\nid: retur.sv\n---\n\n# Skicka tillbaka\nDu har 30 dagar på dig.\n",
        "zh/退货.md": "# 退货\n您可以在三十天内退货。\n",
        "faq.csv": "id,title,text\nwarranty,Warranty,We mend it for two years.\n",
        "more.jsonl": '{"id": "codes", "title": "Codes", "text": "You can use one code for each order."}\n',
        ".hidden/x.md": "# Not read\nThis is not for anybody.\n",
        "picture.png": "",
    }
    for name, text in pages.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [(a.id, a.title, a.lang, a.text) for a in read(tmp_path).articles] == [
        ("warranty", "Warranty", "en", "We mend it for two years."),
        ("codes", "Codes", "en", "You can use one code for each order."),
        ("shop/Size_guide", "Size guide", "en", "Our sizes run small, so measure first."),
        ("shop/c-sharp", "About C#", "en", "We have no courses in it."),
        ("shop/returns", "Returning an item", "en", "You have 30 days.\n\n## Refund\nIt goes to your card."),
        ("retur.sv", "Skicka tillbaka", "sv", "Du har 30 dagar på dig."),
        ("zh/退货", "退货", "zh-Hans", "您可以在三十天内退货。"),
    ]


def test_articles_may_be_tables_in_a_kb_folder_too(tmp_path: Path) -> None:
    (tmp_path / "kb.toml").write_text('name = "Shop"\nlanguages = ["sv"]\n', encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "faq.csv").write_text("id,title,text\na,Retur,30 dagar.\n", encoding="utf-8")
    assert [(a.id, a.lang) for a in read(tmp_path).articles] == [("a", "sv")]


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("EN", "en"),
        ("sv_se", "sv-SE"),
        ("zh-TW", "zh-Hant"),
        ("zh_CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("SR-latn", "sr-Latn"),
    ],
)
def test_language_tags_of_other_systems_are_read_as_ours(tmp_path: Path, written: str, known: str) -> None:
    (tmp_path / "kb.toml").write_text(f'name = "Shop"\nlanguages = ["{written}"]\n', encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text(f"---\ntitle: A\nlang: {written}\n---\nText.\n", encoding="utf-8")
    kb = read(tmp_path)
    assert kb.settings.languages == (known,)
    assert [article.lang for article in kb.articles] == [known]


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"")
    with pytest.raises(UsageError, match="holds no articles"):
        read(tmp_path)


def test_jsonl_and_csv_give_the_same_articles(tmp_path: Path) -> None:
    record = {
        "id": "a",
        "title": "Åäö",
        "text": "One, two.\nThree.",
        "lang": "sv",
        "examples": ["x?", "y?"],
        "tags": ["t"],
    }
    (tmp_path / "a.jsonl").write_text("\n" + json.dumps(record) + "\n", encoding="utf-8")
    (tmp_path / "a.csv").write_bytes(
        '\ufeffid,title,text,lang,examples,tags\r\na,Åäö,"One, two.\r\nThree.",sv,x?|y?,t\r\n'.encode()
    )
    one, two = read(tmp_path / "a.jsonl").articles[0], read(tmp_path / "a.csv").articles[0]
    assert one.place.line == two.place.line == 2
    for name in ("id", "title", "text", "lang", "questions", "tags"):
        assert getattr(one, name) == getattr(two, name)


def test_several_sources_follow_each_other(kb_folder: Path, tmp_path: Path) -> None:
    extra = tmp_path / "more.jsonl"
    extra.write_text('{"id": "b", "title": "B", "text": "", "lang": "en"}\n', encoding="utf-8")
    assert [a.id for a in read(kb_folder, extra).articles][-1] == "b"


def test_keys_of_other_systems_pass_but_misspelt_ones_do_not(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = {"id": "a", "title": "A", "text": "t", "lang": "en", "crm_reference": {"deep": 1}}
    path.write_text(json.dumps(good) + "\n" + json.dumps({**good, "valid_untill": "2026-01-01"}), encoding="utf-8")
    problem = only_problem(path)
    assert (problem.line, problem.next_step) == (2, "Did you mean “valid_until”?")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\n", 1, "no “title”"),
        ("# Router\n", 1, "no “lang”"),
        ("---\ntitle: A\nlang: en\n", 1, "does not end"),
        ("---\ntitle: A\nlang: en\ntilte: B\n---\n", 4, "Known keys"),
        ("---\nlang: en\nquestion: [a]\ntitle: A\n---\n", 3, "Did you mean “questions”?"),
        ("---\nlang: en\n---\n", 1, "no “title”"),
        ("---\ntitle: A\nlang: english language\n---\n", 3, "no language tag"),
        ("---\ntitle: A\nlang: en\nvalid_until: 2026-02-30\n---\n", 4, "no date"),
        ("---\ntitle: A\nlang: en\nvalid_until: 20260101\n---\n", 4, "no date"),
        ("---\ntitle: A\nlang: en\ntags: broadband\n---\n", 4, "must be a list"),
        ("---\ntitle: [A]\nlang: en\n---\n", 2, "must be text"),
        ("---\ntitle: A\ntitle: B\nlang: en\n---\n", 3, "stands twice"),
        ("---\ntitle: 'A\nlang: en\n---\n", 2, "not valid YAML"),
        ("---\ntitle: &a [x]\nlang: *a\n---\n", 2, "anchors and aliases"),
        ("---\ntitle: " + "[" * 60 + "\nlang: en\n---\n", 2, "nested deeper"),
        ("---\ntitle: !!python/object:os.system A\nlang: en\nx: 1\n---\n", 4, "unknown key"),
    ],
)
def test_wrong_front_matter(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    problem = only_problem(path)
    assert (problem.file, problem.line) == (str(path), line)
    assert words in str(problem)


@pytest.mark.parametrize(
    ("name", "data", "line", "words"),
    [
        ("a.jsonl", b'{"id": "a"', 1, "not JSON"),
        ("a.jsonl", b"\n[1]\n", 2, "not a JSON object"),
        ("a.jsonl", b'{"id": "a", "id": "b"}', 1, "stands twice"),
        ("a.jsonl", b'{"id": NaN}', 1, "NaN"),
        ("a.jsonl", b'{"x": ' + b"[" * 100_000, 1, "nested too deeply"),
        ("a.jsonl", b'{"id": "\xff"}', 1, "UTF-8"),
        ("a.csv", b"id,titel,lang\na,A,en\n", 1, "Did you mean “title”?"),
        ("a.csv", b"id,title,lang\na,A,en,more\n", 2, "4 fields, the header 3"),
        ("a.csv", b"id,lang\na,en\n", 1, "no column"),
        ("a.csv", b'id,title,lang\na,"A,en\n', 2, "not valid CSV"),
        ("a.md", b"---\ntitle: \xff\n---\n", 2, "not UTF-8"),
    ],
)
def test_wrong_files(tmp_path: Path, name: str, data: bytes, line: int, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    problem = only_problem(path)
    assert problem.line == line
    assert words in str(problem)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('name = "a"\nlanguage = ["en"]\n', 2, "Did you mean “languages”?"),
        ("name = \n", 1, "not valid TOML"),
        ("[gate]\nrecall_at_1 = 3\n", 2, "from 0 to 1"),
        ('name = "a"\n[gate]\nrecall = 0.9\n', 3, "unknown key"),
    ],
)
def test_wrong_settings(kb_folder: Path, text: str, line: int, words: str) -> None:
    (kb_folder / "kb.toml").write_text(text, encoding="utf-8")
    problem = only_problem(kb_folder)
    assert problem.line == line
    assert words in str(problem)


def test_links_cannot_lead_out(kb_folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: S\nlang: en\n---\n", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    os.symlink(secret, kb_folder / "articles" / "link.md")
    os.symlink(tmp_path / "elsewhere", kb_folder / "articles" / "folder")
    found = problems_of(kb_folder)
    assert len(found) == 2
    assert all("leads out" in str(problem) for problem in found)


def test_large_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"---\n" + b"x" * 4_000_001)
    assert "larger than 4 MB" in str(only_problem(path))


def test_what_is_no_source(tmp_path: Path, kb_folder: Path) -> None:
    for sources in ([], [tmp_path / "none.jsonl"], [kb_folder / "kb.toml"], [tmp_path], [kb_folder, kb_folder]):
        with pytest.raises(UsageError):
            read_sources(sources, lambda problem: None)


def test_questions(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    context = [{"speaker": "agent", "text": "Hello"}, {"speaker": "customer", "text": "Hi"}]
    good = {"id": "q", "text": "t", "lang": "en", "relevant": ["a"], "context": context, "today": "2026-05-01"}
    bad = [{**good, "context": [{"speaker": "robot", "text": "x"}]}, {"id": "q", "text": "t", "lang": "en"}]
    path.write_text("\n".join(json.dumps(item) for item in [good, *bad]), encoding="utf-8")
    problems: list[SourceError] = []
    (question,) = read_questions(path, problems.append)
    assert [turn.speaker for turn in question.context] == [Speaker.AGENT, Speaker.CUSTOMER]
    assert question.today == "2026-05-01"
    assert question.relevant == ("a",)
    assert [(p.line, p.what.split("“")[1].split("”")[0]) for p in problems] == [(2, "context"), (3, "relevant")]
