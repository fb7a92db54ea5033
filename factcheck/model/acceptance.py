"""Differences that somebody knows of and has accepted."""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from factcheck.model.finding import Finding


class Side(Struct, frozen=True, kw_only=True):
    """One figure of an accepted pair, for people: its document and how it is written there."""

    document: str
    figure: str


class Acceptance(Struct, frozen=True, kw_only=True):
    """A pair that is accepted, by its fingerprint, with the reason; up to and including `until`, or for good.

    `fact` and `sides` say what the pair was; they are empty where it was accepted by its number alone.
    """

    finding: str
    reason: str
    until: date | None = None
    fact: str = ""
    sides: tuple[Side, ...] = ()


class Accepted(Struct, frozen=True, kw_only=True):
    """A finding that is not shown, on which fact, why, and by what: a file, or a comment as "draft.md:7"."""

    finding: Finding
    fact: str
    reason: str
    by: str


class Lapse(StrEnum):
    """Why an acceptance does nothing any more."""

    DATE_PASSED = "date-passed"
    NOT_FOUND = "not-found"
    NO_FIGURE = "no-figure"
    NO_REASON = "no-reason"


class Stale(Struct, frozen=True, kw_only=True):
    """An acceptance that does nothing: `what` it accepted, in words, and `by` what.

    `finding` is its number, `None` for a comment.
    """

    what: str
    reason: str
    by: str
    lapse: Lapse
    finding: str | None = None
