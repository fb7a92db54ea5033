"""Says of a figure whose it is: the territory and the organisation that the text speaks of nearest to it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from factcheck.extract.frame import Place
from factcheck.extract.longest import Endings
from factcheck.extract.names import Mention
from factcheck.extract.topics import Topics
from factcheck.model.claim import ScopeItem, ScopeRole, Slot
from factcheck.model.document import Document
from factcheck.model.span import Span
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.lexicon import Lexicon
from factcheck.rulebook.names import NameLevel

#: Sentences of a block, and clauses of a sentence, that are looked through for whom a figure belongs to.
_BACK = 12
#: Code points in front of its clause in which the part of a sentence begins that a figure stands in.
_PART = 400
#: Mentions of one place that are looked at; a figure of more than so many is nobody's in particular.
_NAMED = 16
#: Share of the mentions from which a document that says nothing nearer is about one territory or organisation.
_MAIN = 0.5
_CLAUSE_END = re.compile(r"[,;:]")
#: What a reference stands for that the text never names.
_LEVELS = frozenset(map(str, NameLevel))
#: Steps outside a figure's own clause; what is only mentioned there may be meant or not.
_AROUND = frozenset({"sentence", "topic", "paragraph"})
#: Levels of which a document is not about one because it names it most.
_WIDE = frozenset({NameLevel.COUNTRY, NameLevel.REGION})
_ROLES = {False: ScopeRole.PLACE, True: ScopeRole.HOLDER}


class HolderWords:
    """The words by which one language tells whose a figure is; built once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._aside, self._towards = Endings(lexicon.names.aside), Endings(lexicon.names.towards)
        self._adjunct = Endings(lexicon.names.adjunct)
        self._mutual = tuple(f"{' ' if lexicon.spaced else ''}{word}" for word in lexicon.names.mutual)
        joints, edge = alternation(lexicon.names.joints), r"\b" if lexicon.spaced else ""
        #: What opens a part of what was said before (其中), for which alone a name counts that stands there.
        self.part = re.compile(rf"\W*(?:{alternation(lexicon.words.parts)}){edge}", re.I)
        # Without spaces between words, a name right behind another is the finer one of the two.
        self.joint = re.compile(rf" ?(?:{joints}) ?" if lexicon.spaced else f"(?:{joints})?")

    def sets_aside(self, text: str, at: int) -> bool:
        """Whether the words in front of a place say that what follows is compared with, and not told of."""
        return bool(self._aside.at(text, at - 1 if text[at - 1 : at] == " " else at))

    def adjoins(self, text: str, at: int) -> bool:
        """Whether the words in front of a place make it an adjunct, which only its own clause is told of."""
        return bool(self._adjunct.at(text, at - 1 if text[at - 1 : at] == " " else at))

    def turns_to(self, text: str, first: Span, second: Span) -> bool:
        """Whether a place is the other side of what the one in front of it has with it (甲国对乙国出口)."""
        if self._towards.at(text, second.start - 1 if text[second.start - 1 : second.start] == " " else second.start):
            return True
        return (
            text.startswith(self._mutual, second.end)
            and self.joint.fullmatch(text, first.end, second.start) is not None
        )


class Near(NamedTuple):
    """What is around a figure: its sentence, that and its block by index, and the wholes that it is a share of.

    `at` is the index of the sentence in its block.
    """

    place: Place
    figure: Span
    sentence: Span
    at: int
    block: int
    ranked: bool
    wholes: frozenset[str]


