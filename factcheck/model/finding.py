"""What was decided of a pair, and why."""

from enum import StrEnum
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import asdict

from factcheck.model.pair import Pair


class Status(StrEnum):
    """Whether two claims of one fact agree; ordered from harmless to grave."""

    CONSISTENT = "consistent"
    TIME_SHIFTED = "time-shifted"
    CONFLICTING = "conflicting"


class Severity(StrEnum):
    """How loudly a finding is shown."""

    NONE = "none"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Step(NamedTuple):
    """One condition of a rule as it was tried: what it compared on either side, in words, and whether it held.

    A tuple, as there are some fifty to a finding, and most of what is kept of one.
    """

    condition: str
    held: bool
    left: str
    right: str


class Finding(Struct, frozen=True, kw_only=True):
    """A pair with its status, the rule that decided it, and every condition tried on the way.

    `confidence` is 0 to 1. `fingerprint` identifies the pair by content, without positions or verdict.
    """

    pair: Pair
    status: Status
    rule: str
    severity: Severity
    confidence: float
    explanation: str
    steps: tuple[Step, ...]
    fingerprint: str

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled, its steps are plain tuples, which takes a fifth of the time."""
        return _unpickled, (asdict(self) | {"steps": tuple(map(tuple, self.steps))},)


def _unpickled(values: dict[str, Any]) -> Finding:
    return Finding(**values | {"steps": tuple(map(Step._make, values["steps"]))})
