"""Fills subject and measure: from the words beside a figure, else from sentence, paragraph, heading or title.

What a figure measures is named next to it: behind it, if it counts, else in front. A name in front of that (甲市 in
甲市学校) is whose it is. A figure beside which only a name stands (甲市30所, 乙市20所) has the measure of the one
before.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from factcheck.extract.chunks import Chunker
from factcheck.extract.clauses import Clauses, Told
from factcheck.extract.frame import MASK, Place
from factcheck.extract.holders import named
from factcheck.extract.leaning import Leaned
from factcheck.extract.longest import Beginnings
from factcheck.model.claim import ScopeItem, Slot
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.lexicon import Lexicon

#: A noun phrase behind the figure is what it counts only where it follows at once.
_NEXT = 2
#: Code points of a slot, and as many where spaces stand between words; the head of a longer phrase is at its end.
_LENGTH, _SPACED_LENGTH = 24, 48
_SHORTEST = 2
#: Code points of a line of place and date in front of a text, up to its date or its dash.
_DATELINE = 30
#: Where an owner is told that belongs to the sentence of the figure.
_NEAR = frozenset({"clause", "sentence", "topic"})
#: The heading on the line of a paragraph, which is its topic.
_RUN_IN = "run-in"


class SlotWords:
    """The words by which one language's slots are told; built once per lexicon."""

    def __init__(self, chunker: Chunker, lexicon: Lexicon) -> None:
        words, spaced = lexicon.words, lexicon.spaced
        self._spaced = spaced
        self.clauses = Clauses(chunker, lexicon) if spaced else None
        edge = r"\b" if spaced else ""
        self.chunker, self.pointer = chunker, re.compile(alternation(words.pointers))
        self.joiners = frozenset(lexicon.names.possessive)
        self.possessive = Beginnings(lexicon.names.possessive)
        self.length = _SPACED_LENGTH if spaced else _LENGTH
        self.void = words.decoration | words.pointers | words.whole
        self.references = frozenset(lexicon.names.references)
        self.counters = words.counters
        self.empty = self.void | words.generic | words.acts | self.references
        synonyms = lexicon.synonyms
        ranks = {word for word, role in synonyms.roles.items() if role in synonyms.placing}
        moved = words.rise | words.fall | words.arrival | words.generic | words.decoration | ranks
        self.verb = re.compile(f"{edge}(?:{alternation(words.verbs - moved)}){edge}", re.I)
        self.frame = re.compile(rf"{edge}(?:{alternation(words.framing)}){edge}(?=[,;:]|$)", re.I)
        ends = alternation(words.datelines)
        placed = rf"[A-Z]{{2,}}(?:(?!{ends}).){{0,{_DATELINE}}}(?:{ends}) "
        dated = rf"(?:[^{MASK}]{{0,{_DATELINE}}}{MASK}+ ?)?(?:{ends})[ {MASK}]+"
        self.dateline = re.compile(placed if spaced else dated, re.S)
        self.outcome = re.compile(rf"[ ]?(?P<said>{alternation(words.outcomes)}){edge}", re.I)
        self._listed = (synonyms.listed, lexicon.contrasts.listed)
        self.part = re.compile(rf"[{MASK}\s]*{edge}(?:{alternation(words.parts)}){edge}", re.I)

    def opens_part(self, place: Place) -> bool:
        """Whether a figure opens a part of what was said before, with a comma behind the word or without."""
        alone = place.around[:1] and self.part.fullmatch(place.around[0].strip())
        return self.part.match(place.before) is not None or bool(alone)

    def qualities(self, measure: str) -> str:
        """What stands in a measure before the word that the lexicon knows (民营企业 of 民营企业进出口)."""
        if self._spaced:
            return ""
        start = self._known(measure)
        return "" if start is None else measure[:start]

    def is_known(self, measure: str) -> bool:
        """Whether a measure is a word that the lexicon knows, and no more."""
        return self._known(measure) == 0

    def _known(self, measure: str) -> int | None:
        """Where the words begin that the lexicon knows at the end of a measure, `None` where it knows none."""
        return min(
            (start for listed in self._listed for start, end in listed.find(measure) if end == len(measure)),
            default=None,
        )


class Spot(NamedTuple):
    """A figure as its slots see it: its place, its block by number, and its sentence by offset.

    `context` is what the sentence leans on, nearest first. `owner` is the territory or organisation that the figure
    belongs to. `counted` says that the figure has a counter, so that what it counts may follow it.
    """

    place: Place
    block: int
    sentence: int
    context: Sequence[Leaned]
    owner: ScopeItem | None
    counted: bool


