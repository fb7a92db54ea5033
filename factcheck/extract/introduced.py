"""Finds the short names that a text itself introduces: a name in full, and in brackets what it is called from then on.

甲乙股份有限公司(以下简称“甲乙”), 国际甲乙协会(IJA), Blue Line Holdings Inc. (hereinafter "Blue Line").
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from factcheck.extract.chunks import Chunker
from factcheck.model.span import Span
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.lexicon import Lexicon
from factcheck.rulebook.names import NameLevel

#: Code points in front of a bracket that are looked at for the full name.
_WINDOW, _SPACED_WINDOW = 24, 80
#: Code points of a full name.
_SHORTEST = 4
_QUOTED = '[“"‘「《]{quoted}[”"’」》]'
_LATIN = r"[A-Z][A-Z0-9&-]{1,9}"
_SHORT = '[^\\s()“”"‘’「」《》,;:。、\\d]{2,12}'
_SPACED_SHORT = r"[A-Z][\w&.'-]{0,20}(?: [A-Z][\w&.'-]{0,20}){0,3}"


class Introduced(Struct, frozen=True, kw_only=True):
    """A name in full and what it is called from then on."""

    name: str
    short: str
    level: NameLevel


class Introductions:
    """Finds introductions of one language; built once per lexicon."""

    def __init__(self, lexicon: Lexicon, chunker: Chunker) -> None:
        self._names, self._chunker, self._spaced = lexicon.names, chunker, lexicon.spaced
        self._level = lexicon.introduced_level
        self._window = _SPACED_WINDOW if lexicon.spaced else _WINDOW
        inner = rf"(?:{alternation(lexicon.names.inner)} ){{0,2}}"
        self._capitalised = re.compile(rf"[A-Z][\w&'’.-]*(?: {inner}[A-Z&][\w&'’.-]*)*$")
        short = _SPACED_SHORT if lexicon.spaced else _SHORT
        called = f"(?:{alternation(lexicon.names.called)})[ :]{{0,2}}"
        self._bracket = re.compile(
            rf" ?\((?:{called}(?:{_QUOTED.format(quoted=f'(?P<quoted>{short})')}|(?P<called>{short}))"
            rf"|(?P<latin>{_LATIN}))\)"
        )
        self._taken = frozenset(lexicon.names.references) | frozenset(lexicon.names.common)

    def find(self, text: str, known: Sequence[Span]) -> Iterator[Introduced]:
        """The introductions of a text; `known` are the spans of names that are known without, in order."""
        ends = [span.end for span in known]
        for match in self._bracket.finditer(text) if "(" in text else ():
            short = match["quoted"] or match["called"] or match["latin"]
            at = bisect_right(ends, match.start()) - 1
            name = self._name(text, match.start(), ends[at] if at >= 0 else 0)
            level = self._level(name) if name else None
            if name and level and short not in self._taken and short != name:
                yield Introduced(name=name, short=short, level=level)

    def _name(self, text: str, at: int, floor: int) -> str | None:
        """The name that ends at a place, which begins no earlier than `floor`."""
        start = max(floor, at - self._window)
        if self._spaced:
            match = self._capitalised.search(text, start, at)
            first, _, rest = match[0].partition(" ") if match else ("", "", "")
            return rest if first in self._names.unlike else match and match[0]
        begins = self._chunker.start(text, at, start)
        name = text[begins:at] if begins is not None else ""
        return name if len(name) >= _SHORTEST and not name.startswith(self._names.unlike) else None
