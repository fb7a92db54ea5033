"""Composes the patterns of a time lexicon from named, bounded pieces; compiles one alternation a first character.

Trying every pattern at every character of a text is what makes time readers slow. Here each atom lists the characters
it can begin with, so one character class finds the candidates and one compiled alternation decides.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from factcheck.rulebook.location import is_shipped
from factcheck.rulebook.moments import Moment
from factcheck.rulebook.source import Entry

_PIECE = re.compile(r"(?<!P)<([a-z][a-z-]*)>")
_FIELD = re.compile(r"\(\?P<([a-z]+)>")
_GROUP = re.compile(r"\(\?P<[a-z_0-9]+>")
_ATOMIC = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")


class Atom(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """One way of writing a part of a time: an expression whose groups fill fields, or fixed words that say a moment.

    `name` marks what is never a period (the year in an edition's name).
    """

    source: str
    said: Mapping[str, Moment] | None = None
    name: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when a text first needs it."""
        return re.compile(self.source)


class Choice(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """Every atom that can begin with one character, in the order in which they are tried."""

    atoms: tuple[Atom, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """One alternation, which tells by its last group which of `atoms` it is, compiled when a text first needs it.

        The fields' groups are left out; the atom's own pattern reads them.
        """
        plain = (_GROUP.sub("(?:", atom.source) for atom in self.atoms)
        return re.compile("|".join(f"(?P<a{at}>{source})" for at, source in enumerate(plain)))

    def at(self, text: str, position: int) -> tuple[Atom, int] | None:
        """The first atom that matches at a position, with its end."""
        match = self.pattern.match(text, position)
        if match is None or match.lastgroup is None:
            return None
        return self.atoms[int(match.lastgroup[1:])], match.end()


def compose(entry: Entry, pieces: Mapping[str, str]) -> str:
    """The pattern of an entry with its pieces put in; unknown pieces and unbounded repetition are errors.

    So is what is no pattern, of the user's rules; the shipped ones are compiled by the tests.
    """
    source = entry.text()
    for _ in range(4):
        source = _PIECE.sub(lambda match: _piece(entry, pieces, match[1]), source)
    if _UNBOUNDED.search(_ATOMIC.sub("x", source)):
        raise entry.error("unbounded repetition (*, + or {n,}) is not allowed in a pattern")
    source = _numbered(source)
    if not is_shipped(entry.path):
        try:
            re.compile(source)
        except re.error as error:
            raise entry.error(f"is not a pattern: {error}") from error
    return source


def _piece(entry: Entry, pieces: Mapping[str, str], name: str) -> str:
    if name not in pieces:
        raise entry.error(f"unknown piece <{name}>; known are {', '.join(sorted(pieces))}")
    return pieces[name]


def _numbered(source: str) -> str:
    """Gives each further group of one field a name of its own: (?P<y>…) … (?P<y_2>…)."""
    seen: dict[str, int] = {}

    def rename(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        return match[0] if seen[match[1]] == 1 else f"(?P<{match[1]}_{seen[match[1]]}>"

    return _FIELD.sub(rename, source)


def characters(source: str) -> frozenset[str]:
    """The characters of a compact list in which `0-9` is a range."""
    spread = re.sub(r"(.)-(.)", lambda match: "".join(map(chr, range(ord(match[1]), ord(match[2]) + 1))), source)
    return frozenset(spread)


def words_pattern(words: Iterable[str], *, bounded: bool, guards: Mapping[str, tuple[str, str]] | None = None) -> str:
    """An alternation of words, longest first. `bounded` words stand between word boundaries, in either case.

    `guards` gives the characters that must not stand before and after a word.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    body = "|".join(_guarded(word, *(guards or {}).get(word, ("", ""))) for word in ordered)
    if not ordered:
        return r"(?!)"
    return rf"(?i:(?<![A-Za-z])(?:{body})(?![A-Za-z]))" if bounded else f"(?:{body})"


def _guarded(word: str, before: str, after: str) -> str:
    left = f"(?<![{re.escape(before)}])" if before else ""
    right = f"(?![{re.escape(after)}])" if after else ""
    return left + re.escape(word) + right
