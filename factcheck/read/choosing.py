"""Which files of a folder are read: what its .gitignore files leave out, and what the user's patterns let in.

Patterns are those of Git: `*` stops at a slash, `**` does not, and one without a slash fits at any depth.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.errors import FactcheckError, InputError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

FILE_NAME = ".gitignore"
_REPOSITORY = ".git"
#: Wildcards in one name of a pattern and in all of it: what a few more do takes time with a power of the name's length.
_IN_NAME, _IN_ALL = 3, 6
_WILDCARDS = re.compile(r"\*+")
_SIZE = 256 * 1024


class Choice(Struct, frozen=True, kw_only=True):
    """The user's patterns for files in folders: with `include`, only what fits one; without what fits `exclude`."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class _Ignored(Struct, frozen=True):
    folder: Path
    patterns: "GitIgnoreSpec"


class Chooser:
    """Decides about the files of one folder that was named. Raises `FactcheckError` for options that mean nothing."""

    def __init__(self, folder: Path, choice: Choice) -> None:
        self._folder = folder
        self._include = _patterns(choice.include, "--include") if choice.include else None
        self._exclude = _patterns(choice.exclude, "--exclude") if choice.exclude else None
        self._ignored: dict[Path, tuple[_Ignored, ...]] = {}

    def wants(self, path: Path, *, is_folder: bool) -> bool:
        """Whether a file is read, or a folder looked into."""
        name = path.relative_to(self._folder).as_posix() + ("/" if is_folder else "")
        excluded = self._exclude is not None and self._exclude.check_file(name).include
        if excluded or self._is_ignored(path, is_folder=is_folder):
            return False
        return is_folder or self._include is None or bool(self._include.check_file(name).include)

    def _is_ignored(self, path: Path, *, is_folder: bool) -> bool:
        """What the innermost file says that says anything."""
        for ignored in reversed(self._files(path.parent)):
            name = path.absolute().relative_to(ignored.folder).as_posix() + ("/" if is_folder else "")
            said = ignored.patterns.check_file(name).include
            if said is not None:
                return said
        return False

    def _files(self, folder: Path) -> tuple[_Ignored, ...]:
        """The files that count for what is in a folder, the outermost first: those up to the top of its repository."""
        if folder not in self._ignored:
            if folder == self._folder:
                above = _above(folder.absolute())
                found = tuple(read for place in above for read in _read(place, place))
            else:
                found = self._files(folder.parent)
            self._ignored[folder] = (*found, *_read(folder, folder.absolute()))
        return self._ignored[folder]


def _above(folder: Path) -> list[Path]:
    """The folders from the top of a repository down to one above `folder`; none outside of repositories."""
    above: list[Path] = []
    for place in (folder, *folder.parents):
        if place != folder:
            above.insert(0, place)
        if (place / _REPOSITORY).exists():
            return above
    return []


def _read(folder: Path, absolute: Path) -> list[_Ignored]:
    """The patterns of a folder's own file, if it has one."""
    path = folder / FILE_NAME
    if not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read(_SIZE).splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    return [_Ignored(absolute, _understood(lines))]


def _patterns(given: Sequence[str], option: str) -> "GitIgnoreSpec":
    """What an option says. Raises `FactcheckError` for a pattern that means nothing or takes too long."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 start-up time: most runs meet no patterns

    for pattern in given:
        if _takes_long(pattern):
            raise FactcheckError(f"{option} {pattern!r}: has more than {_IN_NAME} wildcards in one name; use fewer")
    try:
        return GitIgnoreSpec.from_lines(given)
    except ValueError as error:
        raise FactcheckError(f"{option}: {error}") from error


def _understood(lines: Sequence[str]) -> "GitIgnoreSpec":
    """What a file says, which others wrote for Git: a pattern that means nothing or takes too long is passed over."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 as above

    quick = [line for line in lines if not line.startswith("#") and not _takes_long(line)]
    try:
        return GitIgnoreSpec.from_lines(quick)
    except ValueError:
        return GitIgnoreSpec.from_lines([line for line in quick if _has_meaning(line)])


def _has_meaning(line: str) -> bool:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 as above

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _takes_long(pattern: str) -> bool:
    return len(_WILDCARDS.findall(pattern)) > _IN_ALL or any(name.count("*") > _IN_NAME for name in pattern.split("/"))
