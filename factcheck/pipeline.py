"""Runs the stages in their order, from paths to a report; it decides what meets what, and leaves the rest to them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck import __version__
from factcheck.align import align
from factcheck.extract import extract
from factcheck.judge import judge_facts
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.errors import FactcheckError
from factcheck.model.pair import Fact, Pair
from factcheck.model.report import Report, Skipped
from factcheck.read.dating import DateOverride, choose_override, parse_date_option
from factcheck.read.reading import read_source
from factcheck.read.sources import Source, Sources, find_sources
from factcheck.read.viewing import viewed
from factcheck.report.build import Examined, Header, Judged, build_extraction, build_report
from factcheck.report.limit import limit_fact
from factcheck.rulebook.load import Rulebook, load_rulebook
from factcheck.settings import Language, Settings

#: Told how far a step has come: its name, what is done and how much there is. Called often; must be quick.
Watch = Callable[[str, int, int], None]

CHECKED, ARCHIVE = "checked", "archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Input:
    """What a run reads. `checked` and `archive` are names; a document may be in both, and there may be no archive."""

    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]
    checked: frozenset[str]
    archive: frozenset[str]
    dates: tuple[DateOverride, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A document with every claim in it, the vetoed ones too."""

    document: Document
    claims: tuple[Claim, ...]

    @property
    def standing(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.vetoed is None)


def check(paths: Sequence[str], settings: Settings, watch: Watch) -> Report:
    """Compares the documents at `paths` with one another or, where the settings name an archive, with that.

    Raises `FactcheckError` for what the user can mend.
    """
    given = _input(paths, settings)
    rulebook = _rulebook(settings)
    read = _read(given, settings, rulebook, watch)
    language = _language(read, given, settings)
    watch("aligning", 0, 1)
    limited = [limit_fact(fact) for fact in _facts(read, given, rulebook)]
    watch("judging", 0, 1)
    standing = (claim for item in read for claim in item.standing)
    found = judge_facts([item.fact for item in limited], rulebook.verdicts, language=language, claims=standing)
    return build_report(
        _header(rulebook, language),
        _examined(read, given),
        [Judged(limited=item, findings=findings) for item, findings in zip(limited, found, strict=True)],
        min_confidence=settings.min_confidence,
        skipped=given.skipped,
    )


def extract_claims(paths: Sequence[str], settings: Settings, watch: Watch, *, with_vetoed: bool) -> Report:
    """Every claim in the documents at `paths`, also those that recur nowhere; raises `FactcheckError` as `check`."""
    given = _input(paths, replace(settings, against=()))
    rulebook = _rulebook(settings)
    read = _read(given, settings, rulebook, watch)
    claims = [claim for item in read for claim in (item.claims if with_vetoed else item.standing)]
    header = _header(rulebook, _language(read, given, settings))
    return build_extraction(header, _examined(read, given), claims, skipped=given.skipped)


def _rulebook(settings: Settings) -> Rulebook:
    """The rules with the user's aliases, as documents would show these."""
    rulebook = load_rulebook(settings.rules)
    try:
        return rulebook.knowing(settings.aliases.rewritten(lambda name: viewed(name, rulebook.layout)))
    except ValueError as error:
        raise FactcheckError(f"aliases: {error}") from error


def _input(paths: Sequence[str], settings: Settings) -> _Input:
    checked = find_sources(paths)
    against = find_sources(settings.against) if settings.against else Sources(files=(), skipped=())
    names = {source.path.resolve() if source.path else None: source.name for source in checked.files}
    others = []
    shared = set()
    for source in against.files:
        name = names.get(source.path.resolve() if source.path else None)
        if name is None:
            others.append(source)
        else:
            shared.add(name)
    sources = tuple(sorted((*checked.files, *others), key=lambda source: source.name))
    return _Input(
        sources=sources,
        skipped=tuple({entry.path: entry for entry in (*against.skipped, *checked.skipped)}.values()),
        checked=frozenset(names.values()),
        archive=frozenset(source.name for source in others) | shared,
        dates=_dates(sources, settings),
    )


def _dates(sources: Sequence[Source], settings: Settings) -> tuple[DateOverride, ...]:
    if not settings.date:
        return tuple(parse_date_option(option) for option in settings.file_date)
    dates = tuple(parse_date_option(option) for option in settings.date)
    for date in dates:
        if not any(date.concerns(source.name) for source in sources):
            raise FactcheckError(f"--date {date.file}: no document of that name is read; name it as in the report")
    return dates


def _read(given: _Input, settings: Settings, rulebook: Rulebook, watch: Watch) -> list[_Read]:
    read = []
    for done, source in enumerate(given.sources):
        watch("reading", done, len(given.sources))
        document = read_source(
            source,
            layout=rulebook.layout,
            encoding=settings.encoding,
            override=choose_override(given.dates, source.name),
        )
        extraction = extract(document, rulebook)
        read.append(_Read(document=extraction.document, claims=extraction.claims))
    return read


def _facts(read: Sequence[_Read], given: _Input, rulebook: Rulebook) -> list[Fact]:
    """The facts whose figures are to be compared, each with those pairs only."""
    claims = [claim for item in read for claim in item.standing]
    if not given.archive:
        return list(align(claims, rulebook))
    apart = given.checked.isdisjoint(given.archive)
    facts = align(claims, rulebook, checked=given.checked if apart else None)
    digests = {item.document.name: item.document.digest for item in read}
    return [fact for fact in (_against(fact, given, digests) for fact in facts) if fact.pairs]


def _against(fact: Fact, given: _Input, digests: Mapping[str, str]) -> Fact:
    """The fact with the pairs of a checked document and an archived one that is not its copy."""

    def wanted(pair: Pair) -> bool:
        left, right = pair.left.document, pair.right.document
        meet = (left in given.checked and right in given.archive) or (right in given.checked and left in given.archive)
        return meet and digests[left] != digests[right]

    return replace(fact, pairs=tuple(pair for pair in fact.pairs if wanted(pair)))


def _language(read: Sequence[_Read], given: _Input, settings: Settings) -> str:
    """The language of the report: as told, or that of most checked documents, Chinese where they are even."""
    if settings.lang is not None:
        return settings.lang.value
    counts = Counter(item.document.language for item in read if item.document.name in given.checked)
    chinese, english = counts[Language.CHINESE.value], counts[Language.ENGLISH.value]
    return (Language.ENGLISH if english > chinese else Language.CHINESE).value


def _examined(read: Sequence[_Read], given: _Input) -> Iterator[Examined]:
    for item in read:
        role = CHECKED if item.document.name in given.checked else ARCHIVE
        yield Examined(document=item.document, role=role, claims=len(item.standing))


def _header(rulebook: Rulebook, language: str) -> Header:
    names = {rule.id: rule.name for rule in rulebook.verdicts}
    return Header(version=__version__, rules_digest=rulebook.digest, language=language, rule_names=names)
