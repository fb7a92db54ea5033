"""Learns from a text the names of territories and organisations that it spells out at least once.

Small or new places stand in no lexicon, but their names end as such names do (甲水县, 乙山新区), and so do those of
companies. Texts then go on with a short form (甲水), which is learned along with the name.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from factcheck.extract.chunks import Chunker
from factcheck.extract.introduced import Introductions
from factcheck.extract.longest import Endings
from factcheck.model.span import Span
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.lexicon import Lexicon
from factcheck.rulebook.names import NameLevel

#: Code points of a name in front of its ending; that of a name said once, which nothing else confirms.
_SHORTEST, _LONGEST, _ONCE = 2, 6, 2
#: Code points of a word of a name behind its first, where words stand apart.
_WORD = 30
#: Code points in front of an ending that are looked at for the beginning of its name.
_WINDOW = 10
#: Code points that an organisation's name is shortened to; those of an ending that nothing but full names have.
_BEGINNING, _FORMAL = 2, 3
#: Names that one document teaches; more are not learned, so that no text can grow the forms without bound.
_MOST = 400
#: Code points of what may join two names.
_JOINT = 2


class NameLearner:
    """Learns names of one language; built once per lexicon."""

    def __init__(self, lexicon: Lexicon, chunker: Chunker) -> None:
        names, words = lexicon.names, lexicon.words
        self._names, self._chunker, self._spaced = names, chunker, lexicon.spaced
        self._places = lexicon.places.forms
        self._tails = tuple(word for word in names.common if word not in names.endings)
        #: Those that any name would hold whole, so that they can be told before it is known where one begins.
        self._short_tails = frozenset(word for word in self._tails if len(word) <= _SHORTEST + 1)
        self._tail_lengths = sorted(set(map(len, self._short_tails)))
        self._known = frozenset(names.common) | words.level | words.whole | words.generic | words.acts | words.kept
        #: Words that stand for no name by themselves: 机场 of 机场集团.
        self._common = self._known | frozenset(names.institutions)
        self._leading = Endings(word for word in words.breaks | words.verbs if len(word) >= _SHORTEST)
        self._introductions = Introductions(lexicon, chunker)
        firsts = re.escape("".join(sorted({word[0] for word in names.endings})))
        ending = f"(?=[{firsts}])(?!{alternation(names.continued)}){alternation(names.endings)}"
        self._ending = re.compile(
            rf"\b(?:[A-Z][\w&'’-]{{0,{_WORD}}} ){{1,4}}(?P<end>{ending})\b" if self._spaced else f"(?P<end>{ending})"
        )

    def learn(self, text: str, known: Sequence[Span], times: Sequence[Span]) -> dict[str, tuple[str, NameLevel]]:
        """Form: full name and level. `known` are the spans of names that need not be learned, in order, as are `times`.

        No name goes on over a time, and right behind one a name surely begins (2024年甲水县).
        """
        seen: Counter[tuple[str, str]] = Counter()
        apart: set[str] = set()
        before = 0
        told = frozenset(time.end for time in times)
        for start, end, ending in self._spelled_out(text, known, times):
            name = text[start:end]
            if (name, ending) in seen or self._is_name(name, ending):
                seen[name, ending] += 1
                if name not in apart and (start in told or self._stands_apart(text, start, before)):
                    apart.add(name)
                before = end
        forms = self._introduced(text, known)
        for (name, ending), count in sorted(seen.items(), key=lambda item: (-item[1], len(item[0][0])))[:_MOST]:
            short = tuple(self._short(text, name, ending, whole=name in apart))
            confirmed = count > 1 or any(text.count(form) > count for form in short)
            # What ends as a name that is known is that name behind some other word.
            if (confirmed or self._formal(name, ending, apart)) and not name.endswith(tuple(forms)):
                level = self._names.endings[ending]
                forms.update((form, (name, level)) for form in (name, *short) if form not in forms)
        return self._in_full(forms)

    @staticmethod
    def _in_full(forms: dict[str, tuple[str, NameLevel]]) -> dict[str, tuple[str, NameLevel]]:
        """The forms with the longest name of each organisation: 甲乙股份 is how 甲乙股份有限公司 goes on."""
        longest: dict[str, str] = {}
        for name in sorted({name for name, level in forms.values() if level is NameLevel.ORGANIZATION}, reverse=True):
            # In this order a name comes right before those that it begins with.
            previous = next(reversed(longest.values()), "")
            longest[name] = previous if previous.startswith(name) else name
        return {form: (longest.get(name, name), level) for form, (name, level) in forms.items()}

    def _stands_apart(self, text: str, start: int, before: int) -> bool:
        """Whether a name surely begins at `start`: no word touches it, or one that is told with certainty.

        A single character that parts words may be part of the name as well, unless it joins it to the name that ends at
        `before`; right behind that a finer one begins.
        """
        if start == 0 or not _is_han(text[start - 1]):
            return True
        joined = before == start or (start - before <= _JOINT and text[before:start] in self._names.joints)
        return joined or bool(self._leading.at(text, start))

    def _introduced(self, text: str, known: Sequence[Span]) -> dict[str, tuple[str, NameLevel]]:
        """The names that the text introduces along with what it calls them."""
        forms: dict[str, tuple[str, NameLevel]] = {}
        for each in islice(self._introductions.find(text, known), _MOST):
            for form in (each.name, each.short):
                forms.setdefault(form, (each.name, each.level))
        return forms

    def _spelled_out(self, text: str, known: Sequence[Span], times: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
        """Start and end of what may be a name, and its ending."""
        ends = sorted(span.end for span in (*known, *times))
        before = 0
        for match in self._ending.finditer(text):
            at, end = match.span("end")
            nearest = bisect_right(ends, at) - 1
            floor, before = max(before, ends[nearest] if nearest >= 0 else 0), end
            start = match.start() if self._spaced else self._start(text, at, end, floor)
            if start is not None:
                yield start, end, text[at:end]

    def _start(self, text: str, at: int, end: int, floor: int) -> int | None:
        """Where the noun phrase begins that goes on to `at`, not before `floor`; `None` where nothing says so.

        Nor where what ends at `end`, behind `at`, can be no name wherever it begins.
        """
        if at - floor < _SHORTEST or not all(map(_is_han, text[at - _SHORTEST : at])) or self._has_tail(text, end):
            return None
        window = max(floor, at - _WINDOW)
        start = self._chunker.start(text, at, window)
        if start is None or (start == window > floor and _is_han(text[start - 1])):
            return None
        return start if text[start - 1 : start] != ")" else None

    def _has_tail(self, text: str, end: int) -> bool:
        """Whether one of the short tails ends at a place; they are too many to be tried one after another."""
        return any(text[max(0, end - length) : end] in self._short_tails for length in self._tail_lengths)

    def _is_name(self, name: str, ending: str) -> bool:
        names = self._names
        if self._spaced:
            return name.split(" ", 1)[0] not in names.unlike
        stem = name[: -len(ending)]
        return (
            _SHORTEST <= len(stem) <= _LONGEST
            and all(map(_is_han, stem))
            and stem not in self._known
            and name not in self._known
            and not name.endswith(self._tails)
            and not stem.startswith(names.unlike)
            and not stem.endswith(names.unlike)
        )

    def _short(self, text: str, name: str, ending: str, *, whole: bool) -> Iterator[str]:
        """The name without its ending, and the beginning of an organisation's name if the text uses it.

        `whole` says that the name surely begins where it seems to.
        """
        stem = name[: -len(ending)].strip()
        if ending not in self._names.shortened or not self._may_stand_alone(stem):
            return
        yield stem
        beginning = stem[:_BEGINNING]
        if self._spaced or self._names.endings[ending] is not NameLevel.ORGANIZATION or beginning == stem:
            return
        if (
            whole
            and len(ending) >= _FORMAL
            and self._may_stand_alone(beginning)
            and text.count(beginning) > text.count(stem)
        ):
            yield beginning

    def _may_stand_alone(self, stem: str) -> bool:
        return len(stem) >= _SHORTEST and stem not in self._places and stem not in self._common

    def _formal(self, name: str, ending: str, apart: set[str]) -> bool:
        """Whether a name is one though it is said once: a company's in full, or a short one that no word touches."""
        if self._names.endings[ending] is NameLevel.ORGANIZATION:
            return len(ending) >= _FORMAL
        return name in apart and ending in self._names.shortened and len(name) - len(ending) <= _ONCE


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
