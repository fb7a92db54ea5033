"""Runs the stages in their order, from paths to a report; it decides what meets what, and leaves the rest to them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factcheck import __version__
from factcheck.align import align
from factcheck.archive.file import ARCHIVE_SUFFIX, is_archive
from factcheck.baseline import Baseline
from factcheck.indexing.archives import Archive, opened
from factcheck.indexing.crosswise import crosswise
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
from factcheck.model.report import Report, Skipped
from factcheck.read.choosing import Choice
from factcheck.read.dating import DateOverride, parse_date_option
from factcheck.read.sources import Source, Sources, find_sources, name_of, shown
from factcheck.report.build import Examined, Header, Judged, build_extraction, build_report
from factcheck.report.known import Known
from factcheck.report.limit import limit_fact
from factcheck.rulebook.load import Rulebook
from factcheck.settings import Format, Language, Settings

#: Told how far a step has come: its name, what is done and how much there is. Called often; must be quick.
Watch = Callable[[str, int, int], None]

CHECKED = "checked"
#: A run that was told nothing of the world.
NOWHERE = Occasion()
__all__ = ["ARCHIVE", "CHECKED", "check", "dates_given", "extract_claims"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Input:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """Facts whose figures are to be compared, and all claims of the documents that were looked at.

    `examined` are the archived documents.
    """

    facts: Sequence[Fact]
    claims: Iterable[Claim]
    examined: Sequence[Examined] = ()
    skipped: Sequence[Skipped] = ()
    archived: frozenset[str] | None = None


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
    `FactcheckError` for what the user can mend.
    """
    known = _known(baseline, occasion)
    if any(is_archive(Path(path)) for path in paths):
        return _check_archive(paths, settings, watch, known, occasion)
    given = _input(paths, settings)
    rulebook = given.manner.rulebook()
    given, read = _read(given, rulebook, watch)
    language = _language((item.document.language for item in read), settings)
    compared = _compared(read, given, rulebook, watch, known)
    limited = [limit_fact(fact) for fact in compared.facts]
    watch("judging", 0, 1)
    found = judge_facts([item.fact for item in limited], rulebook.verdicts, language=language, claims=compared.claims)
    return build_report(
        _header(rulebook, language),
        [*_examined(read), *compared.examined],
        [Judged(limited=item, findings=findings) for item, findings in zip(limited, found, strict=True)],
        min_confidence=settings.min_confidence,
        # A document that cannot be read may be on both sides.
        skipped=dict.fromkeys((*given.skipped, *_unread(read), *compared.skipped)),
        known=replace(known, checked=given.names, archived=compared.archived),
        changed=_changed((*given.names, *(item.document.name for item in compared.examined)), occasion),
        authority=settings.authority,
    )


def extract_claims(paths: Sequence[str], settings: Settings, watch: Watch, *, with_vetoed: bool) -> Report:
    """Every claim in the documents at `paths`, also those that recur nowhere; raises `FactcheckError` as `check`."""
    given = _input(paths, replace(settings, against=()))
    rulebook = given.manner.rulebook()
    given, read = _read(given, rulebook, watch)
    claims = [claim for item in read for claim in (item.claims if with_vetoed else item.standing)]
    header = _header(rulebook, _language((item.document.language for item in read), settings))
    return build_extraction(header, _examined(read), claims, skipped=(*given.skipped, *_unread(read)))


def _known(baseline: Baseline | None, occasion: Occasion) -> Known:
    if baseline is None:
        return Known(today=occasion.today, heeded=False)
    return Known(acceptances=baseline.acceptances, by=name_of(baseline.path), today=occasion.today)


def _changed(names: Iterable[str], occasion: Occasion) -> frozenset[str] | None:
    """Those of the documents whose files somebody works on."""
    changed = occasion.changed
    return None if changed is None else frozenset(name for name in names if Path(name).resolve() in changed)


