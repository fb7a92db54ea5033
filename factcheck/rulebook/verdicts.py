"""Reads `rules/verdicts/`: the rules by which pairs are decided, in their order."""

from collections.abc import Mapping
from pathlib import Path

from factcheck.model.finding import Status
from factcheck.model.rule import ConditionName, Example, Terms, VerdictRule
from factcheck.rulebook.source import Entry, read_rule_file
from factcheck.rulebook.verdict_conditions import Phrase, load_phrases, read_condition
from factcheck.rulebook.verdict_terms import by_language, fraction, load_terms, template

#: What a message may mention.
FIELDS = frozenset(
    f"{side}_{what}" for side in ("left", "right", "earlier", "later") for what in ("value", "period", "document")
) | {
    "what",
    "left_scope",
    "right_scope",
    "other_value",
    "other_document",
    "days",
    "periods",
    "differing",
    "left_measure",
    "right_measure",
    "name",
}

#: What an example may say of a claim beside its value.
CLAIM_FIELDS = (
    "text low high unit scale modifier dimension step digits kind modality subject measure words before after"
    " period until aspect basis grain published document series place level holder qualifier per of base"
)

_NOT_COMPARABLE = "not-comparable"


def load_verdicts(folder: Path) -> tuple[VerdictRule, ...]:
    """The verdict rules of a folder in the order of their ids, which is the order they are tried in.

    Raises `RuleError` for a file that breaks the grammar, for an id that is given twice or is not that of its file, and
    where the last rule is not `otherwise` or another one is.
    """
    terms = load_terms(folder)
    phrases = load_phrases(folder / "conditions.yaml")
    entries = [read_rule_file(path) for path in sorted(folder.glob("V*.yaml"))]
    rules = [_rule(entry, terms, phrases) for entry in entries]
    if not rules:
        raise read_rule_file(folder / "conditions.yaml").error(f"no rule V*.yaml stands in {folder}")
    _check_order(rules, entries)
    _check_examples(rules, entries)
    return tuple(rules)


def _check_order(rules: list[VerdictRule], entries: list[Entry]) -> None:
    for earlier, later, entry in zip(rules, rules[1:], entries[1:], strict=False):
        if earlier.id >= later.id:
            raise entry.error(f"the id {later.id!r} does not come after {earlier.id!r} of the file before")
    for rule, entry in zip(rules, entries, strict=True):
        catches_all = tuple(condition.name for condition in rule.when) == (ConditionName.OTHERWISE,)
        if catches_all is not (rule is rules[-1]):
            raise entry.error("the last rule, and it alone, is `when: [otherwise]`")


def _check_examples(rules: list[VerdictRule], entries: list[Entry]) -> None:
    known = {rule.id for rule in rules}
    for rule, entry in zip(rules, entries, strict=True):
        for example in rule.examples:
            if example.decided_by not in known:
                raise entry.error(f"the example {example.name!r} names an unknown rule {example.decided_by!r}")


def _rule(entry: Entry, terms: Terms, phrases: Mapping[ConditionName, Phrase]) -> VerdictRule:
    found = entry.mapping(required="id name status confidence summary why when messages examples")
    identity, name = found["id"].text(), found["name"].text()
    if entry.path.stem != f"{identity}-{name}":
        raise found["id"].error(f"id and name must make the file's name, {entry.path.stem}")
    return VerdictRule(
        id=identity,
        name=name,
        status=_status(found["status"]),
        confidence=fraction(found["confidence"]),
        summary=found["summary"].text(),
        why=" ".join(found["why"].text().split()),
        when=tuple(read_condition(item, terms, phrases) for item in _some(found["when"])),
        messages=by_language(found["messages"], lambda text: template(text, FIELDS)),
        examples=tuple(_example(item, identity) for item in _some(found["examples"])),
        terms=terms,
    )


def _some(entry: Entry) -> list[Entry]:
    items = entry.items()
    if not items:
        raise entry.error("expected one entry at least")
    return items


def _status(entry: Entry) -> Status | None:
    return None if entry.text() == _NOT_COMPARABLE else entry.one_of(Status)


def _example(entry: Entry, rule: str) -> Example:
    found = entry.mapping(required="name left right", optional="instead other")
    return Example(
        name=found["name"].text(),
        decided_by=found["instead"].text() if "instead" in found else rule,
        left=_side(found["left"]),
        right=_side(found["right"]),
        other=_side(found["other"]) if "other" in found else None,
    )


def _side(entry: Entry) -> dict[str, str]:
    return {name: value.text() for name, value in entry.mapping(required="value", optional=CLAIM_FIELDS).items()}
