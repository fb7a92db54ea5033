"""Writes the figures of a text as the tables of quantities have them, on one line each."""

from collections.abc import Iterator
from decimal import Context, Decimal

from msgspec.structs import replace

from factcheck.extract import extract
from factcheck.model.claim import Claim
from factcheck.model.quantity import Dimension, Quantity
from factcheck.read.decoding import Decoded
from factcheck.read.reading import document_of
from factcheck.rulebook.load import Rulebook

#: Base values are compared to this many digits, as thirds and months have no last one.
_DIGITS = Context(prec=8)


def claims_of(text: str, language: str, rulebook: Rulebook, *, ending: str = "txt") -> tuple[Claim, ...]:
    """Every claim of a text that is read as a document of 8 May 2024, the vetoed ones too."""
    document = document_of(Decoded(text=text, encoding="utf-8"), name=f"2024-05-08.{ending}", layout=rulebook.layout)
    return extract(replace(document, language=language), rulebook).claims


def figures_of(text: str, language: str, rulebook: Rulebook) -> Iterator[Claim]:
    """The claims of a text that are not dates."""
    return (claim for claim in claims_of(text, language, rulebook) if claim.quantity.dimension != Dimension.DATE)


def shown(text: str, claim: Claim) -> str:
    """A row: words | interval | unit | dimension | modifier | base interval where it differs; or words | veto."""
    words = text[claim.span.start : claim.span.end]
    if claim.vetoed:
        return f"{words} | {claim.vetoed}"
    quantity = claim.quantity
    written = _interval(quantity, quantity.low, quantity.high)
    base = _interval(quantity, quantity.base_low, quantity.base_high)
    parts = [words, written, quantity.unit or "-", quantity.dimension, quantity.modifier.value]
    return " | ".join(parts if base == written else [*parts, base])


def _interval(quantity: Quantity, low: Decimal | None, high: Decimal | None) -> str:
    if low == high:
        return _number(low)
    left = "[" if quantity.low_closed and low is not None else "("
    right = "]" if quantity.high_closed and high is not None else ")"
    return f"{left}{_number(low)}, {_number(high)}{right}"


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{_DIGITS.plus(value).normalize():f}"
