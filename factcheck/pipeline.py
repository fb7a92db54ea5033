"""Runs the stages in their order, from paths to a report; it decides what meets what, and leaves the rest to them."""

import weakref
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from factcheck import __version__
from factcheck.align import align
from factcheck.archive.file import ARCHIVE_SUFFIX, is_archive
from factcheck.baseline import Baseline
from factcheck.indexing import crosswise
from factcheck.indexing.archived_documents import ArchivedDocuments
from factcheck.indexing.archives import Archive, archived_for_now, opened
from factcheck.indexing.crosswise import ArchivedClaims
from factcheck.indexing.found import find
from factcheck.indexing.outcome import ARCHIVE, Sides, archived, cut
from factcheck.indexing.parallel import each
from factcheck.indexing.reading import Manner, Reading, read_or_skip, require_any
from factcheck.judge import judge_facts
from factcheck.model.claim import Claim
from factcheck.model.errors import FactcheckError
from factcheck.model.finding import Finding, Status
from factcheck.model.occasion import Occasion
from factcheck.model.pair import Fact
from factcheck.model.report import Documents, Report, Skipped
from factcheck.read.choosing import Choice
from factcheck.read.dating import DateOverride, parse_date_option
from factcheck.read.sources import Source, Sources, find_sources, name_of, shown
from factcheck.report.build import Header, Judged, build_extraction, build_report
from factcheck.report.documents import AtHand, Examined
from factcheck.report.known import Known
from factcheck.report.limit import Limited, limit_fact
from factcheck.rulebook.load import Rulebook
from factcheck.settings import Format, Language, Settings

#: Told how far a step has come: its name, what is done and how much there is. Called often; must be quick.
Watch = Callable[[str, int, int], None]

CHECKED = "checked"
#: A run that was told nothing of the world.
NOWHERE = Occasion()
__all__ = ["ARCHIVE", "CHECKED", "check", "dates_given", "extract_claims"]


class _Input(Struct, frozen=True, kw_only=True):
    """What a run reads: the documents under check, and `against` what; `archives` are files of claims."""

    checked: tuple[Source, ...]
    against: tuple[Source, ...]
    archives: tuple[Path, ...]
    skipped: tuple[Skipped, ...]
    manner: Manner

    @property
    def names(self) -> frozenset[str]:
        """The names of the documents under check."""
        return frozenset(source.name for source in self.checked)

    @property
    def twice(self) -> frozenset[str]:
        """The name of standard input where it is on both sides, as it can be read but once."""
        return frozenset(source.name for source in self.checked if source.path is None and source in self.against)


class _Compared(Struct, frozen=True, kw_only=True):
    """What a run compares: facts as they are found, all claims of a document by its name, and what to report on.

    `checked` and `archived` name the documents on either side; `archived` is `None` where the checked ones meet one
    another.
    """

    rulebook: Rulebook
    language: str
    facts: Iterable[Fact]
    claims: Callable[[str], Iterable[Claim]]
    documents: Documents
    checked: frozenset[str]
    archived: frozenset[str] | None = None
    skipped: Sequence[Skipped] = ()


def check(
    paths: Sequence[str],
    settings: Settings,
    watch: Watch,
    *,
    baseline: Baseline | None = None,
    occasion: Occasion = NOWHERE,
) -> Report:
    """Compares the documents at `paths` with one another or, where the settings name an archive, with that.

    `baseline` has the known differences; without one nothing is accepted, not by comments either. Raises
    `FactcheckError` for what the user can mend. An archive that is checked itself stays open as long as the report is
    there, which reads its documents from it.
    """
    known = _known(baseline, occasion)
    with ExitStack() as stack:
        if any(is_archive(Path(path)) for path in paths):
            compared = _archive(paths, settings, watch, stack)
        else:
            given = _input(paths, settings)
            within = not given.against and not given.archives
            compared = _documents(given, settings, watch, stack) if within else _both(given, settings, watch, known)
        report = build_report(
            _header(compared.rulebook, compared.language),
            compared.documents,
            _judged(compared, settings, watch),
            min_confidence=settings.min_confidence,
            # A document that cannot be read may be on both sides.
            skipped=dict.fromkeys(compared.skipped),
            known=replace(known, checked=compared.checked, archived=compared.archived),
            changed=_changed((reported.document.name for reported in compared.documents), occasion),
            authority=settings.authority,
        )
        weakref.finalize(compared.documents, stack.pop_all().close)
        return report


