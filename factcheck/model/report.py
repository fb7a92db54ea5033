"""Everything one run has to say, ready to render."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol, TypeVar

from msgspec import Struct, field

from factcheck.model.acceptance import Accepted, Stale
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.finding import Finding, Severity, Status

Item_co = TypeVar("Item_co", covariant=True)


class Skipped(Struct, frozen=True, kw_only=True):
    """Something that was not checked, and why; `path` names a file, or the id of a fact partly left out.

    `failed` marks a document of a folder that should have been read and could not be.
    """

    path: str
    reason: str
    failed: bool = False


class ReportedDocument(Struct, frozen=True, kw_only=True):
    """A document in a report; `role` is "checked" or "archive", `claims` counts all that were extracted from it."""

    id: str
    document: Document
    role: str
    claims: int


class ReportedFact(Struct, frozen=True, kw_only=True):
    """A fact with its claims by their ids, in the order of these, and its findings.

    `status` is the worst of its findings.
    """

    id: str
    label: str
    claims: Mapping[str, Claim]
    findings: tuple[Finding, ...]
    status: Status


class Listed(Protocol[Item_co]):
    """Items in their order, read one after the other, as often as one likes; perhaps more than memory holds."""

    def __iter__(self) -> Iterator[Item_co]: ...

    def __len__(self) -> int: ...


class Documents(Listed[ReportedDocument], Protocol):
    """Documents in the order of their names; one after the other, those of an archive come without their texts."""

    def named(self, name: str) -> ReportedDocument:
        """The document of that name with its text. Raises `KeyError` where there is none."""


def _nobody(_: Finding) -> None:
    return None


class Report(Struct, frozen=True, kw_only=True):
    """The result of a run: sorted, filtered, counted. Renderers only write it down, and keep no more than they need.

    `claims` maps ids ("c17") to claims in the order of documents and offsets; `documents` are in the order of names.
    `counts` has one entry a status, `severities` one a severity. `language` is the language of explanations and of
    renderers' own words.
    `rule_names` and `rule_summaries` have the names of verdict rules, and what they say in a sentence, by id.
    `changed` names the documents that somebody works on, where the run was told; empty where it was not.
    `accepted` are findings that somebody knows of, which are in no fact and no count, and `stale` the acceptances that
    did nothing. `trusted` says which figure of a conflict has the source that the user trusts more, if either has.
    """

    version: str
    rules_digest: str
    language: str
    documents: Documents
    claims: Mapping[str, Claim]
    facts: Listed[ReportedFact]
    counts: Mapping[Status, int]
    severities: Mapping[Severity, int]
    skipped: tuple[Skipped, ...]
    rule_names: Mapping[str, str] = field(default_factory=dict)
    rule_summaries: Mapping[str, str] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    accepted: tuple[Accepted, ...] = ()
    stale: tuple[Stale, ...] = ()
    trusted: Callable[[Finding], Claim | None] = _nobody
