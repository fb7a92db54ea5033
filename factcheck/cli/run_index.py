"""Runs the commands that keep an archive, and says on standard output what became of it."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from factcheck.archive.file import SCHEMA_VERSION, open_to_read, told
from factcheck.archive.reader import Reader, Stored
from factcheck.archive.verify import complaints
from factcheck.cli.output import open_target
from factcheck.cli.progress import watching
from factcheck.cli.unreadable import warn_of
from factcheck.indexing import keeping
from factcheck.indexing.reading import Manner
from factcheck.model.errors import FactcheckError
from factcheck.pipeline import dates_given
from factcheck.read.choosing import Choice
from factcheck.read.sources import Source, find_sources
from factcheck.report.escape import visible
from factcheck.settings import Settings


def run_build(archive: Path, paths: list[str], settings: Settings, *, reindex: bool) -> None:
    """Makes an archive, or brings it up to date."""
    sources = find_sources(paths, _choice(settings)).files if paths else ()
    with watching() as watch:
        changes = keeping.build(
            archive,
            sources,
            _manner(settings, sources),
            lambda done, all_: watch("reading", done, all_),
            reindex=reindex,
        )
    _say([*_unread(changes), _became(archive, changes)])


def run_add(archive: Path, paths: list[str], settings: Settings) -> None:
    """Adds documents."""
    sources = find_sources(paths, _choice(settings)).files
    with watching() as watch:
        changes = keeping.add(
            archive, sources, _manner(settings, sources), lambda done, all_: watch("reading", done, all_)
        )
    _say([*_unread(changes), _became(archive, changes)])


def run_remove(archive: Path, paths: list[str]) -> None:
    """Removes documents."""
    _say([_became(archive, keeping.remove(archive, paths))])


def run_list(archive: Path) -> None:
    """Lists documents."""
    with closing(open_to_read(archive)) as connection, told(archive):
        _say(_listed(stored) for stored in Reader(connection).listed())


def run_info(archive: Path) -> None:
    """Says what an archive is."""
    with closing(open_to_read(archive)) as connection, told(archive):
        meta = Reader(connection).meta()
    counted = ("documents", "sentences", "claims")
    lines = {
        "archive": str(archive),
        "bytes": str(archive.stat().st_size),
        **{key: meta.get(key, "0") for key in counted},
        "factcheck": meta.get("version") or "?",
        "rules": meta.get("rules") or "?",
        "tables": str(SCHEMA_VERSION),
    }
    _say(f"{key}\t{visible(value)}" for key, value in lines.items())


def run_verify(archive: Path) -> None:
    """Looks an archive through; raises `FactcheckError` where something is wrong."""
    with closing(open_to_read(archive)) as connection, told(archive):
        found = list(complaints(connection))
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise FactcheckError(f"{archive}: {found[0]}{more}; build it anew, or take a copy of it from before")
    _say([f"{visible(str(archive))}: nothing is wrong"])


def run_compact(archive: Path) -> None:
    """Makes a file small."""
    before, after = keeping.compact(archive)
    _say([f"{visible(str(archive))}: {before} bytes before, {after} now"])


def _manner(settings: Settings, sources: Iterable[Source]) -> Manner:
    return Manner(
        rules=settings.rules,
        aliases=settings.aliases,
        encoding=settings.encoding,
        dates=dates_given(tuple(sources), settings),
    )


def _choice(settings: Settings) -> Choice:
    return Choice(include=settings.include, exclude=settings.exclude)


def _unread(changes: keeping.Changes) -> list[str]:
    """What is in the files and not in the archive."""
    warn_of(changes.unread)
    return [f"{visible(entry.path)}: {visible(entry.reason)}" for entry in changes.unread if not entry.failed]


def _became(archive: Path, changes: keeping.Changes) -> str:
    counts = ("added", "changed", "removed", "unchanged")
    return f"{visible(str(archive))}: " + ", ".join(f"{getattr(changes, name)} {name}" for name in counts)


def _listed(stored: Stored) -> str:
    start, end = stored.published.start, stored.published.end
    date = str(start) if start == end and start else f"{start or ''}/{end or ''}"
    return "\t".join(map(visible, (date, str(stored.claims), stored.name, stored.title or "")))


def _say(lines: Iterable[str]) -> None:
    open_target(None).write("".join(f"{line}\n" for line in lines))
