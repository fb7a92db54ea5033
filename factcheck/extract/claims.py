"""Puts the claims of a document together: figures, their periods, their words, their slots."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from factcheck.extract.figure import Figure, Form
from factcheck.extract.frame import Frame, Place, cut
from factcheck.extract.holders import Holders, Near, owner
from factcheck.extract.language import Language
from factcheck.extract.leaning import Leaned, Leaning, headed
from factcheck.extract.periods import Endpoint, Periods
from factcheck.extract.rewording import Rewording
from factcheck.extract.series import SeriesCounter
from factcheck.extract.slots import Slots, Spot
from factcheck.extract.topics import Topics
from factcheck.extract.vetoes import Vetoes
from factcheck.model.claim import Claim, Kind, ScopeItem, ScopeRole, Wording
from factcheck.model.document import BlockKind, Document
from factcheck.model.quantity import Dimension
from factcheck.model.span import Span
from factcheck.rulebook.vetoes import Veto

#: Code points kept of a sentence around its figure, and of each text it leans on.
SENTENCE_REACH, CONTEXT_REACH = 120, 80


class _Sentence(Struct, frozen=True, kw_only=True):
    """A sentence with its figures, kept and vetoed; `context` is what it leans on, nearest first.

    `at` is its index in its block; `span` is in the view, `quote` the same in the source. `words` are those that it
    leans on, `heads` those of headers and headings among them.
    """

    block: int
    at: int
    span: Span
    quote: Span
    kept: list[Figure]
    vetoed: list[tuple[Figure, Veto]]
    bases: list[Figure]
    context: tuple[Leaned, ...]
    words: tuple[str, ...]
    heads: tuple[str, ...]

    def per(self, clause: Span) -> Figure | None:
        """The number that the figures of a clause are per (每万人)."""
        at = bisect_left(self.bases, clause.start, key=_start)
        return self.bases[at] if at < len(self.bases) and clause.contains(self.bases[at].span) else None


class _Told(NamedTuple):
    """A figure with its place, its end of a series, the number of that, and the time that dates it in a list."""

    figure: Figure
    place: Place
    endpoint: Endpoint | None
    series: int
    time: Span | None


class Assembler:
    """Makes the claims of one document."""

    def __init__(self, document: Document, periods: Periods, times: Sequence[Span], language: Language) -> None:
        """`times` are the spans of all time expressions in the view, in order."""
        self._document, self._periods, self._language = document, periods, language
        self._times, self._time_starts = times, [span.start for span in times]
        width = language.manner.width
        self._sentence_reach = width * SENTENCE_REACH
        self._leaned = Leaning(document, times, width * CONTEXT_REACH)
        self._series = SeriesCounter(language.series)
        mentions = language.names.find(document.view.text, times)
        self._rewording = Rewording(language.aliases, document.view.text, mentions)
        topics = Topics(document.view.text, periods.clauses, times, language.times)
        self._holders = Holders(document, mentions, topics, language.holders)
        self._slots = Slots(language.slots, language.names.forms(document.view.text, mentions))

    def claims(self, figures: Sequence[Figure], vetoes: Vetoes) -> Iterator[Claim]:
        """Every claim in the order of the sentences, vetoed figures included."""
        for sentence in self._sentences(figures, vetoes):
            yield from map(self._rewording.claim, self._of_sentence(sentence))

    def _sentences(self, figures: Sequence[Figure], vetoes: Vetoes) -> Iterator[_Sentence]:
        text, starts = self._document.view.text, [figure.span.start for figure in figures]
        previous: Span | None = None
        for number, block in enumerate(self._document.blocks):
            for at, span in enumerate(block.sentences):
                found = figures[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
                if found and block.kind is BlockKind.CELL:
                    named = self._leaned.naming(number)
                    found = [self._language.tables.figure(figure, *named) for figure in found]
                if found:
                    context = self._leaned.context(block, previous)
                    judged = [(figure, vetoes.of(text, block.span, figure)) for figure in found]
                    yield _Sentence(
                        block=number,
                        at=at,
                        span=span,
                        quote=self._document.view.source(span),
                        kept=self._told([figure for figure, veto in judged if not veto]),
                        vetoed=[(figure, veto) for figure, veto in judged if veto],
                        bases=[figure for figure, veto in judged if veto and veto.scope is ScopeRole.PER],
                        context=context,
                        words=tuple([each.words for each in context]),
                        heads=tuple([each.words for each in context if each.what in _HEADS]),
                    )
                previous = span
            if block.kind is BlockKind.HEADING:
                previous = None

    def _told(self, figures: list[Figure]) -> list[Figure]:
        """Figures with what their sentence leaves out of them."""
        money = self._language.money
        return money.told(self._document.view.text, figures) if money else figures

    def _of_sentence(self, sentence: _Sentence) -> Iterator[Claim]:
        text = self._document.view.text
        times = self._times[
            bisect_left(self._time_starts, sentence.span.start) : bisect_left(self._time_starts, sentence.span.end)
        ]
        counted = [figure.masked for figure in sentence.kept if figure.form is not Form.DATE]
        frame = Frame(text, sentence.span, counted, times, self._language.manner)
        ends = self._language.series.endpoints(text, sentence.span, sentence.kept)
        places = [
            frame.event(figure.span) if figure.form is Form.DATE else frame.place(figure.masked)
            for figure in sentence.kept
        ]
        respective = self._language.respective
        spread = respective.spread(text, sentence.kept, places)
        told = respective.times(text, sentence.kept, places, times)
        for at, (figure, place) in enumerate(zip(sentence.kept, spread, strict=True)):
            end = ends.get(at)
            dated = bisect_left(self._time_starts, place.item.start) < bisect_left(self._time_starts, figure.span.start)
            dated = dated and not self._language.kinds.is_change(place.before)
            series = self._series.number(figure, place, end, sentence.block, dated=dated)
            yield self._claim(sentence, _Told(figure, place, end, series, told.get(at)))
        yield from (self._vetoed(figure, veto, sentence.quote) for figure, veto in sentence.vetoed)

    def _claim(self, sentence: _Sentence, told: _Told) -> Claim:
        figure, place, endpoint, series, time = told
        language, document = self._language, self._document
        written = document.view.text[figure.span.start : figure.span.end]
        scope = self._scope(sentence, figure, written, place)
        per = ScopeRole.PER in [item.role for item in scope]
        leaning = self._leaning(place)
        item = context = leaning
        headers: tuple[str, ...] = ()
        if document.blocks[sentence.block].headers:
            headers = tuple(each.told for each in sentence.context if each.what == "header")
            item, context = (headed(leaning, sentence.context, corner=corner) for corner in (False, True))
        spot = Spot(
            place=item,
            block=sentence.block,
            sentence=sentence.span.start,
            context=sentence.context,
            owner=owner(scope),
            counted=figure.quantity.dimension == Dimension.COUNT,
        )
        subject, measure = self._slots.fill(spot)
        span = document.view.source(figure.span)
        period = self._periods.at(time) if time else self._periods.of(figure.span, endpoint=endpoint)
        return Claim(
            document=document.name,
            span=span,
            text=document.quote(span),
            quote=sentence.quote,
            subject=subject,
            measure=measure,
            scope=scope,
            kind=language.kinds.under(headers, language.kinds.kind(figure, written, context, period, per=per)),
            modality=language.kinds.modality((place.before, *place.around[:1], *sentence.heads)),
            quantity=figure.quantity,
            period=period,
            published=document.published,
            wording=Wording(
                before=context.before,
                after=context.after,
                clause=cut(
                    document.view.text,
                    place.clause.start,
                    min(place.clause.end, place.clause.start + 2 * self._sentence_reach),
                ),
                sentence=self._around(sentence.span, figure.span),
                context=(*place.around, *sentence.words),
            ),
            series=series,
        )

    def _leaning(self, place: Place) -> Place:
        """The place of an item that names nothing with the words before it in its sentence in front of its own."""
        chunks = self._language.chunker.chunks
        if place.around and not chunks(place.before) and not chunks(place.after):
            return place._replace(before=f"{place.around[0]} {place.before}", around=place.around[1:])
        return place

    def _around(self, sentence: Span, figure: Span) -> str:
        start, end = (
            max(sentence.start, figure.start - self._sentence_reach),
            min(sentence.end, figure.end + self._sentence_reach),
        )
        return cut(self._document.view.text, start, end)

    def _scope(self, sentence: _Sentence, figure: Figure, written: str, place: Place) -> tuple[ScopeItem, ...]:
        document = self._document
        items = list(self._language.scopes.items(figure, written, place, sentence.per(place.clause)))
        base = self._periods.base_of(figure.span) if figure.quantity.dimension in _RELATIVE else None
        if base:
            words, value, span = base
            items.append(ScopeItem(role=ScopeRole.BASE, text=words, value=value, span=span))
        if items:
            items = [
                replace(item, span=document.view.source(item.span))
                if item.span and item.role is ScopeRole.PER
                else item
                for item in items
            ]
        near = Near(
            place=place,
            figure=figure.span,
            sentence=sentence.span,
            at=sentence.at,
            block=sentence.block,
            ranked=figure.quantity.dimension == Dimension.RANK,
            wholes=frozenset([item.text for item in items if item.role is ScopeRole.OF]),
        )
        return (*items, *self._holders.items(near))

    def _vetoed(self, figure: Figure, veto: Veto, quote: Span) -> Claim:
        document = self._document
        span = document.view.source(figure.span)
        return Claim(
            document=document.name,
            span=span,
            text=document.quote(span),
            quote=quote,
            subject=None,
            measure=None,
            kind=Kind.OTHER,
            quantity=figure.quantity,
            period=self._periods.of(figure.span),
            published=document.published,
            wording=_NO_WORDS,
            vetoed=veto.id,
        )


def _start(figure: Figure) -> int:
    return figure.span.start


_NO_WORDS = Wording(before="", after="", clause="", sentence="")
_HEADS = frozenset({"corner", "header", "heading", "run-in"})
_RELATIVE = frozenset({Dimension.RATIO, Dimension.MULTIPLE, Dimension.PERCENTAGE_POINT})
