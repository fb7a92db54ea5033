"""Writes a report as JSON: version 1 of the format that docs/report.schema.json describes, changed only by adding.

Every claim, fact and finding stands on a line of its own, so that two reports can be compared line by line.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from factcheck.model.acceptance import Accepted, Stale
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Status
from factcheck.model.location import Location, Region
from factcheck.model.period import Grain, Period
from factcheck.model.quantity import Quantity
from factcheck.model.report import Report, ReportedDocument, ReportedFact
from factcheck.report.escape import escaped
from factcheck.report.lookup import Identity, Lookup, identity
from factcheck.report.ordered import Ordered
from factcheck.report.where import column_name

SCHEMA_VERSION = 1

Json = Mapping[str, Any]


def render_json(report: Report) -> Iterator[str]:
    """The report of a check, piece by piece; ends with a line feed."""
    # Facts are read once, and the lines of their findings kept until the facts are written.
    findings = Ordered[str]()
    yield from _head(report)
    yield from _list("claims", _claims(report))
    yield from _list("facts", _facts(report, findings))
    yield from _list("findings", findings)
    yield from _list("accepted", (_inline(_accepted(accepted)) for accepted in report.accepted))
    yield _member(
        "summary", _summary(report) | {"accepted": len(report.accepted), "stale": list(map(_stale, report.stale))}
    )
    yield "}\n"


def render_extraction_json(report: Report) -> Iterator[str]:
    """The report of an extraction: documents and claims, without facts and findings."""
    kept = ("documents", "claims", "skipped")
    yield from _head(report)
    yield from _list("claims", _claims(report))
    yield _member("summary", {name: value for name, value in _summary(report).items() if name in kept})
    yield "}\n"


def plain(value: Decimal) -> str:
    """The number in full, without exponent, trailing zeros or a sign before zero."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _head(report: Report) -> Iterator[str]:
    yield f'{{"schema_version": {SCHEMA_VERSION}'
    yield _member("tool", {"name": "factcheck", "version": report.version, "rules_digest": report.rules_digest})
    yield from _list("documents", (_inline(_document(reported)) for reported in report.documents))


def _claims(report: Report) -> Iterator[str]:
    lookup = Lookup(report)
    return (_inline(_claim(id_, claim, lookup)) for id_, claim in report.claims.items())


