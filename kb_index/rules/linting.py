"""Phrases that will not do what their writer thinks, found without a contact to try them on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from agent_assist.guidance.conditions import (
    AbsentBy,
    Condition,
    Exact,
    Fuzzy,
    Matcher,
    NotFollowed,
    Or,
    Says,
    walk,
)
from agent_assist.guidance.folding import find_words, fold
from agent_assist.guidance.rules import Rule, Severity, Status, in_language, same_language
from kb_index.records import Finding
from kb_index.rules.reading import RuleSet

#: How fast people talk, in words and (where words are not set apart) characters a second; brisk, so as to be sure.
_WORDS_A_SECOND, _CHARACTERS_A_SECOND = 3.5, 6.0
#: Words in a phrase from which nobody says it twice alike.
_LONGEST = 12
_UNSPOKEN = re.compile(r"[/\\|*_#<>{}\[\]=+]|\.\.\.|…")


def lint(rules: RuleSet, today: str) -> list[Finding]:
    """What is wrong, in the order of files and lines. today: ISO date on which rules are to hold."""
    found: list[Finding] = []
    for rule in rules.rules:
        place = rules.place(rule.id)
        for kind, what, advice in (
            *_phrases(rule),
            *_never(rule, today),
            *_deadlines(rule),
            *_untested(rule),
        ):
            found.append(Finding(place, "warning", kind, f"Rule {rule.id!r}: {what}", advice))
    found += _shadowed(rules)
    return sorted(found)


Told = tuple[str, str, str]


def _phrases(rule: Rule) -> Iterator[Told]:
    for condition in rule.conditions():
        if not isinstance(condition, Says):
            continue
        for matcher in condition.matchers():
            words = _words(matcher)
            if words:
                yield from _phrase(words)


def _words(matcher: Matcher) -> str:
    return matcher.words if isinstance(matcher, Exact | Fuzzy) else ""


def _phrase(words: str) -> Iterator[Told]:
    folded = fold(words).words
    unspaced = sum(len(word) == 1 and not word.isascii() for word in folded)
    if (unspaced and len(folded) < 2) or (not unspaced and len(folded) == 1 and len(folded[0]) < 4):
        yield "short-phrase", f"“{words}” is so short that it is heard everywhere.", "Add the words around it."
    if len(folded) > _LONGEST + 2 * unspaced:
        yield "long-phrase", f"Nobody says “{words}” twice in the same words.", "Keep the few words that matter."
    if _UNSPOKEN.search(words):
        yield "unspoken-phrase", f"“{words}” holds signs that nobody says.", "Write it as it is spoken."


def _never(rule: Rule, today: str) -> Iterator[Told]:
    scope = rule.scope
    if scope.status is Status.DRAFT:
        yield "never-fires", "it is a draft, so it is not evaluated.", "Set status to shadow or live."
    if scope.valid_until and scope.valid_until < today:
        yield "never-fires", f"it ended on {scope.valid_until}.", "Remove it, or give it a later end."
    if scope.languages:
        for condition in rule.conditions():
            for matcher in condition.matchers() if isinstance(condition, Says) else ():
                if matcher.lang and not any(same_language(matcher.lang, tag) for tag in scope.languages):
                    yield (
                        "never-fires",
                        f"a matcher is for {matcher.lang}, the rule for {', '.join(scope.languages)} only.",
                        "Add the language to the rule, or remove the matcher.",
                    )
    for condition in rule.conditions():
        if isinstance(condition, Says):
            yield from _undone(condition)


def _undone(says: Says) -> Iterator[Told]:
    """Phrases that the condition's own exceptions take back each time."""
    exceptions = [fold(one.words) for one in says.none if isinstance(one, Exact)]
    for matcher in (*says.any, *says.all, *says.n_of):
        words = _words(matcher)
        if words and any(find_words(exception, fold(words)) for exception in exceptions):
            yield "never-fires", f"“{words}” never counts: an exception in `none` stands inside it.", "Change one."