def extract_claims(paths: Sequence[str], settings: Settings, watch: Watch, *, with_vetoed: bool) -> Report:
    """Every claim in the documents at `paths`, also those that recur nowhere; raises `FactcheckError` as `check`."""
    given = _input(paths, replace(settings, against=()))
    rulebook = given.manner.rulebook()
    skipped = list(given.skipped)
    read = list(_readings(given, rulebook, watch, skipped))
    claims = [claim for item in read for claim in (item.claims if with_vetoed else item.standing)]
    header = _header(rulebook, _language((item.document.language for item in read), settings))
    return build_extraction(header, AtHand(_examined(read)), claims, skipped=skipped)


def _known(baseline: Baseline | None, occasion: Occasion) -> Known:
    if baseline is None:
        return Known(today=occasion.today, heeded=False)
    return Known(acceptances=baseline.acceptances, by=name_of(baseline.path), today=occasion.today)


def _changed(names: Iterable[str], occasion: Occasion) -> frozenset[str] | None:
    """Those of the documents whose files somebody works on."""
    changed = occasion.changed
    return None if changed is None else frozenset(name for name in names if Path(name).resolve() in changed)


def _archive(paths: Sequence[str], settings: Settings, watch: Watch, stack: ExitStack) -> _Compared:
    """The documents of an archive with one another, from the archive alone."""
    archived_at = next(path for path in paths if is_archive(Path(path)))
    if len(paths) > 1 or settings.against:
        raise FactcheckError(f"{shown(archived_at)}: an archive is checked alone; --against compares documents with it")
    if settings.date:
        raise FactcheckError(f"{shown(archived_at)}: --date is for documents; give it to factcheck index build")
    rulebook = Manner(rules=settings.rules, aliases=settings.aliases).rulebook()
    (archive,) = stack.enter_context(opened([Path(paths[0])], (), Manner(), rulebook, lambda *_: None))
    documents = ArchivedDocuments(archive.reader, Path(paths[0]), CHECKED)
    return _crosswise(archive, documents, rulebook, settings, watch)


def _documents(given: _Input, settings: Settings, watch: Watch, stack: ExitStack) -> _Compared:
    """Documents with one another: at once while they have few claims, beyond as an archive that is there for the run.

    So it makes no difference whether they were archived before.
    """
    rulebook = given.manner.rulebook()
    skipped = list(given.skipped)
    readings = _readings(given, rulebook, watch, skipped)
    read: list[Reading] = []
    claims = 0
    for item in readings:
        read.append(item)
        claims += len(item.standing)
        if claims > crosswise.WHOLE:
            compared = _many(chain(read, readings), rulebook, settings, watch, stack)
            return replace(compared, skipped=skipped)
    watch("aligning", 0, 1)
    standing = {item.document.name: item.standing for item in read}
    return _Compared(
        rulebook=rulebook,
        language=_language((item.document.language for item in read), settings),
        facts=align([claim for item in read for claim in item.standing], rulebook),
        claims=lambda name: standing.get(name, ()),
        documents=AtHand(_examined(read)),
        checked=frozenset(standing),
        skipped=skipped,
    )


def _many(
    readings: Iterable[Reading], rulebook: Rulebook, settings: Settings, watch: Watch, stack: ExitStack
) -> _Compared:
    """Documents that are archived for the run, and compared as an archive is."""
    notes: dict[str, tuple[str, ...]] = {}

    def noted() -> Iterator[Reading]:
        for item in readings:
            if item.document.notes:
                notes[item.document.name] = item.document.notes
            yield item

    archive = archived_for_now(noted(), rulebook, stack)
    documents = ArchivedDocuments(archive.reader, None, CHECKED, notes)
    return _crosswise(archive, documents, rulebook, settings, watch)


