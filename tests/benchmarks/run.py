"""Prints the project's speed and memory: `python tests/benchmarks/run.py`. Takes some minutes.

The tables are Markdown, so that docs/performance.md can hold them as they are.
"""

import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from benchmarks.measure import STAGES, Growth, expression_speed, growth  # noqa: E402 the line above makes it importable

#: Documents in the smallest run; the others hold 10 and 100 times as many.
DOCUMENTS = 10
FACTORS = (1, 10, 100)
SEED = 1
#: As little as a typer program can do.
BARE = "import typer; app = typer.Typer(); app.command()(lambda: print('bare')); app()"
MEGABYTE = 1_000_000


def main() -> None:
    """Measures and prints everything."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}\n")
    _print_processes()
    timed = [growth(DOCUMENTS * factor, SEED) for factor in FACTORS]
    _print_speed(timed[-2])
    _print_growth(timed, [growth(DOCUMENTS * factor, SEED, traced=True) for factor in FACTORS])


def _print_speed(measured: Growth) -> None:
    rows = [("extract", measured.size / measured.seconds["extract"])]
    rows.append(("all stages", measured.size / measured.total))
    rows.append(("one compiled expression, number and unit", expression_speed(DOCUMENTS * FACTORS[-2], SEED)))
    _print_table(["on one core", "MB/s"], [[name, f"{speed / MEGABYTE:.2f}"] for name, speed in rows])


def _print_growth(timed: Iterable[Growth], traced: Iterable[Growth]) -> None:
    head = ["text, MB", *(f"{stage}, s" for stage in STAGES), "all, s", "memory, MB", "figures", "candidates", "pairs"]
    rows = [
        [f"{run.size / MEGABYTE:.2f}"]
        + [f"{run.seconds[stage]:.3f}" for stage in STAGES]
        + [
            f"{run.total:.3f}",
            f"{(memory.peak or 0) / MEGABYTE:.1f}",
            f"{run.claims}",
            f"{run.candidates}",
            f"{run.pairs}",
        ]
        for run, memory in zip(timed, traced, strict=True)
    ]
    _print_table(head, rows)


def _print_processes() -> None:
    bare = _median_seconds(["-c", BARE])
    version = _median_seconds(["-m", "factcheck", "--version"])
    check = _median_seconds(["-m", "factcheck", "check", "seeds"])
    rows = [
        ["a bare typer program", f"{bare:.3f}", "1.00"],
        ["`factcheck --version`", f"{version:.3f}", f"{version / bare:.2f}"],
        ["`factcheck check seeds/`", f"{check:.3f}", f"{check / bare:.2f}"],
    ]
    _print_table(["whole process, median of 5", "s", "against bare"], rows)


def _median_seconds(arguments: list[str]) -> float:
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=TESTS.parent, capture_output=True, check=False)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def _print_table(head: list[str], rows: list[list[str]]) -> None:
    for cells in (head, ["---"] * len(head), *rows):
        print("| " + " | ".join(cells) + " |")
    print(flush=True)


if __name__ == "__main__":
    main()
