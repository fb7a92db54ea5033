"""Finds where a text speaks of territories and organisations, by name or by a word that stands for one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from factcheck.extract.chunks import Chunker
from factcheck.extract.learned import NameLearner
from factcheck.extract.longest import Beginnings, Forms
from factcheck.model.span import Span
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.lexicon import Lexicon
from factcheck.rulebook.names import NameLevel


class Mention(Struct, frozen=True, kw_only=True):
    """Where a text speaks of a territory or an organisation; the span is in the view.

    `value` is its full name, or the bare level for a word that refers to one (全市) which the text never names.
    """

    span: Span
    value: str
    level: NameLevel
    refers: bool = False


class NameFinder:
    """Finds the names of one language; built once per lexicon."""

    def __init__(self, lexicon: Lexicon, chunker: Chunker) -> None:
        names = lexicon.names
        self._places, self._names = lexicon.places, names
        self._learner = NameLearner(lexicon, chunker)
        self._levels = lexicon.levels
        self._aliases, self._given = lexicon.aliases, Forms(lexicon.aliases)
        edge = r"\b" if lexicon.spaced else ""
        # Endings and common words stand in front, as they hide the shorter references inside them.
        words = {*names.references, *names.common, *names.endings}
        self._reference = re.compile(f"{edge}(?:{alternation(words)}){edge}", re.I)

    def find(self, text: str, times: Sequence[Span] = ()) -> tuple[Mention, ...]:
        """Every mention, in order and without overlap; `times` are the spans of times, at whose ends names begin."""
        known = [
            Mention(span=Span(start, end), value=name, level=NameLevel(self._places.places[name].level))
            for start, end, name in self._places.find(text)
            if not text.startswith(self._names.media, end)
        ]
        learned = self._learner.learn(text, [mention.span for mention in known], times)
        # What the user says comes first, as of two mentions of the same words the first counts.
        found = [*self._aliased(text), *known, *self._named(text, learned), *self._references(text)]
        return tuple(self._resolved(_without_overlap(found)))

    def forms(self, text: str, mentions: Iterable[Mention]) -> Beginnings:
        """The words that are mentioned, and those that may stand for a name, to be looked up where a phrase begins."""
        return Beginnings({*self._names.references, *(text[each.span.start : each.span.end] for each in mentions)})

    def _aliased(self, text: str) -> Iterator[Mention]:
        """The mentions by a name that the user gave."""
        for start, form in self._given.find(text) if self._aliases else ():
            full = self._aliases[form]
            if full.level:
                yield Mention(span=Span(start, start + len(form)), value=full.value, level=full.level)

    def _named(self, text: str, forms: Mapping[str, tuple[str, NameLevel]]) -> Iterator[Mention]:
        """The mentions by a form that the text teaches, be it of a name that the user gave."""
        for start, form in Forms(forms).find(text):
            name, level = forms[form]
            full = self._aliases.get(name)
            yield Mention(span=Span(start, start + len(form)), value=full.value if full else name, level=level)

    def _references(self, text: str) -> Iterator[Mention]:
        for match in self._reference.finditer(text):
            level = self._names.references.get(match[0].lower())
            if level and not text.startswith(self._names.attributive, match.end()):
                yield Mention(span=Span(match.start(), match.end()), value=match[0], level=level, refers=True)

    def _resolved(self, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """The mentions with what references stand for; an organisation is the last that was named, if any was."""
        counts: dict[NameLevel, Counter[str]] = defaultdict(Counter)
        for value, count in Counter(mention.value for mention in mentions if not mention.refers).items():
            for level in self._levels(value):
                counts[level][value] = count
        most = {level: sorted(counted, key=lambda name: (-counted[name], name)) for level, counted in counts.items()}
        last: str | None = next(iter(most.get(NameLevel.ORGANIZATION, ())), None)
        for mention in mentions:
            if mention.level is NameLevel.ORGANIZATION:
                last = last if mention.refers else mention.value
                if last:
                    yield _standing_for(mention, last)
            else:
                yield self._referred(mention, most) if mention.refers else mention

    def _referred(self, mention: Mention, most: Mapping[NameLevel, Sequence[str]]) -> Mention:
        """A territory that is referred to: the country of the language, else the one of its level named most."""
        if mention.level is NameLevel.COUNTRY:
            return _standing_for(mention, self._names.home or str(mention.level))
        named = most.get(mention.level, ())
        if mention.value in self._names.endings:
            named = [name for name in named if name.endswith(mention.value)]
        return _standing_for(mention, next(iter(named), str(mention.level)))


def _standing_for(mention: Mention, value: str) -> Mention:
    """The mention with what it stands for; an organisation that is named stands for itself."""
    if mention.value == value:
        return mention
    return Mention(span=mention.span, value=value, level=mention.level, refers=mention.refers)


def _without_overlap(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in order; of two that overlap the one that begins first, then the longer."""
    found: list[Mention] = []
    for mention in sorted(mentions, key=lambda each: (each.span.start, -each.span.end, each.refers)):
        if not found or mention.span.start >= found[-1].span.end:
            found.append(mention)
    return found