def _check_archive(paths: Sequence[str], settings: Settings, watch: Watch, known: Known, occasion: Occasion) -> Report:
    """Compares the documents of an archive with one another, from the archive alone."""
    archived_at = next(path for path in paths if is_archive(Path(path)))
    if len(paths) > 1 or settings.against:
        raise FactcheckError(f"{shown(archived_at)}: an archive is checked alone; --against compares documents with it")
    if settings.date:
        raise FactcheckError(f"{shown(archived_at)}: --date is for documents; give it to factcheck index build")
    rulebook = Manner(rules=settings.rules, aliases=settings.aliases).rulebook()
    judged: list[Judged] = []
    accepted = {acceptance.finding for acceptance in known.acceptances}
    with opened([Path(paths[0])], (), Manner(), rulebook, lambda *_: None) as (archive,):
        listed = list(archive.reader.listed())
        language = _language((stored.language for stored in listed), settings)
        for facts, claims in crosswise(archive, rulebook, lambda done, total: watch("aligning", done, total)):
            watch("judging", 0, 1)
            limited = [limit_fact(fact) for fact in facts]
            found = judge_facts(
                [item.fact for item in limited],
                rulebook.verdicts,
                language=language,
                claims=claims,
                traced=settings.steps or settings.writes(Format.JSON),
            )
            for item, findings in zip(limited, found, strict=True):
                kept = tuple(
                    _slim(finding, settings)
                    for finding in findings
                    if finding.confidence >= settings.min_confidence
                    or finding.fingerprint in accepted
                    # One that is accepted by a pair it stands for.
                    or (accepted and item.alike)
                )
                if kept:
                    judged.append(Judged(limited=item, findings=kept))
        quoted = {claim.document for item in judged for claim in item.limited.fact.claims}
        examined = [
            Examined(
                document=archive.reader.document(stored, whole=stored.name in quoted),
                role=CHECKED,
                claims=stored.claims,
            )
            for stored in listed
        ]
        names = frozenset(stored.name for stored in listed)
        return build_report(
            _header(rulebook, language),
            examined,
            judged,
            min_confidence=settings.min_confidence,
            known=replace(known, checked=names),
            changed=_changed(names, occasion),
            authority=settings.authority,
        )


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


def _read(given: _Input, rulebook: Rulebook, watch: Watch) -> tuple[_Input, list[Reading]]:
    """Reads the documents under check; those that cannot be read are no longer among them."""
    read: list[Reading] = []
    skipped = []
    checked = []
    reading = each(given.checked, len(given.checked), read_or_skip, given.manner, rulebook)
    for done, source in enumerate(given.checked):
        watch("reading", done, len(given.checked))
        item = next(reading)
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            read.append(item)
            checked.append(source)
    require_any(given.checked, skipped)
    return replace(given, checked=tuple(checked), skipped=(*given.skipped, *skipped)), read


def _compared(read: Sequence[Reading], given: _Input, rulebook: Rulebook, watch: Watch, known: Known) -> _Compared:
    claims = [claim for item in read for claim in item.standing]
    if not given.against and not given.archives:
        watch("aligning", 0, 1)
        return _Compared(facts=align(claims, rulebook), claims=claims)
    # Standard input can be read but once.
    twice = frozenset(source.name for source in given.checked if source.path is None and source in given.against)
    against = [source for source in given.against if source.name not in twice]

    def count(done: int, total: int) -> None:
        watch("reading the archive", done, total)

    with opened(given.archives, against, given.manner, rulebook, count) as archives:
        watch("aligning", 0, 1)
        compared = _against(archives, twice, read, given, rulebook)
        # Of an archive only what is quoted is reported on, and an accepted pair may be with another of its documents.
        accepted = {side.document for acceptance in known.acceptances for side in acceptance.sides}
        there = (stored.name for archive in archives for stored in archive.reader.known("name", accepted))
        return replace(compared, archived=twice.union(there))


def _against(
    archives: Sequence[Archive], twice: frozenset[str], read: Sequence[Reading], given: _Input, rulebook: Rulebook
) -> _Compared:
    """What the checked documents have to do with archives; those that are in one too stand for themselves there."""
    shared = [archive.shared(given.checked) for archive in archives]
    own = twice.union(*(each.values() for each in shared))
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
    return _Compared(
        facts=kept,
        claims=claims,
        examined=tuple(archived(archives, shared, found, quoted)),
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


def _unread(read: Sequence[Reading]) -> Iterator[Skipped]:
    """The parts of files that could not be read."""
    for item in read:
        for reason in item.document.unread:
            yield Skipped(path=item.document.name, reason=reason)


def _header(rulebook: Rulebook, language: str) -> Header:
    return Header(
        version=__version__,
        rules_digest=rulebook.digest,
        language=language,
        rule_names={rule.id: rule.name for rule in rulebook.verdicts},
        rule_summaries={rule.id: rule.summary for rule in rulebook.verdicts},
    )
