"""Writes every finding as a row of a table, for spreadsheets."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Severity
from factcheck.model.report import Report, ReportedFact
from factcheck.report.advice import advice
from factcheck.report.excerpt import one_line
from factcheck.report.lookup import Lookup
from factcheck.report.ordered import Ordered
from factcheck.report.when import extent_in_words
from factcheck.report.where import in_words

_SIDE = ("document", "place", "line", "column", "figure", "period", "quote")
_COLUMNS = ("finding", "fact", "status", "severity", "confidence", "rule", "explanation", "advice")
#: How a cell begins that a spreadsheet would work out and not show.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_LOUDNESS = {severity: rank for rank, severity in enumerate(Severity)}


def render_csv(report: Report) -> Iterator[str]:
    """A row a pair under a row of names, the gravest first, consistent pairs too.

    Begins with a byte-order mark, without which spreadsheets take UTF-8 for something else; a cell that would be a
    formula begins with an apostrophe. Lines end as RFC 4180 wants, with a carriage return and a line feed.
    """
    lookup = Lookup(report)
    rows = Ordered[str]()
    for fact in report.facts:
        for finding in fact.findings:
            key = (-_LOUDNESS[finding.severity], -finding.confidence)
            rows.add(key, _written(map(_harmless, _row(fact, finding, report, lookup))))
    yield "\ufeff" + _written((*_COLUMNS, *(f"{side}_{name}" for side in ("left", "right") for name in _SIDE)))
    yield from rows


def _written(row: Iterable[str]) -> str:
    output = StringIO()
    csv.writer(output).writerow(row)
    return output.getvalue()


def _row(fact: ReportedFact, finding: Finding, report: Report, lookup: Lookup) -> tuple[str, ...]:
    return (
        finding.fingerprint,
        fact.label,
        finding.status.value,
        finding.severity.value,
        f"{finding.confidence:.3f}",
        f"{finding.rule} {report.rule_names.get(finding.rule, '')}".rstrip(),
        finding.explanation,
        advice(report, finding),
        *_side(finding.pair.left, lookup, report.language),
        *_side(finding.pair.right, lookup, report.language),
    )


def _side(claim: Claim, lookup: Lookup, language: str) -> tuple[str, ...]:
    source = lookup.source(claim)
    place = source.place(claim.span.start)
    period = extent_in_words(claim.period, language)
    where = in_words(source.document.location(claim.span.start), place, language)
    return claim.document, where, str(place.line), str(place.column), claim.text, period, source.quote(claim).text


def _harmless(cell: str) -> str:
    line = one_line(cell).strip()
    return f"'{line}" if _FORMULA.match(line) else line
