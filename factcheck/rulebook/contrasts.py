"""Reads words that make two like phrases different facts: axes with sides, such as imports against exports."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from factcheck.rulebook.numbers import phrase
from factcheck.rulebook.source import Entry, read_rule_file
from factcheck.rulebook.wordlist import WordList

#: An axis and a side of it, by name.
Side = tuple[str, str]

_UNMARKED = "unmarked"


class ContrastLexicon(Struct, frozen=True, kw_only=True, eq=False):
    """The contrasts of a language; its contrasts.yaml says what each part means.

    `words` leads from a lower-case word to the sides it speaks of; `unmarked` from an axis to the side that silence
    means, where silence means one. `listed` are the words, and those that hide them.
    """

    words: Mapping[str, frozenset[Side]]
    unmarked: Mapping[str, str]
    listed: WordList

    def sides(self, text: str) -> frozenset[Side]:
        """The sides that a text speaks of, with their axes."""
        said = {text[start:end].lower() for start, end in self.listed.find(text)}
        return frozenset(side for word in said if word in self.words for side in self.words[word])

    def clash(self, left: Iterable[Side], right: Iterable[Side]) -> frozenset[str]:
        """The axes of which both speak without a side in common."""
        lefts, rights = _by_axis(left), _by_axis(right)
        return frozenset(axis for axis in lefts.keys() & rights.keys() if lefts[axis].isdisjoint(rights[axis]))

    def one_sided(self, left: Iterable[Side], right: Iterable[Side]) -> frozenset[str]:
        """The axes of which one speaks alone, without the side that the other's silence means."""
        lefts, rights = _by_axis(left), _by_axis(right)
        spoken = lefts | rights
        return frozenset(
            axis
            for axis in lefts.keys() ^ rights.keys()
            if axis in self.unmarked and self.unmarked[axis] not in spoken[axis]
        )


def load_contrasts(path: Path, *, spaced: bool) -> ContrastLexicon:
    """Reads contrasts.yaml. `spaced` says whether the language's words stand apart."""
    root = read_rule_file(path).mapping(required="axes kept")
    words: dict[str, set[Side]] = {}
    unmarked: dict[str, str] = {}
    for axis, sides in root["axes"].pairs():
        for word, side in _axis(axis, sides, unmarked):
            words.setdefault(word, set()).add((axis.text(), side))
    kept = {phrase(word).lower() for word in root["kept"].texts()}
    both = sorted(kept & words.keys())
    if both:
        raise root["kept"].error(f"{both[0]!r} is kept, yet a word of an axis")
    return ContrastLexicon(
        words=MappingProxyType({word: frozenset(sides) for word, sides in words.items()}),
        unmarked=MappingProxyType(unmarked),
        listed=WordList(words.keys() | kept, whole=spaced),
    )


def _axis(axis: Entry, sides: Entry, unmarked: dict[str, str]) -> list[tuple[str, str]]:
    """The words of an axis with the side of each; its unmarked side is put into `unmarked`."""
    found: dict[str, str] = {}
    names: set[str] = set()
    for side, words in sides.pairs():
        if side.text() == _UNMARKED:
            unmarked[axis.text()] = words.text()
            continue
        names.add(side.text())
        for word in (phrase(word).lower() for word in words.texts()):
            if word in found:
                raise words.error(f"{word!r} is on two sides of the axis {axis.text()!r}")
            found[word] = side.text()
    if len(names | {unmarked.get(axis.text(), "")} - {""}) < 2:
        raise axis.error(f"the axis {axis.text()!r} needs two sides")
    return list(found.items())


def _by_axis(sides: Iterable[Side]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for axis, side in sides:
        found.setdefault(axis, set()).add(side)
    return found