class Slots:
    """Fills the slots of one document's claims in the order of the text, remembering what later ones lean on."""

    def __init__(self, words: SlotWords, names: Beginnings) -> None:
        """`names` are the forms of the names that the document mentions, references among them."""
        self._words, self._names = words, names
        self._subject: Slot | None = None
        self._measure: Slot | None = None
        #: What the first figure of the sentence measures, and what is said of all parts of it that the text goes on to.
        self._lead: Slot | None = None
        self._shared = ""
        self._block: int | None = None
        self._sentence: int | None = None

    def fill(self, spot: Spot) -> tuple[Slot | None, Slot | None]:
        """Subject and measure of the figure at a spot; `None` where nothing fills them."""
        if spot.block != self._block:
            self._subject, self._measure, self._lead = None, None, None
        first = (spot.block, spot.sentence) != (self._block, self._sentence)
        self._block, self._sentence = spot.block, spot.sentence
        parted = self._words.opens_part(spot.place)
        if parted:
            self._shared = self._words.qualities(self._lead.text) if self._lead else ""
        elif first:
            self._shared = ""
        measure, whose = self._measured(spot)
        if first and not parted:
            self._lead = measure
        if measure and self._shared and self._is_part(measure, spot.owner):
            measure = replace(measure, text=f"{self._shared}{measure.text}")
        subject = whose or self._subject_of(spot, first=first)
        if subject and measure and subject.text == measure.text:
            subject = self._above(spot.context, besides=measure.text)
        self._subject, self._measure = subject or self._subject, measure or self._measure
        return subject, measure

    def _is_part(self, measure: Slot, owner: ScopeItem | None) -> bool:
        """Whether a measure is a bare word that takes the qualities of its whole, and no one else's."""
        text, shared = measure.text, self._shared
        own = owner is not None and owner.filler == "clause"
        bare = measure.filler == "clause" and self._words.is_known(text)
        return bare and not own and shared not in text and text not in shared

    def _measured(self, spot: Spot) -> tuple[Slot | None, Slot | None]:
        """What is measured, and whose it is by the words in front."""
        before = self._undated(spot.place.before)
        phrases = self._phrases(before)
        head = phrases[0] if phrases else None
        pointed = self._measure if self._words.pointer.search(before) else None
        following = self._following(spot.place.after) if spot.counted else None
        outcome = self._words.outcome.match(spot.place.after)
        counted = following is not None and following.lower() not in self._words.counters
        told = None if outcome else self._told_by_clause(spot.place, before, following if counted else None)
        if told:
            return pointed or self._slot(told.measure, "clause"), self._slot(told.agent, "clause")
        if counted:
            return pointed or self._slot(following, "counted"), self._slot(head, "clause")
        if outcome:
            return self._slot(outcome["said"], "counted"), self._slot(head, "clause")
        names = self._phrased(before)
        told_of = self._without_names(names)
        if not told_of:
            # Only names, or nothing: the verb says what was counted, or the figure before did.
            verb = self._slot(self._verb(before), "clause")
            named = [name for name in names if name not in self._words.references]
            name = self._slot(named[-1] if named else head, "clause")
            return pointed or verb or self._measure or name, name
        last = told_of[-1]
        own = last[self._owned(last) :]
        whose = names[-1] if len(names) > len(told_of) else head if head != last else last[: self._named(last)]
        # A word that stands for a name is none: the owner has it in full.
        whose = None if whose in self._words.references else whose
        return pointed or self._slot(own, "clause"), self._slot(whose, "clause")

    def _told_by_clause(self, place: Place, before: str, noun: str | None) -> Told | None:
        """What the clause of a figure tells by its verbs, `None` in a language whose words do not stand apart."""
        clauses = self._words.clauses
        if clauses is None:
            return None
        if noun:
            return clauses.counted(noun, place, before, self._is_name)
        return clauses.measured(before, place.after)

    def _subject_of(self, spot: Spot, *, first: bool) -> Slot | None:
        """The subject of a figure beside which nothing is one.

        Its owner is, where the sentence names it; else words of the sentence, of the one before or of a heading on the
        same line go first, but not those further away.
        """
        owner = spot.owner
        if owner and owner.filler in _NEAR:
            return named(owner)
        standing = self._standing(spot, first=first) or self._above(
            each for each in spot.context if each.what == _RUN_IN
        )
        return standing or (named(owner) if owner else self._above(spot.context))

    def _phrased(self, words: str) -> list[str]:
        """The phrases that may name what is measured: acts and generic nouns do, if nothing nearer does."""
        phrases = (words[start:end] for start, end in self._words.chunker.chunks(words))
        return [phrase for phrase in phrases if phrase not in self._words.void and not any(map(str.isdigit, phrase))]

    def _named(self, phrase: str) -> int:
        """The length of the name that a phrase begins with, 0 if it begins with none."""
        return len(self._names.at(phrase, 0))

    def _owner(self, phrase: str) -> int:
        """The length of that name with what makes it an owner (甲市的)."""
        named = self._named(phrase)
        end = named + len(self._words.possessive.at(phrase, named)) if named else 0
        return end + len(phrase[end:]) - len(phrase[end:].lstrip())

    def _owned(self, phrase: str) -> int:
        """Where the words begin that the name at the head of a phrase owns (甲市的学校); 0 where it owns none."""
        at = self._owner(phrase)
        return at if len(phrase) - at >= _SHORTEST else 0

    def _without_names(self, phrases: Sequence[str]) -> Sequence[str]:
        """The phrases up to the last that is more than a name."""
        end = len(phrases)
        while end and self._is_name(phrases[end - 1]):
            end -= 1
        return phrases[:end]

    def _is_name(self, phrase: str) -> bool:
        """Whether a phrase is a name and no more, but for what makes it an owner."""
        return self._owner(phrase) == len(phrase)

    def _verb(self, words: str) -> str | None:
        """The verb that says what was counted where no noun does (救出3人)."""
        verbs = [match[0] for match in self._words.verb.finditer(words)]
        return verbs[-1] if verbs and len(verbs[-1]) >= _SHORTEST else None

    def _standing(self, spot: Spot, *, first: bool) -> Slot | None:
        """The subject of the words before: what the figures of the sentence are told of, or for an amount its whole."""
        if self._words.part.match(spot.place.before) and self._measure and not spot.counted:
            return self._measure
        if not first and self._subject:
            return self._carried()
        measured = self._measure.text if self._measure else ""
        for words in spot.place.around:
            # What the figure before measures is no subject of this one, but its neighbour.
            phrases = [each for each in self._phrases(self._unframed(words)) if each != measured]
            if phrases:
                return self._slot(phrases[0][: self._named(phrases[0])] or phrases[0], "sentence")
        return self._carried()

    def _carried(self) -> Slot | None:
        return replace(self._subject, filler="sentence") if self._subject else None

    def _above(self, context: Iterable[Leaned], *, besides: str = "") -> Slot | None:
        for each in context:
            phrases = [phrase for phrase in self._phrases(self._unframed(each.told)) if phrase != besides]
            if phrases:
                return self._slot(phrases[0], each.what)
        return None

    def _undated(self, words: str) -> str:
        """The words behind the line of place, date and reporters that a text begins with."""
        dateline = self._words.dateline.match(words)
        return words[dateline.end() :] if dateline else words

    def _unframed(self, words: str) -> str:
        """The words behind what only says who tells of them."""
        words = self._undated(words)
        frames = list(self._words.frame.finditer(words))
        return words[frames[-1].end() :] if frames else words

    def _phrases(self, words: str) -> list[str]:
        """The phrases that may name a subject: what only qualifies the next one does not (归属于股东的利润)."""
        spans = self._words.chunker.chunks(words)
        found: list[str] = []
        for at, (start, end) in enumerate(spans):
            phrase = words[start:end]
            if phrase in self._words.empty or any(map(str.isdigit, phrase)):
                continue
            qualifies = at + 1 < len(spans) and words[end : spans[at + 1][0]] in self._words.joiners
            if not qualifies or self._named(phrase):
                found.append(phrase)
        return found

    def _following(self, words: str) -> str | None:
        for start, end in self._words.chunker.chunks(words):
            return words[start:end] if start <= _NEXT and MASK not in words[:start] else None
        return None

    def _slot(self, text: str | None, filler: str) -> Slot | None:
        return Slot(text=self._shortened(text), span=None, filler=filler) if text else None

    def _shortened(self, text: str) -> str:
        """The end of a long phrase, from the beginning of a word on."""
        length = self._words.length
        end = text[-length:]
        return end[end.find(" ") + 1 :] if len(text) > length and " " in end[:-1] else end
