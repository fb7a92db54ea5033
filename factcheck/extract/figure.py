"""A figure: a number found in the view, with its unit and the words that bound it."""

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure in the view. `span` covers modifier, number and unit; `number` the number alone."""

    span: Span
    number: Span
    form: Form
    quantity: Quantity
