"""Claims as JSON and back: nothing in an archive is ever executed, wherever its file came from.

Texts stand in a table of their own, once each: the claims of a sentence share most of theirs.
"""

import json
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from factcheck.model.claim import Claim, Kind, Modality, ScopeItem, ScopeRole, Slot, Wording
from factcheck.model.document import Published, PublishedBasis
from factcheck.model.period import Aspect, Basis, Grain, Period
from factcheck.model.quantity import Modifier, Quantity
from factcheck.model.span import Span

Row = list[Any]
#: Higher levels save two per cent of the file for half as much time again.
_LEVEL = 4


def encode_claims(claims: Sequence[Claim]) -> bytes:
    """Standing claims of one document, without its name and date."""
    table: dict[str, int] = {}

    def number(text: str) -> int:
        return table.setdefault(text, len(table))

    rows = [_row(claim, number) for claim in claims]
    return squeeze([list(table), rows])


def decode_claims(
    content: bytes, document: str, published: Published, wanted: Collection[int] | None = None
) -> Iterator[tuple[int, Claim]]:
    """The claims of one document with their places in `content`; with `wanted` those at these places alone."""
    texts, rows = expand(content)
    for at, row in enumerate(rows):
        if wanted is None or at in wanted:
            yield at, _claim(row, texts, document, published)


def squeeze(value: Any) -> bytes:
    """Plain data as compressed JSON."""
    return zlib.compress(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), _LEVEL
    )


def expand(content: bytes) -> Any:
    """What `squeeze` was given. Raises `ValueError` or `zlib.error` for what it did not make."""
    return json.loads(zlib.decompress(content).decode("utf-8", "surrogatepass"))


def encode_published(published: Published | None) -> str | None:
    """A publication date as JSON."""
    if published is None:
        return None
    ends = (published.start, published.end, published.clock, published.after)
    return json.dumps([*(None if end is None else end.isoformat() for end in ends), published.basis])


def decode_published(content: str) -> Published:
    """A publication date of `encode_published`."""
    start, end, clock, after, basis = json.loads(content)
    return Published(
        start=start and date.fromisoformat(start),
        end=end and date.fromisoformat(end),
        clock=clock and time.fromisoformat(clock),
        after=after and time.fromisoformat(after),
        basis=PublishedBasis(basis),
    )


def _row(claim: Claim, number: Callable[[str], int]) -> Row:
    wording = claim.wording
    around = (wording.before, wording.after, wording.clause, wording.sentence, *wording.context)
    return [
        _span(claim.span),
        number(claim.text),
        _span(claim.quote),
        _slot(claim.subject, number),
        _slot(claim.measure, number),
        [
            [item.role, number(item.text), number(item.value), _span(item.span), number(item.filler)]
            for item in claim.scope
        ],
        claim.kind,
        claim.modality,
        _quantity(claim.quantity),
        _period(claim.period, number),
        [number(text) for text in around],
        claim.series,
    ]


def _claim(row: Row, texts: Sequence[str], document: str, published: Published) -> Claim:
    span, text, quote, subject, measure, scope, kind, modality, quantity, period, around, series = row
    before, after, clause, sentence, *context = (texts[at] for at in around)
    return Claim(
        document=document,
        span=Span(*span),
        text=texts[text],
        quote=Span(*quote),
        subject=_slot_of(subject, texts),
        measure=_slot_of(measure, texts),
        scope=tuple(
            ScopeItem(
                role=ScopeRole(role), text=texts[said], value=texts[value], span=_span_of(where), filler=texts[filler]
            )
            for role, said, value, where, filler in scope
        ),
        kind=Kind(kind),
        modality=Modality(modality),
        quantity=_quantity_of(quantity),
        period=_period_of(period, texts),
        published=published,
        wording=Wording(before=before, after=after, clause=clause, sentence=sentence, context=tuple(context)),
        series=series,
    )


def _span(span: Span | None) -> Row | None:
    return None if span is None else [span.start, span.end]


def _span_of(row: Row | None) -> Span | None:
    return None if row is None else Span(*row)


def _slot(slot: Slot | None, number: Callable[[str], int]) -> Row | None:
    return None if slot is None else [number(slot.text), _span(slot.span), number(slot.filler)]


def _slot_of(row: Row | None, texts: Sequence[str]) -> Slot | None:
    return None if row is None else Slot(text=texts[row[0]], span=_span_of(row[1]), filler=texts[row[2]])


def _quantity(quantity: Quantity) -> Row:
    bounds = (quantity.low, quantity.high, quantity.base_low, quantity.base_high)
    return [
        *(None if bound is None else str(bound) for bound in bounds),
        int(quantity.low_closed),
        int(quantity.high_closed),
        quantity.unit,
        quantity.dimension,
        quantity.modifier,
        str(quantity.step),
        quantity.digits,
    ]


def _quantity_of(row: Row) -> Quantity:
    low, high, base_low, base_high, low_closed, high_closed, unit, dimension, modifier, step, digits = row
    return Quantity(
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        low_closed=bool(low_closed),
        high_closed=bool(high_closed),
        unit=unit,
        dimension=dimension,
        modifier=Modifier(modifier),
        base_low=None if base_low is None else Decimal(base_low),
        base_high=None if base_high is None else Decimal(base_high),
        step=Decimal(step),
        digits=digits,
    )


def _period(period: Period, number: Callable[[str], int]) -> Row:
    return [
        period.start and period.start.isoformat(),
        period.end and period.end.isoformat(),
        period.basis,
        period.aspect,
        period.grain,
        None if period.text is None else number(period.text),
        _span(period.span),
    ]


def _period_of(row: Row, texts: Sequence[str]) -> Period:
    start, end, basis, aspect, grain, text, span = row
    return Period(
        start=start and datetime.fromisoformat(start),
        end=end and datetime.fromisoformat(end),
        basis=Basis(basis),
        aspect=Aspect(aspect),
        grain=Grain(grain),
        text=None if text is None else texts[text],
        span=_span_of(span),
    )
