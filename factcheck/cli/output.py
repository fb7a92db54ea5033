"""Puts a finished report where it was asked for: whole, or not at all."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from factcheck.model.errors import FactcheckError

#: Width of a report in cells where no terminal and no COLUMNS says otherwise.
_WIDTH = 80
_STANDARD_OUTPUT = Path("-")


class Target(Struct, frozen=True, kw_only=True):
    """A file, or standard output where `path` is `None`; `option` is how the user named the file.

    `append` leaves what a file holds, and writes behind it.
    """

    path: Path | None
    option: str = "--output"
    append: bool = False

    @property
    def width(self) -> int:
        """The terminal's width in cells."""
        return shutil.get_terminal_size((_WIDTH, 24)).columns

    @property
    def colour(self) -> bool:
        """Whether a person watches a terminal that can colour, and has not asked it not to (NO_COLOR)."""
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return self.path is None and not plain and sys.stdout.isatty()

    def refuse(self, inputs: Iterable[str]) -> None:
        """Raises `FactcheckError` where the report would replace one of the documents it is about."""
        if self.path is None:
            return
        resolved = self.path.resolve()
        if any(Path(name).resolve() == resolved for name in inputs):
            raise FactcheckError(f"{self.option} {self.path}: is one of the documents or archives; name another file")

    def write(self, report: str | bytes) -> None:
        """Writes a short report, or a file that is no text and goes to no terminal."""
        with self.writing([report]):
            pass

    @contextmanager
    def writing(self, pieces: Iterable[str | bytes]) -> Iterator[None]:
        """Writes a report piece by piece; a file has it when the block ends, and none of it if that fails."""
        if self.path is None:
            _print(pieces)
            yield
            return
        content = (piece.encode("utf-8") if isinstance(piece, str) else piece for piece in pieces)
        with self._told(), _appended(self.path, content) if self.append else _replaced(self.path.resolve(), content):
            yield

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise FactcheckError(f"{self.option} {self.path}: cannot be written ({error.strerror})") from error


def open_target(output: Path | None, *, option: str = "--output") -> Target:
    """The target of a report, refused before any work is done where it cannot be written; `-` is standard output."""
    if output == _STANDARD_OUTPUT and option == "--output":
        return Target(path=None)
    if output is not None:
        if output.is_dir():
            raise FactcheckError(f"{option} {output}: is a folder; name a file")
        if not output.parent.is_dir():
            raise FactcheckError(f"{option} {output}: there is no folder {output.parent}")
    return Target(path=output, option=option)


def open_summary() -> Target:
    """The file in which GitHub Actions collects the summary of a job, to which every step adds."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        raise FactcheckError("--github-summary: GITHUB_STEP_SUMMARY names no file; use it in a job of GitHub Actions")
    return Target(path=Path(name), option="--github-summary", append=True)


def require_distinct(targets: Iterable[Target]) -> None:
    """Raises `FactcheckError` where two reports would be written to one file."""
    seen: set[Path] = set()
    for target in targets:
        if target.path is None:
            continue
        resolved = target.path.resolve()
        if resolved in seen and (target.path.is_file() or not target.path.exists()):
            raise FactcheckError(f"{target.option} {target.path}: two reports would be one file; name another one")
        seen.add(resolved)


def _print(pieces: Iterable[str | bytes]) -> None:
    """Writes to standard output as UTF-8, a terminal's own encoding apart; a reader that has left is no error."""
    encoding = (sys.stdout.encoding if sys.stdout.isatty() else None) or "utf-8"
    try:
        sys.stdout.flush()
        for piece in pieces:
            text = piece if isinstance(piece, str) else piece.decode("utf-8")
            sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # What is left in the buffers is not to be tried again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise FactcheckError(f"standard output: cannot be written to ({error.strerror})") from error


@contextmanager
def _appended(path: Path, content: Iterable[bytes]) -> Iterator[None]:
    """Writes behind what a file holds, all of it when the block has ended."""
    added = b"".join(content)
    yield
    with path.open("ab") as file:
        file.write(added)


@contextmanager
def _replaced(path: Path, content: Iterable[bytes]) -> Iterator[None]:
    """Writes a file so that nobody sees a part of it; a device or pipe is written to as it is."""
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            device.writelines(content)
        yield
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as file:
            file.writelines(content)
        yield
        draft.replace(path)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
