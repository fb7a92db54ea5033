"""Says of a figure whose it is: the territory and the organisation that the text speaks of nearest to it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.extract.frame import Place
from factcheck.extract.longest import Endings
from factcheck.extract.names import Mention
from factcheck.model.claim import ScopeItem, ScopeRole
from factcheck.model.document import Document
from factcheck.model.span import Span
from factcheck.rulebook.names import NameLevel

#: Sentences of a block, and clauses of a sentence, that are looked through for whom a figure belongs to.
_BACK = 12
#: Mentions that are looked at in one place; no clause or sentence that is meant to be read has so many.
_MANY = 64
#: Share of the mentions from which a document that says nothing nearer is about one territory or organisation.
_MAIN = 0.5
_CLAUSE_END = re.compile(r"[,;:，；：]")
_JOINT = re.compile(r"[、和与及]?|\s*(?:,|and)\s*")
_ROLES = {False: ScopeRole.PLACE, True: ScopeRole.HOLDER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What is around a figure: its sentence and the block that holds it, by index."""

    place: Place
    figure: Span
    sentence: Span
    block: int
    ranked: bool


class Holders:
    """The mentions of one document, asked for each of its figures."""

    def __init__(self, document: Document, mentions: Sequence[Mention], aside: Endings) -> None:
        self._document, self._aside = document, aside
        self._of_role = {
            organized: _Mentions([each for each in mentions if (each.level is NameLevel.ORGANIZATION) is organized])
            for organized in _ROLES
        }
        self._main = {False: self._of_role[False].main(), True: ()}

    def items(self, near: Near) -> Iterator[ScopeItem]:
        """The places and the organisation of a figure; none where the document does not tell."""
        for organized, role in _ROLES.items():
            mentions, where = self._nearest(organized, near)
            for value in dict.fromkeys(mention.value for mention in mentions):
                text = next(mention for mention in mentions if mention.value == value)
                yield ScopeItem(
                    role=role,
                    text=self._document.view.text[text.span.start : text.span.end],
                    value=value,
                    span=self._document.view.source(text.span),
                    filler=where,
                )

    def _nearest(self, organized: bool, near: Near) -> tuple[Sequence[Mention], str]:
        mentions = self._of_role[organized]
        for start, end, where, whole in self._steps(near) if mentions else ():
            before = where == "sentence"
            found = [each for each in mentions.within(start, end, last=before) if not self._apart(each, near)]
            if found:
                told = self._last_named(found) if before else found
                return _finest(told if whole else self._listed(told)), where
        return self._main[organized], "document"

    def _listed(self, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """The first mention, with those that a list joins to it (甲市、乙市和丙市) and a finer one right behind it."""
        text, count = self._document.view.text, 1
        while count < len(mentions) and _JOINT.fullmatch(
            text, mentions[count - 1].span.end, mentions[count].span.start
        ):
            count += 1
        return mentions[:count]

    def _last_named(self, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """What the nearest of the clauses before names."""
        text = self._document.view.text
        at = len(mentions) - 1
        while at and not _CLAUSE_END.search(text, mentions[at - 1].span.end, mentions[at].span.start):
            at -= 1
        return mentions[at:]

    def _steps(self, near: Near) -> Iterator[tuple[int, int, str, bool]]:
        """Where to look, from and to, nearest first; and whether all that is named there counts or only the first."""
        place, figure, document = near.place, near.figure, self._document
        yield place.item.start, figure.start, "clause", True
        yield figure.end, place.item.end, "clause", True
        yield place.clause.start, place.item.start, "clause", True
        part = self._part(near)
        yield part, place.clause.start, "sentence", False
        yield near.sentence.start, part, "topic", False
        block = document.blocks[near.block]
        at = bisect_left(block.sentences, near.sentence.start, key=_start)
        for sentence in reversed(block.sentences[max(0, at - _BACK) : at]):
            yield sentence.start, sentence.end, "paragraph", False
        for above, whole in ((block.headers, True), (block.headings, False)):
            for index in reversed(above):
                span = document.blocks[index].span
                yield span.start, span.end, "heading", whole
        title = document.blocks[0].span
        yield title.start, title.end, "title", False

    def _part(self, near: Near) -> int:
        """Where the part of the sentence begins that the figure stands in: a semicolon takes up its topic again."""
        start = near.sentence.start
        return max(start, self._document.view.text.rfind(";", start, near.place.clause.start) + 1)

    def _apart(self, mention: Mention, near: Near) -> bool:
        """Whether a mention is what a figure is compared with, or ranked in (全国第一)."""
        figure, span = near.figure, mention.span
        if span.start < figure.end and (span.end > figure.start or (near.ranked and span.end == figure.start)):
            return True
        return bool(self._aside.at(self._document.view.text, mention.span.start))


class _Mentions:
    """Mentions of one sort, in order."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._all = mentions
        self._starts = [mention.span.start for mention in mentions]

    def __len__(self) -> int:
        return len(self._all)

    def within(self, start: int, end: int, *, last: bool) -> Sequence[Mention]:
        """The first or last of those that begin between two places; none where the second is not behind the first."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end, low)
        return self._all[max(low, high - _MANY) : high] if last else self._all[low : min(high, low + _MANY)]

    def main(self) -> Sequence[Mention]:
        """The one that a document is about, if there is one."""
        narrow = [
            mention
            for mention in self._all
            if mention.level is not NameLevel.COUNTRY and mention.value != mention.level
        ]
        counts = Counter(mention.value for mention in narrow)
        for value, count in counts.most_common(1):
            if count >= _MAIN * len(narrow):
                return [next(mention for mention in narrow if mention.value == value)]
        return []


def _finest(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those that the next one, right behind, makes finer (甲省 in 甲省乙县)."""
    return [
        mention
        for at, mention in enumerate(mentions)
        if at + 1 == len(mentions) or mention.span.end != mentions[at + 1].span.start
    ]


def _start(span: Span) -> int:
    return span.start
