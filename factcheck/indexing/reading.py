"""Reads documents and extracts their claims."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct, field

from factcheck.extract import extract
from factcheck.model.alias import Aliases
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.errors import FactcheckError, InputError
from factcheck.model.report import Skipped
from factcheck.read.dating import DateOverride, choose_override
from factcheck.read.reading import read_source
from factcheck.read.sources import Source, shown
from factcheck.read.viewing import viewed
from factcheck.rulebook.load import Rulebook, load_rulebook


class Manner(Struct, frozen=True, kw_only=True):
    """How documents are read, in a form that another process can be told."""

    rules: Path | None = None
    aliases: Aliases = field(default_factory=Aliases)
    encoding: str | None = None
    dates: tuple[DateOverride, ...] = ()

    def rulebook(self) -> Rulebook:
        """The rules with the user's aliases, as documents would show these."""
        rulebook = load_rulebook(self.rules)
        try:
            return rulebook.knowing(self.aliases.rewritten(lambda name: viewed(name, rulebook.layout)))
        except ValueError as error:
            raise FactcheckError(f"aliases: {error}") from error


class Reading(Struct, frozen=True, kw_only=True):
    """A document with every claim in it, the vetoed ones too."""

    document: Document
    claims: tuple[Claim, ...]

    @property
    def standing(self) -> tuple[Claim, ...]:
        """The claims that no rule vetoes."""
        return tuple(claim for claim in self.claims if claim.vetoed is None)


def read_document(source: Source, manner: Manner, rulebook: Rulebook, content: bytes | None = None) -> Reading:
    """Reads one document, from its `content` where that was read before. Raises `InputError` where it cannot be."""
    document = read_source(
        source,
        layout=rulebook.layout,
        content=content,
        encoding=manner.encoding,
        override=choose_override(manner.dates, source.name),
    )
    return extracted(document, rulebook)


def read_or_skip(source: Source, manner: Manner, rulebook: Rulebook) -> Reading | Skipped:
    """Reads one document, or says why it cannot be read. Raises `InputError` for one that was named."""
    try:
        return read_document(source, manner, rulebook)
    except InputError as error:
        return unreadable(source, error)


def unreadable(source: Source, error: InputError) -> Skipped:
    """What to say of a document of a folder that cannot be read; raises the error of one that was named."""
    if not source.found:
        raise error
    return Skipped(path=source.name, reason=str(error).removeprefix(f"{shown(source.name)}: "), failed=True)


def require_any(sources: Sequence[Source], skipped: Iterable[Skipped]) -> None:
    """Raises `InputError` where none of the documents could be read."""
    failed = [entry for entry in skipped if entry.failed]
    if failed and len(failed) == len(sources):
        raise InputError(f"{shown(failed[0].path)}: {failed[0].reason}")


def extracted(document: Document, rulebook: Rulebook) -> Reading:
    """A document with its claims."""
    extraction = extract(document, rulebook)
    return Reading(document=extraction.document, claims=extraction.claims)
