"""Differences that somebody knows of and has accepted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from factcheck.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One figure of an accepted pair, for people: its document and how it is written there."""

    document: str
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A pair that is accepted, by its fingerprint, with the reason; up to and including `until`, or for good.

    `fact` and `sides` say what the pair was; they are empty where it was accepted by its number alone.
    """

    finding: str
    reason: str
    until: date | None = None
    fact: str = ""
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """An acceptance that does nothing: `what` it accepted, in words, and `by` what.

    `finding` is its number, `None` for a comment.
    """

    what: str
    reason: str
    by: str
    lapse: Lapse
    finding: str | None = None
