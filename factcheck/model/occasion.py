"""What a run is told of the world outside its documents, because it never looks for itself."""

from datetime import date
from pathlib import Path

from msgspec import Struct


class Occasion(Struct, frozen=True, kw_only=True):
    """The day of the run and the files that somebody works on, resolved; `None` where the run was not told."""

    today: date | None = None
    changed: frozenset[Path] | None = None
