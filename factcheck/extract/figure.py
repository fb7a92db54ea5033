"""A figure: a number found in the view, with its unit and the words that bound it."""

from enum import StrEnum

from msgspec import Struct

from factcheck.model.quantity import Quantity
from factcheck.model.span import Span


class Form(StrEnum):
    """How a figure is written; decides which vetoes may apply and what kind of claim it can be."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    DOUBLED = "doubled"
    RANK = "rank"
    DATE = "date"
    IMPRINT = "imprint"


class Figure(Struct, frozen=True, kw_only=True):
    """A figure in the view. `span` covers modifier, number and unit; `number` the number alone.

    `counts` is where the noun begins that an English number counts or ranks (300 cars, third-largest), `None` where its
    unit is no such noun: the noun is what is measured, and so one of the words around.
    """

    span: Span
    number: Span
    form: Form
    quantity: Quantity
    counts: int | None = None

    @property
    def masked(self) -> Span:
        """What of it is none of the words around."""
        return self.span if self.counts is None else Span(self.span.start, self.counts)


def never(_start: int, _end: int) -> bool:
    """Says of each number that it may be a figure."""
    return False
