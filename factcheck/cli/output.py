"""Puts a finished report where it was asked for: whole, or not at all."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from factcheck.model.errors import FactcheckError

#: Width of a report in cells where no terminal and no COLUMNS says otherwise.
_WIDTH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A file, or standard output where `path` is `None`."""

    path: Path | None

    @property
    def width(self) -> int:
        """The terminal's width in cells."""
        return shutil.get_terminal_size((_WIDTH, 24)).columns

    @property
    def colour(self) -> bool:
        """Whether a person watches a terminal that can colour, and has not asked it not to (NO_COLOR)."""
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return self.path is None and not plain and sys.stdout.isatty()

    def write(self, text: str, inputs: Iterable[str]) -> None:
        """Writes the report; `inputs` are the documents it is about, none of which it may replace."""
        if self.path is None:
            _print(text)
            return
        resolved = self.path.resolve()
        if any(Path(name).resolve() == resolved for name in inputs):
            raise FactcheckError(f"--output {self.path}: is one of the documents or archives; name another file")
        try:
            _replace(resolved, text.encode("utf-8"))
        except OSError as error:
            raise FactcheckError(f"--output {self.path}: cannot be written ({error.strerror})") from error


def open_target(output: Path | None) -> Target:
    """The target of a report, refused before any work is done where it cannot be written."""
    if output is not None:
        if output.is_dir():
            raise FactcheckError(f"--output {output}: is a folder; name a file")
        if not output.parent.is_dir():
            raise FactcheckError(f"--output {output}: there is no folder {output.parent}")
    return Target(path=output)


def _print(text: str) -> None:
    """Writes to standard output as UTF-8, a terminal's own encoding apart; a reader that has left is no error."""
    encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    content = text.encode(encoding or "utf-8", "backslashreplace")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # What is left in the buffers is not to be tried again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise FactcheckError(f"standard output: cannot be written to ({error.strerror})") from error


def _replace(path: Path, content: bytes) -> None:
    """Writes a file so that nobody sees a part of it; a device or pipe is written to as it is."""
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