def _facts(report: Report, findings: Ordered[str]) -> Iterator[str]:
    """The facts; adds their findings to `findings`."""
    for fact in report.facts:
        ids = {identity(claim): id_ for id_, claim in fact.claims.items()}
        for finding in fact.findings:
            line = _inline(_finding(fact, finding, report, ids))
            findings.add((), line, weight=1 + len(line) // 1000)
        yield _inline(_fact(fact))


def _document(reported: ReportedDocument) -> Json:
    document = reported.document
    published = document.published
    return {
        "id": reported.id,
        "path": document.name,
        "title": document.title,
        "language": document.language,
        "role": reported.role,
        "published": {"start": _day(published.start), "end": _day(published.end), "basis": published.basis.value},
        "claims": reported.claims,
        **({"notes": list(document.notes)} if document.notes else {}),
    }


def _claim(id_: str, claim: Claim, lookup: Lookup) -> Json:
    source = lookup.source(claim)
    place = source.place(claim.span.start)
    location = source.document.location(claim.span.start)
    written = {
        "id": id_,
        "document": source.id,
        "text": claim.text,
        "start": claim.span.start,
        "end": claim.span.end,
        "line": place.line,
        "column": place.column,
        **({"location": _location(location)} if location else {}),
        "quote": source.quote(claim).text,
        "subject": claim.subject.text if claim.subject else None,
        "measure": claim.measure.text if claim.measure else None,
        "scope": [{"role": item.role.value, "text": item.text} for item in claim.scope],
        "kind": claim.kind.value,
        "quantity": _quantity(claim.quantity),
        "period": _period(claim.period),
    }
    return written | ({"vetoed": claim.vetoed} if claim.vetoed is not None else {})


def _location(location: Location) -> Json:
    """What is known of a place, and the name that a workbook has for its cell."""
    cell = f"{column_name(location.column)}{location.row}" if location.sheet and location.column else None
    parts = {
        "region": None if location.region is Region.BODY else location.region.value,
        "page": location.page,
        "line": location.line,
        "paragraph": location.paragraph,
        "sheet": location.sheet,
        "table": location.table,
        "row": location.row,
        "column": location.column,
        "cell": cell,
        "heading": location.heading,
    }
    return {name: value for name, value in parts.items() if value is not None}


def _quantity(quantity: Quantity) -> Json:
    return {
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "low_closed": quantity.low_closed,
        "high_closed": quantity.high_closed,
        "unit": quantity.unit,
        "dimension": str(quantity.dimension),
        "modifier": quantity.modifier.value,
        "base_low": _number(quantity.base_low),
        "base_high": _number(quantity.base_high),
    }


def _period(period: Period) -> Json:
    minutes = period.grain in {Grain.MINUTE, Grain.HOUR} or (
        (period.start is not None and period.start.time() != time(0, 0))
        or (period.end is not None and period.end.time() != time(23, 59))
    )
    moment = _minute if minutes else _day
    return {"start": moment(period.start), "end": moment(period.end), "basis": period.basis.value}


def _fact(fact: ReportedFact) -> Json:
    return {"id": fact.id, "label": fact.label, "claims": list(fact.claims), "status": fact.status.value}


def _finding(fact: ReportedFact, finding: Finding, report: Report, ids: Mapping[Identity, str]) -> Json:
    trusted = report.trusted(finding)
    written = {
        "id": finding.fingerprint,
        "type": "pair",
        "fact": fact.id,
        "claims": [ids[identity(side)] for side in (finding.pair.left, finding.pair.right)],
        "status": finding.status.value,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 3),
        "explanation": finding.explanation,
        "steps": [
            {"condition": step.condition, "held": step.held, "left": step.left, "right": step.right}
            for step in finding.steps
        ],
        "likelihood": round(finding.pair.likelihood, 4),
        "levels": [
            {"comparison": level.comparison, "level": level.level, "weight": level.weight}
            for level in finding.pair.levels
        ],
    }
    return written | ({"advice": ids[identity(trusted)]} if trusted else {})


def _accepted(accepted: Accepted) -> Json:
    finding = accepted.finding
    return {
        "id": finding.fingerprint,
        "status": finding.status.value,
        "severity": finding.severity.value,
        "reason": accepted.reason,
        "by": accepted.by,
        "fact": accepted.fact,
        "sides": [
            {"document": claim.document, "figure": claim.text} for claim in (finding.pair.left, finding.pair.right)
        ],
    }


def _stale(stale: Stale) -> Json:
    return {
        "id": stale.finding,
        "what": stale.what,
        "reason": stale.reason,
        "by": stale.by,
        "lapse": stale.lapse.value,
    }


def _summary(report: Report) -> dict[str, Any]:
    return {
        "documents": len(report.documents),
        "claims": sum(reported.claims for reported in report.documents),
        "facts": len(report.facts),
        **{status.value: report.counts.get(status, 0) for status in Status},
        "skipped": [{"path": entry.path, "reason": entry.reason} for entry in report.skipped],
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _day(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()[:10]


def _minute(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="minutes")


def _list(name: str, lines: Iterable[str]) -> Iterator[str]:
    """A member that is a list, each of its entries on a line of its own."""
    opening = f',\n "{name}": ['
    empty = True
    for line in lines:
        yield f"{opening}\n  {line}" if empty else f",\n  {line}"
        empty = False
    yield f"{opening}]" if empty else "\n ]"


def _member(name: str, value: Json) -> str:
    return f',\n "{name}": {_inline(value)}'


def _inline(value: Any) -> str:
    """JSON on one line. Outside strings it is ASCII without controls, so what is escaped stands inside one."""
    return escaped(json.dumps(value, ensure_ascii=False))
