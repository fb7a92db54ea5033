"""Runs the program in processes of its own, and says how long they took and how much memory they had."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000
#: Seconds between two looks at the memory that is taken.
_LOOK = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A process and those it started: seconds, and bytes of memory at the most, pages in common counted for each."""

    seconds: float
    peak: int


def run(folder: Path, *arguments: str | Path) -> Run:
    """Runs a command in a folder; ends everything where it fails."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "factcheck", *map(str, arguments)],
        cwd=folder,
        env=_environment(folder),
        stdout=subprocess.DEVNULL,
    ) as process:
        peak, ended = [0], threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, peak, ended))
        watch.start()
        process.wait()
        seconds = time.perf_counter() - started
        ended.set()
        watch.join()
    if process.returncode:
        sys.exit(f"factcheck {' '.join(map(str, arguments))}: status {process.returncode}")
    return Run(seconds=seconds, peak=peak[0])


def _environment(folder: Path) -> dict[str, str]:
    """That of a run: compiled modules are kept in `folder`, wherever this process may not keep them."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | {"PYTHONPATH": str(TESTS.parent), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def _watch(process: int, peak: list[int], ended: threading.Event) -> None:
    """Notes the most memory that a process and its children take together, where the system tells (Linux)."""
    while not ended.wait(_LOOK):
        peak[0] = max(peak[0], sum(map(_resident, (process, *_children(process)))))


def _children(process: int) -> list[int]:
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def _resident(process: int) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def additions() -> float:
    """Seconds of ten million additions in plain Python: what the other figures are to be held against."""
    started, total = time.perf_counter(), 0
    for number in range(10_000_000):
        total += number
    return time.perf_counter() - started
