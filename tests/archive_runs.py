"""Archives of a few made-up articles, and what checks against them find."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.newsroom import articles
from factcheck import pipeline
from factcheck.archive.file import open_to_read
from factcheck.archive.packing import Packed
from factcheck.archive.reader import Reader
from factcheck.archive.verify import complaints
from factcheck.indexing import keeping
from factcheck.indexing.packing import Wanted, pack_document
from factcheck.indexing.reading import Manner
from factcheck.model.report import Report
from factcheck.read.sources import Source, find_sources
from factcheck.settings import Settings
from small_runs import shipped


def unwatched(*_: object) -> None:
    """Nobody watches."""


def write_news(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Articles as files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:03}.txt" for number in range(count)]
    for path, text in zip(paths, articles(count, seed), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def build(archive: Path, *paths: Path, reindex: bool = False) -> keeping.Changes:
    """Builds an archive of documents."""
    return keeping.build(archive, _sources(paths), Manner(), unwatched, reindex=reindex)


def add(archive: Path, *paths: Path) -> keeping.Changes:
    """Adds documents."""
    return keeping.add(archive, _sources(paths), Manner(), unwatched)


def _sources(paths: Sequence[Path]) -> tuple[Source, ...]:
    return find_sources(paths).files if paths else ()


def packed(paths: Iterable[Path]) -> list[Packed]:
    """Documents as they come into an archive."""
    wanted = (Wanted(source=Source(name=path.name, path=path), path=path.name, known=None) for path in paths)
    return [found for each in wanted if isinstance(found := pack_document(each, Manner(), shipped()), Packed)]


def names(archive: Path) -> list[str]:
    """The names of the documents in an archive, without their folders."""
    with closing(open_to_read(archive)) as connection:
        return [Path(stored.name).name for stored in Reader(connection).listed()]


def wrong_with(archive: Path) -> list[str]:
    """What verifying complains of."""
    with closing(open_to_read(archive)) as connection:
        return list(complaints(connection))


def against(archive: Path, *drafts: Path) -> Report:
    """The report on drafts, with everything in it."""
    settings = Settings(against=(str(archive),), min_confidence=0)
    return pipeline.check(list(map(str, drafts)), settings, unwatched)


def found(report: Report) -> list[tuple[object, ...]]:
    """All that a report says of facts and pairs."""
    return [
        (fact.label, fact.claims, finding.fingerprint, finding.status, finding.confidence, finding.explanation)
        for fact in report.facts
        for finding in fact.findings
    ]
