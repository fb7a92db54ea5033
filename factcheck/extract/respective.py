"""Gives each figure of a list the words of its own conjunct: 产量和销量分别为3万辆和2万辆, 城乡居民收入分别为5元和3元.

A list of figures tells of as many things as it has figures where a word says so (分别, respectively), or where one word
names two measures at once (产销). What is only said of all of them stays with each: 乘用车产量, 乘用车销量.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.extract.chunks import Chunker
from factcheck.extract.figure import Figure
from factcheck.extract.frame import Place
from factcheck.model.quantity import Dimension
from factcheck.model.span import Span
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.lexicon import Lexicon

#: Code points between two figures of a list at the most.
_JOINT = 12
#: Code points behind the last figure of a list in which a word may say that they are told one by one.
_BEHIND = 16
#: Code points, or words in a language with spaces, up to which a conjunct needs what stands in front of the first.
_SHORT, _SPACED_SHORT = 3, 1


class Respective:
    """Reads the lists of one language; built once per lexicon."""

    def __init__(self, lexicon: Lexicon, chunker: Chunker) -> None:
        words, self._spaced = lexicon.words, lexicon.spaced
        edge = r"\b" if lexicon.spaced else ""
        joining = f"{edge}(?:{alternation(words.joining)}){edge}"
        self._said = re.compile(f"{edge}(?:{alternation(words.respectively)}){edge}", re.I)
        self._joint, self._parts = re.compile(alternation(words.joint)), words.joint
        self._parting = re.compile(rf"(?P<kept>{alternation(words.kept)})|、|\s*{joining}\s*", re.I)
        owners, owning = words.whole | lexicon.names.references.keys(), alternation(lexicon.names.possessive)
        self._owning = re.compile(f".*(?:{alternation(owners)})(?:{owning})?")
        moved = alternation(words.change | words.rise | words.fall)
        self._moved = re.compile(f"{edge}(?:{moved}){edge}", re.I)
        self._joined = re.compile(rf"\s*(?:[、,]\s*)?(?:{joining})?\s*(?:{moved})?\s*", re.I)
        self._attached = re.compile(f" (?:{alternation(words.attached)}) ", re.I)
        self._contrasts, self._chunker = lexicon.contrasts, chunker

    def spread(self, text: str, figures: Sequence[Figure], places: Sequence[Place]) -> list[Place]:
        """The places of a sentence's figures, with the words of its own conjunct in front of each of a list."""
        spread = list(places)
        told: Sequence[str] = ()
        for start, end in self._lists(text, figures, places):
            count = end - start
            before = told if len(told) == count else self._alike(figures, spread, start - count, start)
            read = self._read(places[start], count, before, said=self._said_behind(text, figures[end - 1]))
            if read is None:
                continue
            words, rest = read
            for at, conjunct in zip(range(start, end), words, strict=True):
                spread[at] = spread[at]._replace(before=f"{conjunct}{self._own(text, figures, start, at) or rest}")
            verb = self._said.sub("", rest)
            told = words if words is before else [f"{conjunct}{verb}" for conjunct in words]
        return spread

    def times(
        self, text: str, figures: Sequence[Figure], places: Sequence[Place], times: Sequence[Span]
    ) -> dict[int, Span]:
        """By the indexes of figures, the times that date those of a list one by one (3月、4月分别为5亿元和6亿元)."""
        found: dict[int, Span] = {}
        begins = [time.start for time in times]
        for start, end in self._lists(text, figures, places):
            first = figures[start].span.start
            behind = bisect_left(begins, first)
            own = times[bisect_left(begins, places[start].clause.start) : behind]
            if len(own) != end - start:
                # In a clause of their own (1月和2月,销量分别为…), with no figure behind them.
                own = self._in_front(text, times, behind, end - start)
                own = () if own and start and own[0].start < figures[start - 1].span.end else own
            if own and self._said.search(text, own[-1].end, first) and not self._lists_more(text, own[-1].end, first):
                found.update(zip(range(start, end), own, strict=True))
        return found

    def _own(self, text: str, figures: Sequence[Figure], start: int, at: int) -> str:
        """The words of change that a further figure of a list has of its own (增长3%、下降2%), empty for none."""
        moved = self._moved.search(text, figures[at - 1].span.end, figures[at].span.start) if at > start else None
        return f" {moved[0]}" if moved else ""

    def _said_behind(self, text: str, last: Figure) -> bool:
        return self._said.search(text[last.span.end : last.span.end + _BEHIND]) is not None

    def _lists_more(self, text: str, start: int, end: int) -> bool:
        """Whether other things are listed there, which may be what the figures are told of one by one."""
        said = self._said.search(text, start, end)
        return any(
            mark.lastgroup != "kept" for mark in self._parting.finditer(text, start, said.start() if said else end)
        )

    def _in_front(self, text: str, times: Sequence[Span], behind: int, count: int) -> Sequence[Span]:
        """The list of so many times that ends before that numbered `behind`, with joints between, if there is one."""
        listed = 1
        while listed <= min(count, behind - 1):
            right = behind - listed
            if not self._joined.fullmatch(text, times[right - 1].end, times[right].start):
                break
            listed += 1
        return times[behind - count : behind] if listed == count else ()

    def _alike(self, figures: Sequence[Figure], places: Sequence[Place], start: int, end: int) -> Sequence[str]:
        """What the figures of a list before are told of, each in an item (出口5亿元、进口6亿元) or clause."""
        if start < 0:
            return ()
        clauses = [place.clause for place in places[start:end]]
        if any(clause != clauses[0] for clause in clauses) and not self._one_by_one(figures, places, start, end):
            return ()
        words = [place.before for place in places[start:end]]
        return words if all(map(self._chunker.chunks, words)) else ()

    def _one_by_one(self, figures: Sequence[Figure], places: Sequence[Place], start: int, end: int) -> bool:
        """Whether figures of one sort stand in clauses that follow one another, no further one in front of them.

        Behind them follows the clause of the list that begins at `end`, which says that it tells one by one.
        """

        def follows(at: int) -> bool:
            left, right = places[at - 1].clause, places[at].clause
            return left.end <= right.start <= left.end + 1

        def goes_on(at: int) -> bool:
            return follows(at) and _is_one_sort(figures[at - 1], figures[at])

        one_by_one = follows(end) and self._said.search(places[end].before)
        return bool(one_by_one) and all(map(goes_on, range(start + 1, end))) and not (start and goes_on(start))

    def _lists(self, text: str, figures: Sequence[Figure], places: Sequence[Place]) -> Iterator[tuple[int, int]]:
        """From where to where lists of two figures and more of one dimension go, with nothing but joints between."""
        start = 0
        for at, (left, right) in enumerate(pairwise(figures), start=1):
            joined = (
                _is_one_sort(left, right)
                and 0 < right.span.start - left.span.end <= _JOINT
                and self._joined.fullmatch(text, left.span.end, right.span.start)
            )
            if not joined:
                if at - start > 1:
                    yield start, at
                start = at
        if len(figures) - start > 1:
            yield start, len(figures)

    def _read(self, place: Place, count: int, told: Sequence[str], *, said: bool) -> tuple[Sequence[str], str] | None:
        """What each of so many figures is told of, and the words that all of them have behind that.

        `told` is what the figures before are told of, which a list that names nothing goes on about.
        """
        before = place.before
        marks = list(self._said.finditer(before))
        at = marks[-1].start() if marks else len(before)
        head, rest = before[:at], before[at:]
        conjuncts = self._in_one_word(head, count) or (self._conjuncts(head, count) if marks or said else None)
        if conjuncts or self._chunker.chunks(self._moved.sub(" ", head)):
            return (conjuncts, rest) if conjuncts else None
        if len(told) == count:
            return told, f" {before}"
        names = (self._named_above(words, count) for words in place.around) if marks or said else ()
        above = next(filter(None, names), None)
        return (above, f" {before}") if above else None

    def _in_one_word(self, words: str, count: int) -> list[str] | None:
        """The conjuncts of a word that names several measures at once (产销)."""
        found = self._last_joint(words)
        parts = self._parts[found[0]] if found else ()
        if not found or len(parts) != count:
            return None
        return [f"{words[: found.start()]}{part}{words[found.end() :]}" for part in parts]

    def _named_above(self, words: str, count: int) -> list[str] | None:
        """The conjuncts that a clause before names in one word, without what it says of them."""
        found = self._last_joint(words)
        return self._in_one_word(words[: found.end()], count) if found else None

    def _last_joint(self, words: str) -> re.Match[str] | None:
        return max(self._joint.finditer(words), key=re.Match.start, default=None)

    def _conjuncts(self, words: str, count: int) -> list[str] | None:
        """The last so many conjuncts of some words, each with what stands in front of the first and behind the last."""
        marks = [match for match in self._parting.finditer(words) if match.lastgroup != "kept"][1 - count :]
        if len(marks) != count - 1:
            return None
        cuts = [0, *(cut for mark in marks for cut in mark.span()), len(words)]
        pieces = [words[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
        if not all(piece.strip() for piece in pieces):
            return None
        shared, last = self._split(pieces[0], pieces[-2], pieces[-1])
        head, tail = pieces[0][:shared], pieces[-1][last:]
        bare = [pieces[0][shared:], *pieces[1:-1], pieces[-1][:last]]
        return [f"{head}{piece}{tail}" for piece in bare]

    def _split(self, first: str, before: str, last: str) -> tuple[int, int]:
        """Where the first conjunct begins in the words before the first mark, and the last one ends behind the last."""
        if self._spaced:
            return self._split_words(first, last)
        ends = self._contrasted(before, last) or (last.find(before[-1], 1) + 1)
        if not ends:
            # Conjuncts without a character in common are of one length where they are short, else whole.
            ends = len(before) if len(before) <= _SHORT < len(last) else len(last)
        if ends <= _SHORT:
            # A known word that ends the first one is not cut in two (营业收入和净利润).
            known = (start for start, end in self._contrasts.listed.find(first) if end == len(first))
            return min((max(0, len(first) - ends), *known)), ends
        owned = self._owning.match(first)
        return owned.end() if owned and owned.end() < len(first) else 0, ends

    def _contrasted(self, before: str, last: str) -> int:
        """How long the word is that begins the last conjunct, where it is set against the one before it."""
        listed, words = self._contrasts.listed, self._contrasts.words
        begins = next((end for start, end in listed.find(last) if not start), 0)
        ends = next((start for start, end in listed.find(before) if end == len(before)), None)
        if not begins or ends is None:
            return 0
        one, other = words.get(before[ends:], ()), words.get(last[:begins], ())
        return begins if self._contrasts.clash(one, other) else 0

    def _split_words(self, first: str, last: str) -> tuple[int, int]:
        """The same for words with spaces between them: a single word has those in front of the first one's last."""
        chunks = self._chunker.chunks(last)
        ends = chunks[0][1] if chunks else len(last)
        # What a preposition attaches to the last one is said of all (output and sales of cars).
        ends = min(ends, *(found.start() for found in self._attached.finditer(last, 0, ends)), len(last))
        if len(last[:ends].split()) > _SPACED_SHORT:
            return 0, ends
        return first.rstrip().rfind(" ") + 1, ends


def _is_one_sort(left: Figure, right: Figure) -> bool:
    """Whether two figures of a list are of one dimension; the last one's counter is that of all (2 and 3 cars)."""
    one, other = left.quantity.dimension, right.quantity.dimension
    return one == other or (one, other) == (Dimension.NUMBER, Dimension.COUNT)
