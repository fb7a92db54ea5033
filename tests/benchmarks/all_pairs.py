"""Prints how comparing an archive within itself grows: `python tests/benchmarks/all_pairs.py [DOCUMENTS ...]`.

By default 300, 1000 and 3000 documents, which takes some ten minutes. The table is Markdown, for docs/performance.md.
Its last column says how fast the machine was meanwhile.
"""

import json
import re
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from benchmarks.newsroom import write_articles  # noqa: E402 the line above makes it importable
from benchmarks.processes import MEGABYTE, additions, run  # noqa: E402 the same

SIZES = (300, 1_000, 3_000)
#: How the line of a claim begins; the number of a finding may begin with a c too.
_CLAIM = re.compile(r'  \{"id": "c\d+", "document": ')


def main() -> None:
    """Measures and prints."""
    _print_row(
        "documents", "claims", "claims that recur", "findings", "terminal, s", "ms a claim that recurs", "peak, MB",
        "JSON, s", "peak, MB", "ten million additions, s",
    )  # fmt: skip
    _print_row(*["---"] * 10)
    for size in [int(written) for written in sys.argv[1:]] or SIZES:
        _measure(size)


def _measure(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "archive", count)
        archive, report = folder / "news.factcheck", folder / "report.json"
        run(folder, "index", "build", archive, "archive")
        pace = additions()
        shown = run(folder, "check", archive, "--fail-on", "never")
        written = run(folder, "check", archive, "--fail-on", "never", "--format", "json", "--output", report)
        claims, recurring, findings = _sums(report)
        _print_row(
            f"{count}",
            f"{claims}",
            f"{recurring}",
            f"{findings}",
            f"{shown.seconds:.0f}",
            f"{1000 * shown.seconds / recurring:.1f}",
            f"{shown.peak / MEGABYTE:.0f}",
            f"{written.seconds:.0f}",
            f"{written.peak / MEGABYTE:.0f}",
            f"{(pace + additions()) / 2:.2f}",
        )


def _sums(report: Path) -> tuple[int, int, int]:
    """Claims, those that recur, and findings of a report, which is read a line at a time."""
    recurring, summary = 0, {}
    with report.open(encoding="utf-8") as lines:
        for line in lines:
            recurring += bool(_CLAIM.match(line))
            if line.startswith(' "summary": '):
                summary = json.loads(line.removeprefix(' "summary": ').rstrip("}\n") + "}")
    findings = sum(summary[status] for status in ("consistent", "time-shifted", "conflicting"))
    return summary["claims"], recurring, findings


def _print_row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
