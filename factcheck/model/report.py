"""Everything one run has to say, ready to render."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from factcheck.model.acceptance import Accepted, Stale
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.finding import Finding, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something that was not checked, and why; `path` names a file, or the id of a fact partly left out.

    `failed` marks a document of a folder that should have been read and could not be.
    """

    path: str
    reason: str
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedDocument:
    """A document in a report; `role` is "checked" or "archive", `claims` counts all that were extracted from it."""

    id: str
    document: Document
    role: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFact:
    """A fact with the ids of its claims and findings; `status` is the worst of its findings."""

    id: str
    label: str
    claims: tuple[str, ...]
    findings: tuple[Finding, ...]
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of a run: sorted, filtered, counted. Renderers only write it down.

    `claims` maps ids ("c17") to claims in the order of documents and offsets; `documents` are in the order of names.
    `counts` has one entry a status. `language` is the language of explanations and of renderers' own words.
    `rule_names` and `rule_summaries` have the names of verdict rules, and what they say in a sentence, by id.
    `changed` names the documents that somebody works on, where the run was told; empty where it was not.
    `accepted` are findings that somebody knows of, which are in no fact and no count, and `stale` the acceptances that
    did nothing. `trusted` has, by fingerprint, the figure of a conflict whose source the user trusts more.
    """

    version: str
    rules_digest: str
    language: str
    documents: tuple[ReportedDocument, ...]
    claims: Mapping[str, Claim]
    facts: tuple[ReportedFact, ...]
    counts: Mapping[Status, int]
    skipped: tuple[Skipped, ...]
    rule_names: Mapping[str, str] = field(default_factory=dict)
    rule_summaries: Mapping[str, str] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    accepted: tuple[Accepted, ...] = ()
    stale: tuple[Stale, ...] = ()
    trusted: Mapping[str, Claim] = field(default_factory=dict)
