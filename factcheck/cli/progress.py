"""Shows a person at a terminal how far long work has come; nobody else sees anything."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

#: Seconds of work before there is anything to see.
PATIENCE = 1.0


@contextmanager
def watching() -> Iterator[Callable[[str, int, int], None]]:
    """What the pipeline tells its progress; leaves no trace on the terminal when it ends."""
    if not sys.stderr.isatty():
        yield lambda _step, _done, _total: None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.close()


class _Bar:
    def __init__(self) -> None:
        self._started = time.monotonic()
        self._progress: Any = None
        self._tasks: dict[str, Any] = {}

    def show(self, step: str, done: int, total: int) -> None:
        if time.monotonic() - self._started < PATIENCE:
            return
        if self._progress is None:
            self._progress = _started()
        if step not in self._tasks:
            for task in self._tasks.values():
                self._progress.update(task, visible=False)
            self._tasks[step] = self._progress.add_task(step, total=total)
        self._progress.update(self._tasks[step], completed=done, total=total)

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()


def _started() -> Any:
    from rich import progress  # noqa: PLC0415 start-up time: most runs end before there is anything to show
    from rich.console import Console  # noqa: PLC0415 the same

    class Rate(progress.ProgressColumn):
        """How many are done in a second."""

        def render(self, task: Any) -> str:
            return f"{task.speed:.0f}/s" if task.speed else ""

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        Rate(),
        progress.TimeRemainingColumn(),
    )
    shown = progress.Progress(*columns, console=Console(stderr=True), transient=True)
    shown.start()
    return shown
