"""Puts facts and findings in order, leaves out what is too unsure to show, and numbers and counts the rest."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from factcheck.model.acceptance import Accepted
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.finding import Finding, Status
from factcheck.model.pair import CLAIMS_PER_FACT
from factcheck.model.report import Report, ReportedDocument, ReportedFact, Skipped
from factcheck.report.authority import Authority
from factcheck.report.known import Known, Settling
from factcheck.report.limit import Limited
from factcheck.report.lookup import Identity, identity

Key = tuple[str, int, int]

_GRAVITY = {status: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A document that was read; `role` is "checked" or "archive", `claims` counts those extracted from it."""

    document: Document
    role: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A fact with the findings on its pairs."""

    limited: Limited
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a report says of the run itself; `rule_names` and `rule_summaries` have names and summaries by id."""

    version: str
    rules_digest: str
    language: str
    rule_names: Mapping[str, str]
    rule_summaries: Mapping[str, str] = field(default_factory=dict)


def build_report(  # noqa: PLR0913 each is a wish of its own, and passed by its name
    header: Header,
    documents: Iterable[Examined],
    judged: Iterable[Judged],
    *,
    min_confidence: float,
    skipped: Iterable[Skipped] = (),
    known: Known | None = None,
    changed: Collection[str] | None = None,
    authority: Sequence[str] = (),
) -> Report:
    """The report on `judged`, whatever the order of the arguments.

    Left out are findings below `min_confidence`, those that are `known` or accepted by a comment, and those with
    neither side in the documents `changed`; with them the facts and claims that no other finding refers to.
    `authority` is the user's order of sources.
    """
    examined = list(documents)
    settling = Settling(known or Known(), (item.document for item in examined))
    wanted = _Wanted(min_confidence=min_confidence, changed=changed)
    kept = [(_in_place(filter(wanted.has, settling.shown(item.findings, item.limited))), item) for item in judged]
    shown = [(findings, _claims_shown(findings, item), item) for findings, item in kept if findings]
    shown.sort(key=lambda entry: ([claim.key for claim in entry[1]], entry[2].limited.fact.label))
    claims = _numbered(claim for _, shown_claims, _ in shown for claim in shown_claims)
    ids = {identity(claim): id_ for id_, claim in claims.items()}
    facts = tuple(
        _fact(f"f{number}", item, findings, [ids[identity(claim)] for claim in of_fact])
        for number, (findings, of_fact, item) in enumerate(shown, 1)
    )
    limits = [_limit_note(fact.id, item) for fact, (_, _, item) in zip(facts, shown, strict=True)]
    report = _report(header, examined, claims, facts, [*_in_order(skipped), *filter(None, limits)])
    trust = Authority(authority, (item.document for item in examined))
    trusted = {finding.fingerprint: trust.trusted(finding) for fact in facts for finding in fact.findings}
    return replace(
        report,
        changed=frozenset(changed or ()),
        accepted=tuple(sorted((each for each in settling.accepted if wanted.has(each.finding)), key=_accepted_order)),
        stale=tuple(settling.stale()),
        trusted={fingerprint: claim for fingerprint, claim in trusted.items() if claim},
    )


def build_extraction(
    header: Header, documents: Iterable[Examined], claims: Iterable[Claim], *, skipped: Iterable[Skipped] = ()
) -> Report:
    """A report of claims alone: it has no facts and no findings."""
    return _report(header, documents, _numbered(claims), (), _in_order(skipped))


def _report(
    header: Header,
    documents: Iterable[Examined],
    claims: Mapping[str, Claim],
    facts: tuple[ReportedFact, ...],
    skipped: Sequence[Skipped],
) -> Report:
    ordered = sorted(documents, key=lambda examined: examined.document.name)
    statuses = [finding.status for fact in facts for finding in fact.findings]
    return Report(
        version=header.version,
        rules_digest=header.rules_digest,
        language=header.language,
        documents=tuple(
            ReportedDocument(id=f"d{number}", document=item.document, role=item.role, claims=item.claims)
            for number, item in enumerate(ordered, 1)
        ),
        claims=claims,
        facts=facts,
        counts={status: statuses.count(status) for status in Status},
        skipped=tuple(skipped),
        rule_names=header.rule_names,
        rule_summaries=header.rule_summaries,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    min_confidence: float
    changed: Collection[str] | None

    def has(self, finding: Finding) -> bool:
        """Whether a finding is sure enough to show, and about a document that changed."""
        if finding.confidence < self.min_confidence:
            return False
        sides = (finding.pair.left, finding.pair.right)
        return self.changed is None or any(side.document in self.changed for side in sides)


def _in_place(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[Key, Key, str]:
    return (finding.pair.left.key, finding.pair.right.key, finding.fingerprint)


def _accepted_order(accepted: Accepted) -> tuple[Key, Key, str]:
    return _order(accepted.finding)


def _claims_shown(findings: Collection[Finding], judged: Judged) -> list[Claim]:
    """The claims of the findings and those that they stand for, in the order of their keys."""
    claims = {identity(side): side for found in findings for side in (found.pair.left, found.pair.right)}
    for group in judged.limited.alike:
        if any(identity(claim) in claims for claim in group):
            claims.update((identity(claim), claim) for claim in group)
    return [claims[key] for key in sorted(claims)]


def _fact(id_: str, judged: Judged, findings: tuple[Finding, ...], claims: Sequence[str]) -> ReportedFact:
    return ReportedFact(
        id=id_,
        label=judged.limited.fact.label,
        claims=tuple(claims),
        findings=findings,
        status=max((finding.status for finding in findings), key=_GRAVITY.__getitem__),
    )


def _numbered(claims: Iterable[Claim]) -> dict[str, Claim]:
    distinct: dict[Identity, Claim] = {identity(claim): claim for claim in claims}
    return {f"c{number}": distinct[key] for number, key in enumerate(sorted(distinct), 1)}


def _limit_note(fact: str, judged: Judged) -> Skipped | None:
    limited = judged.limited
    if not limited.left_out:
        return None
    reason = (
        f"{limited.left_out} of {len(limited.fact.claims)} claims are listed but not compared: of more than "
        f"{CLAIMS_PER_FACT} claims of a fact, as many stand for all, those of different values and periods first"
    )
    return Skipped(path=fact, reason=reason)


def _in_order(skipped: Iterable[Skipped]) -> list[Skipped]:
    return sorted(skipped, key=lambda entry: (entry.path, entry.reason))
