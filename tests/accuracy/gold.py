"""Reads a gold file: what a careful reader found in a set of documents. Its format is in tests/gold/README.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factcheck.rulebook.source import Entry, read_rule_file

#: The label of a pair that may be reported or not, whatever its status.
_EITHER_WAY = "not-comparable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A figure as the annotation names it: `quantity` stands once in `quote`, `quote` once in the document.

    `document` is the stem of the file's name or its part before the first underscore.
    """

    document: str
    quote: str
    quantity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPair:
    """Two mentions of one fact, as indexes into the mentions of the gold, the lesser one first.

    `accepted` has `label` and every other status that a careful editor could defend. An `optional` pair may be reported
    or not. `planted` names the kind of error that was put into the fact on purpose, `None` for facts left alone.
    """

    left: int
    right: int
    label: str
    accepted: frozenset[str]
    fact: str
    optional: bool
    planted: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One annotated set. `negatives` are tempting wrong alignments."""

    path: Path
    mentions: tuple[Mention, ...]
    pairs: tuple[GoldPair, ...]
    negatives: tuple[tuple[Mention, Mention], ...]


def read_gold(path: Path) -> Gold:
    """Reads a gold file; keys that only inform people are passed over.

    Raises `RuleError` with the line for what is missing or means nothing.
    """
    root = _fields(read_rule_file(path))
    mentions: list[Mention] = []
    pairs: list[GoldPair] = []
    for fact in _items(root, "facts"):
        fields = _fields(fact)
        first = len(mentions)
        mentions += [_mention(mention) for mention in _items(fields, "mentions")]
        pairs += _pairs(fact, fields, first, len(mentions))
    negatives = [(_fields(entry), entry) for entry in _items(root, "negatives")]
    return Gold(
        path=path,
        mentions=tuple(mentions),
        pairs=tuple(pairs),
        negatives=tuple((_side(fields, entry, "a"), _side(fields, entry, "b")) for fields, entry in negatives),
    )


def _fields(entry: Entry) -> dict[str, Entry]:
    return {key.text(): value for key, value in entry.pairs()}


def _items(fields: dict[str, Entry], name: str) -> list[Entry]:
    return fields[name].items() if name in fields else []


def _need(fields: dict[str, Entry], entry: Entry, name: str) -> Entry:
    if name not in fields:
        raise entry.error(f"the key {name!r} is missing")
    return fields[name]


def _mention(entry: Entry) -> Mention:
    fields = _fields(entry)
    document, quote, quantity = (_need(fields, entry, name).text() for name in ("doc", "quote", "qty"))
    return Mention(document=document, quote=quote, quantity=quantity)


def _side(fields: dict[str, Entry], entry: Entry, name: str) -> Mention:
    return _mention(_need(fields, entry, name))


def _pairs(fact: Entry, fields: dict[str, Entry], first: int, end: int) -> Iterator[GoldPair]:
    name = _need(fields, fact, "id").text()
    optional = "optional" in fields and fields["optional"].flag()
    planted = fields["planted"].text() if "planted" in fields else None
    for entry in _items(fields, "pairs"):
        pair = _fields(entry)
        left, right = sorted(first + _index(_need(pair, entry, side), end - first) for side in ("a", "b"))
        label = _need(pair, entry, "label").text()
        accepted = frozenset({label, *(also.text() for also in _items(pair, "also"))})
        yield GoldPair(
            left=left,
            right=right,
            label=label,
            accepted=accepted,
            fact=name,
            optional=optional or _EITHER_WAY in accepted,
            planted=planted,
        )


def _index(entry: Entry, count: int) -> int:
    number = entry.text()
    if not (number.isascii() and number.isdigit() and int(number) < count):
        raise entry.error(f"expected the index of one of the fact's {count} mentions")
    return int(number)
