"""Script templates: their Liquid, their slots, and the ids they point to."""

from __future__ import annotations

from collections.abc import Iterator

from kb_index.fields import nearest
from kb_index.records import Finding, KnowledgeBase, PlacedTemplate


def template_findings(kb: KnowledgeBase) -> Iterator[Finding]:
    """Broken references, Liquid that cannot be read, variables without a slot and slots without a use."""
    languages = {article.id: article.lang for article in kb.articles}
    own_ids = {placed.template.id for placed in kb.templates}
    for placed in kb.templates:
        template, place = placed.template, placed.place
        if template.article and template.article not in languages:
            yield _broken(placed, "article", template.article, set(languages))
        elif template.article and languages[template.article] != template.lang:
            what = f"The template is in {template.lang}, its article in {languages[template.article]}."
            yield Finding(place, "warning", "language", what, "Point to the article in the template's language.")
        if template.next and template.next not in own_ids:
            yield _broken(placed, "next", template.next, own_ids)
        if not template.when and not template.article:
            what = "The template has neither “when” nor “article”; only its title can be found."
            yield Finding(place, "warning", "empty-template", what, "Add customer lines that call for it.")
        yield from _slots(placed)


def _broken(placed: PlacedTemplate, key: str, target: str, known: set[str]) -> Finding:
    guess = nearest(target, known)
    advice = f"Did you mean “{guess}”?" if guess else f"Correct or remove “{key}”."
    return Finding(placed.place, "error", "broken-reference", f"“{key}” names “{target}”, which there is not.", advice)


def _slots(placed: PlacedTemplate) -> Iterator[Finding]:
    from liquid import Environment
    from liquid.exceptions import LiquidError

    template = placed.template
    used: set[str] = set()
    for name, text in (("text", template.text), ("ask", template.ask)):
        try:
            used |= set(Environment().from_string(text).global_variables())
        except LiquidError as problem:
            reason = str(problem).splitlines()[0]
            yield Finding(placed.place, "error", "liquid", f"“{name}” is not valid Liquid: {reason}.", "Correct it.")
            return
    for name in sorted(used - set(template.slots)):
        what = f"The text uses “{name}”, which is not among its slots."
        yield Finding(placed.place, "error", "slots", what, f"Add {name} to “slots”.")
    for name in template.slots:
        if name not in used:
            what = f"The slot “{name}” is not used in the text."
            yield Finding(placed.place, "warning", "slots", what, "Use it or remove it.")