def _crosswise(
    archive: Archive, documents: ArchivedDocuments, rulebook: Rulebook, settings: Settings, watch: Watch
) -> _Compared:
    claims = ArchivedClaims(archive.reader)
    return _Compared(
        rulebook=rulebook,
        language=_language((stored.language for stored in archive.reader.listed()), settings),
        facts=crosswise.facts_within(archive, rulebook, claims, lambda done, total: watch("aligning", done, total)),
        claims=claims.named,
        documents=documents,
        checked=frozenset(documents.names),
    )


def _judged(compared: _Compared, settings: Settings, watch: Watch) -> Iterator[Judged]:
    """The findings of each fact, without what the report will not show of them."""
    traced = settings.steps or settings.writes(Format.JSON)
    limited: deque[Limited] = deque()

    def worth_judging() -> Iterator[Fact]:
        for fact in compared.facts:
            watch("judging", 0, 1)
            limited.append(limit_fact(fact))
            yield limited[-1].fact

    verdicts = compared.rulebook.verdicts
    found = judge_facts(worth_judging(), verdicts, language=compared.language, claims=compared.claims, traced=traced)
    for findings in found:
        yield Judged(limited=limited.popleft(), findings=tuple(_slim(finding, settings) for finding in findings))


def _slim(finding: Finding, settings: Settings) -> Finding:
    """A finding without what its report will not show: most of it are what was compared, and what was tried."""
    if settings.writes(Format.JSON):
        return finding
    shown_steps = settings.steps and finding.status is Status.CONFLICTING
    return replace(finding, pair=replace(finding.pair, levels=()), steps=finding.steps if shown_steps else ())


def _input(paths: Sequence[str], settings: Settings) -> _Input:
    choice = Choice(include=settings.include, exclude=settings.exclude)
    checked = find_sources(paths, choice)
    archives, others = _told_apart(settings.against)
    against = find_sources(others, choice) if others else Sources(files=(), skipped=())
    return _Input(
        checked=checked.files,
        against=against.files,
        archives=archives,
        skipped=tuple({entry.path: entry for entry in (*against.skipped, *checked.skipped)}.values()),
        manner=Manner(
            rules=settings.rules,
            aliases=settings.aliases,
            encoding=settings.encoding,
            dates=dates_given((*checked.files, *against.files), settings),
        ),
    )


def _told_apart(paths: Sequence[str]) -> tuple[tuple[Path, ...], list[str]]:
    """Archives and documents; a file that is named as an archive and is none is not mistaken for a document."""
    archives = tuple(Path(path) for path in paths if is_archive(Path(path)))
    others = [path for path in paths if Path(path) not in archives]
    for path in others:
        if path.endswith(ARCHIVE_SUFFIX) and Path(path).is_file():
            raise FactcheckError(f"{shown(path)}: is no archive of factcheck; factcheck index build makes one")
    return archives, others


def dates_given(sources: Sequence[Source], settings: Settings) -> tuple[DateOverride, ...]:
    """The dates that the user gives documents. Raises `FactcheckError` for one that is for none of these."""
    if not settings.date:
        return tuple(parse_date_option(option) for option in settings.file_date)
    dates = tuple(parse_date_option(option) for option in settings.date)
    for date in dates:
        if not any(date.concerns(source.name) for source in sources):
            raise FactcheckError(f"--date {date.file}: no document of that name is read; name it as in the report")
    return dates


def _readings(given: _Input, rulebook: Rulebook, watch: Watch, skipped: list[Skipped]) -> Iterator[Reading]:
    """The documents under check as they are read; adds those that cannot be, and parts that cannot, to `skipped`."""
    failed: list[Skipped] = []
    reading = each(given.checked, len(given.checked), read_or_skip, given.manner, rulebook)
    for done in range(len(given.checked)):
        watch("reading", done, len(given.checked))
        item = next(reading)
        if isinstance(item, Skipped):
            failed.append(item)
        else:
            skipped += (Skipped(path=item.document.name, reason=reason) for reason in item.document.unread)
            yield item
    skipped += failed
    require_any(given.checked, failed)


