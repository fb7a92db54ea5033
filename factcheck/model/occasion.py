"""What a run is told of the world outside its documents, because it never looks for itself."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The day of the run and the files that somebody works on, resolved; `None` where the run was not told."""

    today: date | None = None
    changed: frozenset[Path] | None = None
