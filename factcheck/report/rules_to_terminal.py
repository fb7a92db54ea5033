"""Writes the rules for people: a line each, or one with its reason and its examples."""

from collections.abc import Mapping, Sequence

from factcheck.model.errors import FactcheckError
from factcheck.model.rule import Example, VerdictRule
from factcheck.report.page import Page, words
from factcheck.rulebook.load import Rulebook
from factcheck.rulebook.vetoes import Veto

_NOT_COMPARABLE = "not comparable"


def render_rules(rulebook: Rulebook, *, width: int, colour: bool) -> str:
    """All verdict rules in the order they are tried, and all vetoes, with their summaries."""
    page = Page(width=width, colour=colour)
    page.add(words("Verdicts: the first rule whose conditions all hold decides", "bold"))
    for rule in rulebook.verdicts:
        _listed(page, rule.id, rule.name, f"{_status(rule)}: {rule.summary}")
    page.blank()
    page.add(words("Vetoes: a figure that one of them fits is no claim", "bold"))
    for veto in rulebook.vetoes:
        _listed(page, veto.id, veto.name, veto.summary)
    page.blank()
    page.add(words("factcheck rules ID shows one rule with its reason and examples."))
    return page.render()


def render_rule(rulebook: Rulebook, id_: str, *, width: int, colour: bool) -> str:
    """One rule, found by its id or name. Raises `FactcheckError` where there is none."""
    page = Page(width=width, colour=colour)
    for verdict in rulebook.verdicts:
        if id_ in {verdict.id, verdict.name}:
            _verdict(page, verdict)
            return page.render()
    for veto in rulebook.vetoes:
        if id_ in {veto.id, veto.name}:
            _veto(page, veto)
            return page.render()
    raise FactcheckError(f"there is no rule {id_!r}; factcheck rules lists them all")


def _listed(page: Page, id_: str, name: str, summary: str) -> None:
    page.add(words(id_.ljust(6), "bold") + words(f"{name}  ") + words(summary, "dim"), indent=2, hang=6)


def _status(rule: VerdictRule) -> str:
    return rule.status.value if rule.status else _NOT_COMPARABLE


def _verdict(page: Page, rule: VerdictRule) -> None:
    _head(page, rule.id, rule.name, rule.summary, rule.why)
    _field(page, "Verdict", f"{_status(rule)}, confidence {rule.confidence:g} before circumstances lower it")
    page.blank()
    page.add(words("Holds when", "bold"))
    for condition in rule.when:
        phrase = condition.phrases.get("en", condition.name.value)
        page.add(words(f"- {phrase}"), indent=2, hang=2)
    _messages(page, rule.messages)
    for example in rule.examples:
        _example(page, rule, example)


def _messages(page: Page, messages: Mapping[str, str]) -> None:
    if not messages:
        return
    page.blank()
    page.add(words("Messages", "bold"))
    for language, message in messages.items():
        page.add(words(f"{language}: {message}"), indent=2, hang=4)


def _example(page: Page, rule: VerdictRule, example: Example) -> None:
    page.blank()
    decided = "" if example.decided_by == rule.id else f" (decided by {example.decided_by})"
    page.add(words(f"Example: {example.name}{decided}", "bold"))
    for name, side in (("left", example.left), ("right", example.right), ("further", example.other)):
        if side is not None:
            fields = ", ".join(f"{field} {value}" for field, value in side.items())
            page.add(words(f"{name}: {fields}"), indent=2, hang=4)


def _veto(page: Page, veto: Veto) -> None:
    _head(page, veto.id, veto.name, veto.summary, veto.why)
    _marked(page, "No claims", veto.vetoed)
    _marked(page, "Claims none the less", veto.kept)


def _marked(page: Page, heading: str, examples: Sequence[str]) -> None:
    if not examples:
        return
    page.blank()
    page.add(words(heading, "bold"))
    for example in examples:
        page.add(words(f"- {example}"), indent=2, hang=2)


def _head(page: Page, id_: str, name: str, summary: str, why: str) -> None:
    page.add(words(f"{id_} {name}", "bold"))
    page.add(words(summary))
    page.blank()
    page.add(words(why))
    page.blank()


def _field(page: Page, name: str, value: str) -> None:
    page.add(words(f"{name}: ", "bold") + words(value), hang=2)