class Holders:
    """The mentions of one document, asked for each of its figures."""

    def __init__(self, document: Document, mentions: Sequence[Mention], topics: Topics, words: HolderWords) -> None:
        self._document, self._text, self._words = document, document.view.text, words
        self._topics = topics
        self._of_role = {
            organized: _Mentions([each for each in mentions if (each.level is NameLevel.ORGANIZATION) is organized])
            for organized in _ROLES
        }
        self._items: dict[tuple[int, str], ScopeItem] = {}
        self._main = {False: self._of_role[False].main(topics), True: ()}

    def items(self, near: Near) -> Iterator[ScopeItem]:
        """The places and the organisation of a figure; none where the document does not tell."""
        for organized in _ROLES:
            mentions, where = self._nearest(organized, near)
            named: set[str] = set()
            for mention in mentions:
                if mention.value not in named:
                    named.add(mention.value)
                    yield self._item(mention, where)

    def _item(self, mention: Mention, where: str) -> ScopeItem:
        """What a mention narrows; the figures around share it."""
        key = mention.span.start, where
        if key not in self._items:
            self._items[key] = ScopeItem(
                role=_ROLES[mention.level is NameLevel.ORGANIZATION],
                text=self._text[mention.span.start : mention.span.end],
                value=mention.value,
                span=self._document.view.source(mention.span),
                filler=where,
            )
        return self._items[key]

    def _nearest(self, organized: bool, near: Near) -> tuple[Sequence[Mention], str]:
        mentions = self._of_role[organized]
        for start, end, where, whole in self._steps(near, mentions) if mentions.starts else ():
            nearest = whole or where == "sentence"
            named = mentions.within(start, end, last=nearest)
            found = [each for each in named if not self._apart(each, near)] if named else named
            if where == "paragraph":
                found = [each for each in found if not self._of_part(each) and not self._is_adjunct(each)]
            if found:
                told = self._told(found, where, whole=whole) if len(found) > 1 else found
                passing = where in _AROUND and not self._topics.opens(told[0].span)
                return told, "passing" if passing else where
        return self._main[organized], "document"

    def _told(self, found: Sequence[Mention], where: str, *, whole: bool) -> Sequence[Mention]:
        """Which of several mentions of one step are told of."""
        told = self._last_named(found) if where == "sentence" else found
        return self._other_side(told) or _finest(told if whole else self._listed(told))

    def _other_side(self, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """Of two sides the other one, as its figure is told without the first too; none where there are not two."""
        turned = [
            second for first, second in pairwise(mentions) if self._words.turns_to(self._text, first.span, second.span)
        ]
        return turned[-1:]

    def _listed(self, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """The first mention, with those that a list joins to it (甲市、乙市和丙市) and a finer one right behind it."""
        text, count = self._text, 1
        while count < len(mentions) and self._words.joint.fullmatch(
            text, mentions[count - 1].span.end, mentions[count].span.start
        ):
            count += 1
        return mentions[:count]

    def _last_named(self, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """What the nearest of the clauses before names."""
        text, at = self._text, len(mentions) - 1
        while at and not _CLAUSE_END.search(text, mentions[at - 1].span.end, mentions[at].span.start):
            at -= 1
        return mentions[at:]

    def _steps(self, near: Near, mentions: "_Mentions") -> Iterator[tuple[int, int, str, bool]]:
        """Where to look, from and to, nearest first; and whether all that is named there counts or only the first.

        A sentence or paragraph without mentions is passed over as a whole.
        """
        place, figure, document = near.place, near.figure, self._document
        if mentions.any(near.sentence.start, max(near.sentence.end, place.item.end)):
            yield place.item.start, figure.start, "clause", True
            yield figure.end, place.item.end, "clause", True
            yield place.clause.start, place.item.start, "clause", True
            part = self._part(near)
            yield part, place.clause.start, "sentence", False
            yield near.sentence.start, part, "topic", False
        block = document.blocks[near.block]
        before = block.sentences[max(0, near.at - _BACK) : near.at]
        if before and mentions.any(before[0].start, before[-1].end):
            for sentence in reversed(before):
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
        nearest = max(start, near.place.clause.start - _PART)
        return max(start, self._text.rfind(";", nearest, near.place.clause.start) + 1)

    def _of_part(self, mention: Mention) -> bool:
        """Whether a mention names but a part of what its sentence tells of (全县84处，其中甲镇9处)."""
        return self._words.part.match(self._text, self._topics.clause(mention.span.start)) is not None

    def _is_adjunct(self, mention: Mention) -> bool:
        """Whether a mention inside a clause is one only of that clause (despite headwinds in the US market)."""
        start = mention.span.start
        return self._words.adjoins(self._text, start) and not self._topics.opens(mention.span)

    def _apart(self, mention: Mention, near: Near) -> bool:
        """Whether a mention is what a figure is compared with, or ranked in (全国第一)."""
        figure, span = near.figure, mention.span
        if span.start < figure.end and (span.end > figure.start or (near.ranked and span.end == figure.start)):
            return True
        text = self._text
        return text[span.start : span.end] in near.wholes or self._words.sets_aside(text, span.start)


def owner(items: Sequence[ScopeItem]) -> ScopeItem | None:
    """Whose a figure is: the organisation, else the territory."""
    found: ScopeItem | None = None
    for item in items:
        if item.role is ScopeRole.HOLDER:
            return item
        if item.role is ScopeRole.PLACE and found is None:
            found = item
    return found


def named(owner: ScopeItem) -> Slot:
    """An owner as the subject of a claim, under its full name."""
    return Slot(text=owner.text if owner.value in _LEVELS else owner.value, span=None, filler=owner.filler)


class _Mentions:
    """Mentions of one sort, in order."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._all = mentions
        self.starts = [mention.span.start for mention in mentions]

    def any(self, start: int, end: int) -> bool:
        """Whether any begins between two places."""
        first = bisect_left(self.starts, start)
        return first < len(self.starts) and self.starts[first] < end

    def within(self, start: int, end: int, *, last: bool) -> Sequence[Mention]:
        """The last, or first, that begin between two places; none where the second does not lie behind the first."""
        first = bisect_left(self.starts, start)
        behind = bisect_left(self.starts, end, first)
        if first == behind:
            return ()
        return (
            self._all[max(first, behind - _NAMED) : behind] if last else self._all[first : min(behind, first + _NAMED)]
        )

    def main(self, topics: Topics) -> Sequence[Mention]:
        """The one that a document is about, if there is one; what opens no clause is only mentioned."""
        narrow = [mention for mention in self._all if mention.level not in _WIDE and mention.value != mention.level]
        counts = Counter(mention.value for mention in narrow)
        for value, count in counts.most_common(1):
            told = [mention for mention in narrow if mention.value == value]
            if count >= _MAIN * len(narrow) and any(topics.opens(mention.span) for mention in told):
                return told[:1]
        return []


def _finest(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those that the next one, right behind, makes finer (甲省 in 甲省乙县)."""
    return [
        mention
        for at, mention in enumerate(mentions)
        if at + 1 == len(mentions) or mention.span.end != mentions[at + 1].span.start
    ]
