"""From paths on the command line to the documents to read, in an order that does not depend on the arguments."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.errors import InputError
from factcheck.model.report import Skipped
from factcheck.read.choosing import Choice, Chooser
from factcheck.read.formats import MARKED, READ, SUFFIXES, UNREAD, Unread, detect

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
SIDECAR_SUFFIX = ".meta.yaml"
#: Largest document that is read, in bytes: some five million characters, more than any publication holds in one text.
SIZE_LIMIT = 16 * 1024 * 1024
STANDARD_INPUT = "-"
#: How hidden files begin, and those that Word keeps beside a file that is open.
_HIDDEN = (".", "~$")
_EVERYTHING = Choice()
#: Bytes from which the kind of a file is told whose name is that of a kind that is not read.
_PEEK = 64 * 1024


class Source(Struct, frozen=True, kw_only=True):
    """A document that is there to be read; `path` is `None` for standard input, whose name is "-".

    One that was `found` in a folder, and not named, is passed over where it cannot be read.
    """

    name: str
    path: Path | None
    found: bool = False


class Sources(Struct, frozen=True, kw_only=True):
    """What the paths hold, both parts in the order of names."""

    files: tuple[Source, ...]
    skipped: tuple[Skipped, ...]


def find_sources(paths: Sequence[Path | str], choice: Choice = _EVERYTHING) -> Sources:
    """Documents in the files and folders named; a file reached twice counts once, under its shortest name.

    In folders, what is hidden, ignored by Git or not of the `choice` is left out, and links, other types and special
    files are listed as skipped. Raises `InputError` for a path that is missing, holds no document or is a file of
    another type.
    """
    if not paths:
        raise InputError("no path was given; name at least one file or folder")
    found: list[Source] = []
    skipped: dict[str, Skipped] = {}
    for given in paths:
        if str(given) == STANDARD_INPUT:
            found.append(Source(name=STANDARD_INPUT, path=None))
            continue
        path = Path(given)
        if stat.S_ISDIR(_status(path).st_mode):
            found += _folder(path, Chooser(path, choice), skipped)
        else:
            found.append(_named(path))
    files = _once(found)
    return Sources(files=files, skipped=tuple(skipped[name] for name in sorted(skipped)))


def read_bytes(source: Source) -> bytes:
    """The document's bytes. Raises `InputError` where it cannot be read or is larger than `SIZE_LIMIT`."""
    try:
        if source.path is None:
            content = sys.stdin.buffer.read(SIZE_LIMIT + 1)
        else:
            with source.path.open("rb") as file:
                content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise InputError(f"{shown(source.name)}: cannot be read ({error.strerror}); check its permissions") from error
    if len(content) > SIZE_LIMIT:
        limit = SIZE_LIMIT // (1024 * 1024)
        raise InputError(f"{shown(source.name)}: is larger than {limit} MB; split it into smaller files")
    return content


def known_suffixes() -> str:
    """The types of documents that are read, one name for each kind, as messages list them."""
    return ", ".join(sorted(suffixes[0] for suffixes in SUFFIXES.values()))


def name_of(path: Path) -> str:
    """A path as reports name it: POSIX separators, bytes that are no UTF-8 escaped."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def shown(name: str) -> str:
    """A name fit for a one-line message: what cannot be printed is escaped."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in name)


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except FileNotFoundError as error:
        raise InputError(f"{shown(name_of(path))}: there is no such file or folder") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{shown(name_of(path))}: cannot be opened ({reason})") from error


def _named(path: Path) -> Source:
    name = name_of(path)
    if not stat.S_ISREG(_status(path).st_mode):
        raise InputError(f"{shown(name)}: is no regular file; pass its text on standard input as -")
    refusal = _refusal(path)
    if refusal is not None and path.suffix.lower() in UNREAD:
        raise InputError(f"{shown(name)}: {refusal}")
    if refusal is not None:
        kind = f"of type {path.suffix}" if path.suffix else "without a type"
        raise InputError(f"{shown(name)}: files {kind} cannot be read; convert it to one of {known_suffixes()}")
    return Source(name=name, path=path)


def _folder(folder: Path, chooser: Chooser, skipped: dict[str, Skipped]) -> list[Source]:
    files = []
    for path, reason in _walk(folder, chooser):
        name = name_of(path)
        if reason is None:
            files.append(Source(name=name, path=path, found=True))
        else:
            skipped[name] = Skipped(path=name, reason=reason)
    if not files:
        raise InputError(f"{shown(name_of(folder))}: holds no document ({known_suffixes()})")
    return files


def _walk(folder: Path, chooser: Chooser) -> Iterator[tuple[Path, str | None]]:
    """Everything in a folder that is not left out, with the reason why it is not read (`None`: it is read)."""
    pending = [folder]
    while pending:
        for entry in _entries(pending.pop()):
            path = Path(entry.path)
            if not chooser.wants(path, is_folder=entry.is_dir(follow_symlinks=False)):
                continue
            if entry.is_symlink():
                yield path, "symbolic link, not followed"
            elif entry.is_dir(follow_symlinks=False):
                pending.append(path)
            elif not entry.is_file(follow_symlinks=False):
                yield path, "not a regular file"
            elif not _is_sidecar(path):
                yield path, _refusal(path)


def _refusal(path: Path) -> str | None:
    """Why a file in a folder is not read; `None` where it is, as one that only has the name of another kind is."""
    suffix = path.suffix.lower()
    if suffix in READ:
        return None
    if suffix and suffix not in UNREAD:
        return f"unknown file type {path.suffix}"
    try:
        with path.open("rb") as file:
            found = detect(file.read(_PEEK), suffix)
    except OSError:
        return None if suffix else "unknown file type"
    if not suffix:
        return None if found in MARKED else "unknown file type"
    return f"is {found.what}; {found.remedy}" if isinstance(found, Unread) else None


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            visible = (entry for entry in entries if not entry.name.startswith(_HIDDEN))
            return sorted(visible, key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(f"{shown(name_of(folder))}: cannot be opened ({error.strerror})") from error


def _is_sidecar(path: Path) -> bool:
    return path.name.endswith(SIDECAR_SUFFIX) and path.with_name(path.name.removesuffix(SIDECAR_SUFFIX)).is_file()


def _once(found: Iterable[Source]) -> tuple[Source, ...]:
    """Each file once, in the order of names; one that was named as well as found was named."""
    kept: dict[Path | None, Source] = {}
    for source in sorted(found, key=lambda source: (len(source.name), source.name)):
        place = source.path.resolve() if source.path else None
        first = kept.setdefault(place, source)
        if first.found and not source.found:
            kept[place] = replace(first, found=False)
    return tuple(sorted(kept.values(), key=lambda source: source.name))
