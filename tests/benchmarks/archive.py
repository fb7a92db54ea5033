"""Prints how an archive grows: `python tests/benchmarks/archive.py [DOCUMENTS ...]`, by default 1000 10000 100000.

A hundred thousand documents take up to half an hour and a gigabyte of room in the temporary folder. The table is
Markdown, so that docs/performance.md can hold it as it is. Its last column says how fast the machine was meanwhile.
"""

import shutil
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from benchmarks.newsroom import write_articles  # noqa: E402 the line above makes it importable
from benchmarks.processes import Run, additions, run  # noqa: E402 the same

SIZES = (1_000, 10_000, 100_000)
DRAFTS = 30
#: Largest archive whose documents are all compared with one another here.
ALL_PAIRS = 1_000
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An archive of so many documents; `checks` are the seconds of each draft's check, `alone` without the archive.

    Both are taken in turn, so that whatever else keeps the machine busy weighs on either. `pace` are the seconds of ten
    million additions, taken before, between and behind all that.
    """

    documents: int
    size: int
    rows: dict[str, int]
    build: Run
    again: Run
    alone: Sequence[float]
    checks: Sequence[float]
    check_peak: int
    everything: Run | None
    pace: Sequence[float]


def main() -> None:
    """Measures and prints."""
    sizes = [int(written) for written in sys.argv[1:]] or list(SIZES)
    _print_table(
        ["documents", "build, docs/s", "peak, MB", "unchanged, docs/s", "bytes/document", "draft alone, s",
         "median check, s", "p95, s", "peak, MB", "all pairs, s", "peak, MB", "ten million additions, s"]
    )  # fmt: skip
    _print_table(["---"] * 13)
    measured = []
    for size in sizes:
        measured.append(_measured(size))
        _print_table(_row(measured[-1]))
    print()
    tables = list(measured[-1].rows)
    _print_table(["documents", *(f"{table}, rows" for table in tables)])
    _print_table(["---"] * (1 + len(tables)))
    for one in measured:
        _print_table([str(one.documents), *(str(one.rows[table]) for table in tables)])


def _measured(count: int) -> Measured:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drafts = write_articles(folder / "archive", count, DRAFTS)
        archive = folder / "news.factcheck"
        # So that all modules are compiled, as those of an installed program are.
        _check(folder, drafts[0])
        pace = [additions()]
        build = run(folder, "index", "build", archive, "archive")
        pace.append(additions())
        again = run(folder, "index", "build", archive, "archive")
        shutil.rmtree(folder / "archive")
        _check(folder, drafts[0], "--against", archive)
        alone, checks = [], []
        for draft in drafts:
            alone.append(_check(folder, draft))
            checks.append(_check(folder, draft, "--against", archive))
            pace.append(additions())
        return Measured(
            documents=count,
            size=archive.stat().st_size,
            rows=_rows(archive),
            build=build,
            again=again,
            alone=[run.seconds for run in alone],
            checks=[run.seconds for run in checks],
            check_peak=max(run.peak for run in checks),
            everything=run(folder, "check", archive, "--fail-on", "never") if count <= ALL_PAIRS else None,
            pace=[*pace, additions()],
        )


def _check(folder: Path, draft: Path, *options: str | Path) -> Run:
    return run(folder, "check", draft, *options, "--fail-on", "never", "--format", "json")


def _rows(archive: Path) -> dict[str, int]:
    tables = ("documents", "figures", "sentences", "blocks", "terms")
    connection = sqlite3.connect(archive)
    rows = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    connection.close()
    return rows


def _row(one: Measured) -> list[str]:
    checks = sorted(one.checks)
    cells = [
        f"{one.documents}",
        f"{one.documents / one.build.seconds:.0f}",
        f"{one.build.peak / MEGABYTE:.0f}",
        f"{one.documents / one.again.seconds:.0f}",
        f"{one.size / one.documents:.0f}",
        f"{statistics.median(one.alone):.2f}",
        f"{statistics.median(checks):.2f}",
        f"{checks[int(0.95 * (len(checks) - 1))]:.2f}",
        f"{one.check_peak / MEGABYTE:.0f}",
    ]
    whole = one.everything
    pairs = [f"{whole.seconds:.1f}", f"{whole.peak / MEGABYTE:.0f}"] if whole else ["–", "–"]
    return [*cells, *pairs, f"{statistics.median(one.pace):.2f}"]


def _print_table(cells: Sequence[str]) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
