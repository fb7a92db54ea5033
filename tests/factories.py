"""Builds claims and pairs by hand, from the compact form that rule examples use."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from factcheck.model.claim import Claim, Kind, Modality, ScopeItem, ScopeRole, Slot, Wording
from factcheck.model.document import Published, PublishedBasis
from factcheck.model.pair import Level, Pair
from factcheck.model.period import Aspect, Basis, Grain, Period
from factcheck.model.quantity import Dimension, Modifier, Quantity
from factcheck.model.span import Span

_GRAINS = {4: Grain.YEAR, 7: Grain.MONTH, 10: Grain.DAY, 16: Grain.MINUTE}


def make_quantity(fields: Mapping[str, str]) -> Quantity:
    """A quantity from `value` (its exponent is its precision: 843.7e8), `modifier`, `unit`, `scale` and `dimension`.

    A date is given as 20240131, with `low` and `high` where it is longer than a day, and is counted in minutes.
    """
    if fields.get("dimension") == Dimension.DATE:
        return _make_date(fields)
    value = Decimal(fields["value"])
    modifier = Modifier(fields.get("modifier", "exact"))
    low, high = _bounds(value, modifier)
    low = Decimal(fields["low"]) if "low" in fields else low
    high = Decimal(fields["high"]) if "high" in fields else high
    scale = Decimal(fields.get("scale", "1"))
    step = Decimal(fields["step"]) if "step" in fields else Decimal((0, (1,), int(value.as_tuple().exponent))) * scale
    return Quantity(
        low=low,
        high=high,
        low_closed=modifier not in {Modifier.ABOVE},
        high_closed=modifier not in {Modifier.BELOW, Modifier.MORE},
        unit=fields.get("unit", ""),
        dimension=fields.get("dimension", Dimension.COUNT),
        modifier=modifier,
        base_low=None if low is None else low * scale,
        base_high=None if high is None else high * scale,
        step=step,
        digits=int(fields.get("digits", len(value.as_tuple().digits))),
    )


def _make_date(fields: Mapping[str, str]) -> Quantity:
    first, last = (
        datetime.combine(date.fromisoformat(fields.get(end, fields["value"])), clock)
        for end, clock in (("low", time.min), ("high", time(23, 59)))
    )
    low, high = (Decimal((moment - datetime.min) // timedelta(minutes=1)) for moment in (first, last))
    return Quantity(
        low=low,
        high=high,
        unit="",
        dimension=Dimension.DATE,
        modifier=Modifier(fields.get("modifier", "exact")),
        base_low=low,
        base_high=high,
        step=Decimal(1),
        digits=8,
    )


def _bounds(value: Decimal, modifier: Modifier) -> tuple[Decimal | None, Decimal | None]:
    if modifier is Modifier.ABOVE:
        return value, None
    if modifier is Modifier.BELOW:
        return None, value
    if modifier is Modifier.NEAR:
        return value * Decimal("0.9"), value
    if modifier is Modifier.ABOUT:
        return value * Decimal("0.95"), value * Decimal("1.05")
    if modifier is Modifier.MORE:
        return value, value + Decimal((0, (1,), int(value.normalize().as_tuple().exponent)))
    return value, value


def make_period(fields: Mapping[str, str]) -> Period:
    """A period from `period` (2024, 2024-06, 2024-06-30, 2024-06-30T07:00), `until`, `aspect` and `basis`.

    `when` gives its words; without `period`, those of a time that has no place in the calendar.
    """
    if "period" not in fields:
        basis = "relative" if "when" in fields else "none"
        return Period(basis=Basis(fields.get("basis", basis)), text=fields.get("when"))
    start, until = fields["period"], fields.get("until", fields["period"])
    return Period(
        start=_first(start),
        end=_last(until),
        basis=Basis(fields.get("basis", "stated")),
        aspect=Aspect(fields.get("aspect", "during")),
        grain=Grain(fields["grain"]) if "grain" in fields else _GRAINS[len(start)],
        text=fields.get("when", None if until != start else start),
    )


def _first(text: str) -> datetime:
    return datetime.fromisoformat(text + "0001-01-01"[len(text) :])


def _last(text: str) -> datetime:
    if len(text) > len("2024-12-31"):
        return datetime.fromisoformat(text)
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else monthrange(year, month)[1]
    return datetime.combine(date(year, month, day), time(23, 59))


def make_published(text: str | None) -> Published:
    """A publication date: `2026-01-08` is given, `2026-01-08..` inferred and open, `None` unknown."""
    if text is None:
        return Published()
    if text.endswith(".."):
        return Published(start=date.fromisoformat(text[:-2]), basis=PublishedBasis.INFERRED)
    day = date.fromisoformat(text)
    return Published(start=day, end=day, basis=PublishedBasis.METADATA)


def make_claim(fields: Mapping[str, str], *, document: str = "a.txt", at: int = 0) -> Claim:
    """A claim from the fields of an example; what is not given is empty or the most common.

    `from` says where the words of scope stand (heading); without it, in the figure's clause.
    """
    quantity = make_quantity(fields)
    text = fields.get("text", f"{fields['value']}{quantity.unit}")
    clause = fields.get("words", fields.get("before", "") + text + fields.get("after", ""))
    scope = tuple(
        ScopeItem(
            role=role, text=fields[role.value], value=fields[role.value], span=None, filler=fields.get("from", "clause")
        )
        for role in ScopeRole
        if role.value in fields
    )
    return Claim(
        document=fields.get("document", document),
        span=Span(at, at + len(text)),
        text=text,
        quote=Span(at, at + len(text)),
        subject=_slot(fields.get("subject")),
        measure=_slot(fields.get("measure")),
        scope=scope,
        kind=Kind(fields.get("kind", "total")),
        modality=Modality(fields.get("modality", "actual")),
        quantity=quantity,
        period=make_period(fields),
        published=make_published(fields.get("published")),
        wording=Wording(before=fields.get("before", ""), after=fields.get("after", ""), clause=clause, sentence=clause),
        series=int(fields["series"]) if "series" in fields else None,
    )


def _slot(text: str | None) -> Slot | None:
    return None if text is None else Slot(text=text, span=None, filler="test")


_RETOLD = (("sentence words", "same"), ("clause words", "same"), ("shared rarity", "great"))


def make_pair(left: Claim, right: Claim, *, likelihood: float = 1.0) -> Pair:
    """A pair in the order of its keys; its levels say whether subjects and measures are the same words.

    Of claims of one clause they say that the sentences are the same too, and long.
    Of two places of which one's name begins with the other's (甲市, 甲市乙园区) they say that one holds the other.
    """
    first, second = sorted((left, right), key=lambda claim: claim.key)
    levels = [_level("subject", left.subject, right.subject), _level("measure", left.measure, right.measure)]
    if left.wording.clause == right.wording.clause:
        levels += [Level(comparison=name, level=level, weight=0.0) for name, level in _RETOLD]
    one, other = sorted(_place(claim) for claim in (left, right))
    if one and one != other and other.startswith(one):
        levels.append(Level(comparison="place", level="nested", weight=0.0))
    return Pair(left=first, right=second, likelihood=likelihood, levels=tuple(levels))


def _place(claim: Claim) -> str:
    return next((item.text for item in claim.scope if item.role is ScopeRole.PLACE), "")


def _level(comparison: str, left: Slot | None, right: Slot | None) -> Level:
    same = (left and left.text) == (right and right.text)
    return Level(comparison=comparison, level="same" if same else "none", weight=0.0)
