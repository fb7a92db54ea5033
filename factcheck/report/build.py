"""Puts facts and findings in order, leaves out what is too unsure to show, and numbers and counts the rest."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from factcheck.model.acceptance import Accepted
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Severity, Status
from factcheck.model.pair import CLAIMS_PER_FACT
from factcheck.model.report import Documents, Report, Skipped
from factcheck.report.authority import Authority
from factcheck.report.facts import Gathered
from factcheck.report.known import Known, Settling
from factcheck.report.limit import Limited
from factcheck.report.lookup import Identity, identity

Key = tuple[str, int, int]


class Judged(Struct, frozen=True, kw_only=True):
    """A fact with the findings on its pairs."""

    limited: Limited
    findings: tuple[Finding, ...]


class Header(Struct, frozen=True, kw_only=True):
    """What a report says of the run itself; `rule_names` and `rule_summaries` have names and summaries by id."""

    version: str
    rules_digest: str
    language: str
    rule_names: Mapping[str, str]
    rule_summaries: Mapping[str, str] = field(default_factory=dict)


def build_report(  # noqa: PLR0913 each is a wish of its own, and passed by its name
    header: Header,
    documents: Documents,
    judged: Iterable[Judged],
    *,
    min_confidence: float,
    skipped: Iterable[Skipped] = (),
    known: Known | None = None,
    changed: Collection[str] | None = None,
    authority: Sequence[str] = (),
) -> Report:
    """The report on `judged`, whatever the order of the arguments; of facts it holds no more than memory has room for.

    Left out are findings below `min_confidence`, those that are `known` or accepted by a comment, and those with
    neither side in the documents `changed`; with them the facts and claims that no other finding refers to.
    `authority` is the user's order of sources.
    """
    settling = Settling(known or Known(), documents)
    wanted = _Wanted(min_confidence=min_confidence, changed=changed)
    gathered = Gathered()
    statuses, severities = Counter[Status](), Counter[Severity]()
    limits: dict[int, str] = {}
    for number, (item, findings) in enumerate(_with_findings(judged, settling, wanted)):
        gathered.add(item.limited.fact.label, _claims_shown(findings, item), findings)
        statuses.update(finding.status for finding in findings)
        severities.update(finding.severity for finding in findings)
        if item.limited.left_out:
            limits[number] = _limit_note(item.limited)
    claims = gathered.claims()
    notes = [
        Skipped(path=f"f{place}", reason=limits[number])
        for place, number in enumerate(gathered.numbers(), 1)
        if number in limits
    ]
    return Report(
        version=header.version,
        rules_digest=header.rules_digest,
        language=header.language,
        documents=documents,
        claims=claims,
        facts=gathered.facts(claims),
        counts={status: statuses[status] for status in Status},
        severities={severity: severities[severity] for severity in Severity},
        skipped=(*_in_order(skipped), *notes),
        rule_names=header.rule_names,
        rule_summaries=header.rule_summaries,
        changed=frozenset(changed or ()),
        accepted=tuple(sorted((each for each in settling.accepted if wanted.has(each.finding)), key=_accepted_order)),
        stale=tuple(settling.stale()),
        trusted=Authority(authority, documents).trusted,
    )


def build_extraction(
    header: Header, documents: Documents, claims: Iterable[Claim], *, skipped: Iterable[Skipped] = ()
) -> Report:
    """A report of claims alone: it has no facts and no findings."""
    return Report(
        version=header.version,
        rules_digest=header.rules_digest,
        language=header.language,
        documents=documents,
        claims=_numbered(claims),
        facts=(),
        counts=dict.fromkeys(Status, 0),
        severities=dict.fromkeys(Severity, 0),
        skipped=tuple(_in_order(skipped)),
        rule_names=header.rule_names,
        rule_summaries=header.rule_summaries,
    )


def _with_findings(
    judged: Iterable[Judged], settling: Settling, wanted: "_Wanted"
) -> Iterator[tuple[Judged, tuple[Finding, ...]]]:
    """The facts that have findings to show, with these."""
    for item in judged:
        findings = _in_place(filter(wanted.has, settling.shown(item.findings, item.limited)))
        if findings:
            yield item, findings


class _Wanted(Struct, frozen=True, kw_only=True):
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


def _numbered(claims: Iterable[Claim]) -> dict[str, Claim]:
    distinct: dict[Identity, Claim] = {identity(claim): claim for claim in claims}
    return {f"c{number}": distinct[key] for number, key in enumerate(sorted(distinct), 1)}


def _limit_note(limited: Limited) -> str:
    return (
        f"{limited.left_out} of {len(limited.fact.claims)} claims are listed but not compared: of more than "
        f"{CLAIMS_PER_FACT} claims of a fact, as many stand for all, those of different values and periods first"
    )


def _in_order(skipped: Iterable[Skipped]) -> list[Skipped]:
    return sorted(skipped, key=lambda entry: (entry.path, entry.reason))