def _both(given: _Input, settings: Settings, watch: Watch, known: Known) -> _Compared:
    """The documents under check with those of archives, and those that are archived for this run."""
    rulebook = given.manner.rulebook()
    skipped = list(given.skipped)
    read = list(_readings(given, rulebook, watch, skipped))
    names = frozenset(item.document.name for item in read)
    given = replace(given, checked=tuple(source for source in given.checked if source.name in names))
    against = [source for source in given.against if source.name not in given.twice]

    def count(done: int, total: int) -> None:
        watch("reading the archive", done, total)

    with opened(given.archives, against, given.manner, rulebook, count) as archives:
        watch("aligning", 0, 1)
        compared = _against(archives, read, given, rulebook, settings)
        # Of an archive only what is quoted is reported on, and an accepted pair may be with another of its documents.
        accepted = {side.document for acceptance in known.acceptances for side in acceptance.sides}
        there = (stored.name for archive in archives for stored in archive.reader.known("name", accepted))
        return replace(compared, archived=given.twice.union(there), skipped=(*skipped, *compared.skipped))


def _against(
    archives: Sequence[Archive], read: Sequence[Reading], given: _Input, rulebook: Rulebook, settings: Settings
) -> _Compared:
    """What the checked documents have to do with archives; those that are in one too stand for themselves there."""
    shared = [archive.shared(given.checked) for archive in archives]
    own = given.twice.union(*(each.values() for each in shared))
    claims = [claim for item in read for claim in item.standing]
    left_out = [
        {name: copies.union(taken) for name, copies in archive.copies(item.document for item in read).items()}
        for archive, taken in zip(archives, shared, strict=True)
    ]
    found = find(claims, rulebook, archives, left_out)
    claims += found.claims
    # Where checked documents are in the archive too, they meet one another.
    facts = align(claims, rulebook, checked=None if own else given.names, background=found.background)
    digests = {item.document.name: item.document.digest for item in read}
    digests |= {name: stored.digest for name, (_, stored) in found.documents.items()}
    sides = Sides(checked=given.names, archived=own.union(found.documents), digests=digests)
    kept = [fact for fact in map(sides.between, facts) if fact.pairs]
    quoted = {claim.document for fact in kept for claim in fact.claims}
    unread = [entry for archive in archives for entry in archive.unread]
    of_document: dict[str, list[Claim]] = {}
    for claim in claims:
        of_document.setdefault(claim.document, []).append(claim)
    return _Compared(
        rulebook=rulebook,
        language=_language((item.document.language for item in read), settings),
        facts=kept,
        claims=lambda name: of_document.get(name, ()),
        documents=AtHand([*_examined(read), *archived(archives, shared, found, quoted)]),
        checked=given.names,
        skipped=(*unread, *cut(found, kept, rulebook.alignment.archived)),
    )


def _language(languages: Iterable[str], settings: Settings) -> str:
    """The language of the report: as told, or that of most checked documents, Chinese where they are even."""
    if settings.lang is not None:
        return settings.lang.value
    counts = Counter(languages)
    chinese, english = counts[Language.CHINESE.value], counts[Language.ENGLISH.value]
    return (Language.ENGLISH if english > chinese else Language.CHINESE).value


def _examined(read: Sequence[Reading]) -> Iterator[Examined]:
    for item in read:
        yield Examined(document=item.document, role=CHECKED, claims=len(item.standing))


def _header(rulebook: Rulebook, language: str) -> Header:
    return Header(
        version=__version__,
        rules_digest=rulebook.digest,
        language=language,
        rule_names={rule.id: rule.name for rule in rulebook.verdicts},
        rule_summaries={rule.id: rule.summary for rule in rulebook.verdicts},
    )
