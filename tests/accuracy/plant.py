"""Plants errors in annotated sets and counts those that are found: python tests/accuracy/plant.py SET,... [FOLDER].

What two texts agree on is made wrong in one of them, by one digit, and that text is checked against the others. So the
figures tell how much of what can be found is found in texts that were never made to have errors. A text may be younger
than the others and the figure one that grows; then the change is rightly explained by time, and counts as such.
Exit status 0, or 2 where a set cannot be read.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from accuracy.ground import Scope
from accuracy.outcomes import SHOWN, run_set
from accuracy.sets import AnnotatedSet, annotated_sets
from factcheck.judge.confidence import CERTAIN
from factcheck.model.claim import Claim
from factcheck.model.errors import FactcheckError
from factcheck.model.finding import Finding, Status
from factcheck.pipeline import check
from factcheck.settings import Settings

#: What is added to the second digit, which makes the figure neither a slip of two digits nor one that is far off.
_ADDED = 3


class Found(StrEnum):
    """What became of a planted error."""

    ERROR = "shown as an error"
    WARNING = "shown as a warning"
    UNSURE = "too unsure to show"
    EXPLAINED = "explained by time, or held against another figure"
    UNLINKED = "held against nothing"


def planted(annotated: AnnotatedSet, most: int) -> Counter[Found]:
    """Errors by what became of them, `most` of them at most, spread evenly over the figures there are."""
    figures = list(_figures(annotated))
    chosen = figures[:: max(1, -(-len(figures) // most))]
    return Counter(_found(claim, sorted(annotated.documents.iterdir())) for claim in chosen)


def _figures(annotated: AnnotatedSet) -> Iterator[Claim]:
    """Exact figures of two digits and more that another text gives just so, and the annotation says so too."""
    told: dict[tuple[str, int], Claim] = {}
    for outcome in run_set(annotated).reported:
        pair = outcome.finding.pair
        if outcome.scope is Scope.BETWEEN and outcome.right and outcome.finding.status is Status.CONSISTENT:
            exact = [claim for claim in (pair.left, pair.right) if claim.quantity.exact]
            told |= {(claim.document, claim.span.start): claim for claim in exact if len(exact) == 2}
    return (told[key] for key in sorted(told) if len(_digits(told[key].text)) > 1)


def _digits(written: str) -> list[int]:
    return [at for at, char in enumerate(written) if char.isascii() and char.isdigit()]


def _found(claim: Claim, paths: Sequence[Path]) -> Found:
    with tempfile.TemporaryDirectory() as name:
        drafts, archive = Path(name) / "draft", Path(name) / "archive"
        drafts.mkdir()
        archive.mkdir()
        for path in filter(Path.is_file, paths):
            folder = drafts if path == Path(claim.document) else archive
            (folder / path.name).write_text(_written(path, claim if folder is drafts else None), encoding="utf-8")
        settings = Settings(min_confidence=0.0, against=(str(archive),))
        report = check([str(drafts)], settings, lambda *_: None)
        findings = [finding for fact in report.facts for finding in fact.findings if _is_of(finding, claim, drafts)]
    conflicts = [finding.confidence for finding in findings if finding.status is Status.CONFLICTING]
    if not conflicts:
        return Found.EXPLAINED if findings else Found.UNLINKED
    surest = max(conflicts)
    return Found.ERROR if surest >= CERTAIN else Found.WARNING if surest >= SHOWN else Found.UNSURE


def _written(path: Path, claim: Claim | None) -> str:
    """The text, with the second digit of the claim's figure another one."""
    text = path.read_text(encoding="utf-8")
    if claim is None:
        return text
    at = claim.span.start + _digits(claim.text)[1]
    return f"{text[:at]}{(int(text[at]) + _ADDED) % 10}{text[at + 1 :]}"


def _is_of(finding: Finding, claim: Claim, drafts: Path) -> bool:
    """Whether a finding is about the figure that was changed; its place is the same."""
    return any(
        Path(side.document).parent == drafts and side.span.start == claim.span.start
        for side in (finding.pair.left, finding.pair.right)
    )


def main() -> int:
    """Plants, and prints a line for each set and one for all."""
    parser = argparse.ArgumentParser(description="Plants errors in annotated sets and counts those that are found.")
    parser.add_argument("sets", metavar="SET,...", help="sets of texts (not of drafts)")
    parser.add_argument("folder", nargs="?", type=Path, help="folder of further sets (default: FACTCHECK_GOLD)")
    parser.add_argument("--most", type=int, default=20, help="most errors of a set (default: 20)")
    given = parser.parse_args()
    whole: Counter[Found] = Counter()
    try:
        for annotated in annotated_sets(given.folder, given.sets.split(",")):
            counted = planted(annotated, given.most)
            print(_line(annotated.name, counted), flush=True)
            whole += counted
    except FactcheckError as error:
        print(f"plant.py: {error}", file=sys.stderr)
        return 2
    print(_line("all", whole))
    return 0


def _line(name: str, counted: Counter[Found]) -> str:
    return f"{name}: {counted.total()} planted; " + ", ".join(f"{counted[kind]} {kind}" for kind in Found)


if __name__ == "__main__":
    sys.exit(main())