def _deadlines(rule: Rule) -> Iterator[Told]:
    for condition in walk(rule.condition):
        if not isinstance(condition, AbsentBy | NotFollowed) or condition.within is None:
            continue
        wanted = condition.says if isinstance(condition, AbsentBy) else condition.by
        shortest = min((spoken_seconds(words) for words in _all_words(wanted)), default=0.0)
        if shortest > condition.within:
            what = f"its shortest words take {shortest:.1f} s to say, the deadline is {condition.within:g} s."
            yield "deadline", what, "Give more time."
        warned = condition.within if condition.warn is None else min(condition.warn, condition.within)
        for lang, line in rule.say.items():
            takes = spoken_seconds(line)
            if takes > warned:
                what = f"its {lang or 'only'} prompt takes {takes:.1f} s to say and comes {warned:g} s before the end."
                yield "deadline", what, "Warn earlier, or shorten `say`."
                break


def _all_words(condition: Condition) -> Iterator[str]:
    parts = condition.of if isinstance(condition, Or) else (condition,)
    for part in parts:
        for matcher in part.matchers() if isinstance(part, Says) else ():
            if _words(matcher):
                yield _words(matcher)


def spoken_seconds(text: str) -> float:
    """How long a brisk speaker takes to say it, in seconds."""
    words = fold(text).words
    unspaced = sum(len(word) == 1 and not word.isascii() for word in words)
    return unspaced / _CHARACTERS_A_SECOND + (len(words) - unspaced) / _WORDS_A_SECOND


def _untested(rule: Rule) -> Iterator[Told]:
    wanted = [test.expect.get(rule.id, "") for test in rule.tests]
    fired = any(state in ("violated", "advice") for state in wanted) or any(t.fires.get(rule.id) for t in rule.tests)
    quiet = any(state in ("met", "open", "owed") for state in wanted)
    if not fired:
        yield "untested", "no test shows it firing.", "Add a short contact in which it must."
    if not quiet:
        yield "untested", "no test shows it keeping quiet.", "Add a short contact in which it must not fire."
    if rule.severity is not Severity.ADVICE and not in_language(rule.say, "en"):
        yield "no-words", "it tells the agent nothing to say.", "Add `say`."


def _shadowed(rules: RuleSet) -> Iterator[Finding]:
    """Rules whose every firing is another rule's firing too: the longer phrase needs no rule of its own."""
    plain = [(rule, rule.condition) for rule in rules.rules if isinstance(rule.condition, Says)]
    for rule, says in plain:
        for other, wider in plain:
            if rule is not other and _covers(other, wider, rule, says):
                what = f"Rule {rule.id!r}: {other.id!r} fires each time that it does."
                yield Finding(rules.place(rule.id), "warning", "shadowed", what, "Keep one, or put them in one group.")
                break
    for rule, says in plain:
        phrases = sorted((words for matcher in says.any if (words := _words(matcher))), key=len)
        for short, long in pairwise(phrases):
            if short != long and find_words(fold(short), fold(long)):
                what = f"Rule {rule.id!r}: “{long}” adds nothing, for “{short}” stands inside it."
                yield Finding(rules.place(rule.id), "warning", "shadowed", what, "Remove the longer one.")


def _covers(wide: Rule, wider: Says, narrow: Rule, says: Says) -> bool:
    """Whether each phrase of `says` holds a phrase of `wider`, for every contact that the narrow rule looks at."""
    same_reach = (
        wider.role in (None, says.role)
        and set(narrow.channels) <= set(wide.channels)
        and (not wide.scope.languages or set(narrow.scope.languages) <= set(wide.scope.languages) != set())
        and (not wide.scope.queues or set(narrow.scope.queues) <= set(wide.scope.queues) != set())
        and narrow.control.group == wide.control.group == ""
    )
    if not same_reach or wider.none or wider.all or wider.n_of or says.all or says.n_of or not says.any:
        return False
    short = [one for one in wider.any if isinstance(one, Exact) and one.lang is None]
    long = [_words(one) for one in says.any if isinstance(one, Exact)]
    if len(long) < len(says.any) or (
        len(short) == len(long) and [one.words for one in short] == long and wide.id > narrow.id
    ):
        return False
    return all(any(find_words(fold(one.words), fold(words)) for one in short) for words in long)
