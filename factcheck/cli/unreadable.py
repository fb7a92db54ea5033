"""Says on standard error which documents of a folder could not be read: reports may go where nobody looks."""

import sys
from collections.abc import Iterable

from factcheck.model.report import Skipped
from factcheck.report.escape import visible


def warn_of(skipped: Iterable[Skipped]) -> None:
    """A line for each document that should have been read."""
    for entry in skipped:
        if entry.failed:
            print(f"factcheck: warning: not read: {visible(entry.path)}: {visible(entry.reason)}", file=sys.stderr)
