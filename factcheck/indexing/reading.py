"""Reads documents and extracts their claims."""

from dataclasses import dataclass, field
from pathlib import Path

from factcheck.extract import extract
from factcheck.model.alias import Aliases
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.errors import FactcheckError
from factcheck.read.dating import DateOverride, choose_override
from factcheck.read.reading import read_source
from factcheck.read.sources import Source
from factcheck.read.viewing import viewed
from factcheck.rulebook.load import Rulebook, load_rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document with every claim in it, the vetoed ones too."""

    document: Document
    claims: tuple[Claim, ...]

    @property
    def standing(self) -> tuple[Claim, ...]:
        """The claims that no rule vetoes."""
        return tuple(claim for claim in self.claims if claim.vetoed is None)


def read_document(source: Source, manner: Manner, rulebook: Rulebook) -> Reading:
    """Reads one document. Raises `InputError` where it cannot be read."""
    document = read_source(
        source,
        layout=rulebook.layout,
        encoding=manner.encoding,
        override=choose_override(manner.dates, source.name),
    )
    return extracted(document, rulebook)


def extracted(document: Document, rulebook: Rulebook) -> Reading:
    """A document with its claims."""
    extraction = extract(document, rulebook)
    return Reading(document=extraction.document, claims=extraction.claims)
