"""Which of two figures a user's order of sources trusts more: advice, and never a reason not to check a source."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.finding import Finding, Status
from factcheck.model.report import Documents


class Authority:
    """An order of sources, the most trusted first, by patterns for paths, file names or titles (`*统计公报*`).

    A source that no pattern fits comes after all that one fits.
    """

    def __init__(self, patterns: Sequence[str], documents: Documents) -> None:
        self._ranks: Mapping[str, int] = (
            {item.document.name: _rank(item.document, patterns) for item in documents} if patterns else {}
        )

    def trusted(self, finding: Finding) -> Claim | None:
        """The figure of a conflict whose source comes first, `None` where neither does."""
        if finding.status is not Status.CONFLICTING:
            return None
        left, right = (self._ranks.get(side.document, 0) for side in (finding.pair.left, finding.pair.right))
        if left == right:
            return None
        return finding.pair.left if left < right else finding.pair.right


def _rank(document: Document, patterns: Sequence[str]) -> int:
    names = (document.name, PurePosixPath(document.name).name, document.title or "")
    for rank, pattern in enumerate(patterns):
        if any(fnmatchcase(name, pattern) for name in names):
            return rank
    return len(patterns)
