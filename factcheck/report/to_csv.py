"""Writes every finding as a row of a table, for spreadsheets."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from factcheck.model.claim import Claim
from factcheck.model.finding import Severity
from factcheck.model.report import Report
from factcheck.report.advice import advice
from factcheck.report.excerpt import one_line
from factcheck.report.lookup import Lookup
from factcheck.report.when import extent_in_words
from factcheck.report.where import in_words

_SIDE = ("document", "place", "line", "column", "figure", "period", "quote")
_COLUMNS = ("finding", "fact", "status", "severity", "confidence", "rule", "explanation", "advice")
#: How a cell begins that a spreadsheet would work out and not show.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_LOUDNESS = {severity: rank for rank, severity in enumerate(Severity)}


def render_csv(report: Report) -> str:
    """A row a pair under a row of names, the gravest first, consistent pairs too.

    Begins with a byte-order mark, without which spreadsheets take UTF-8 for something else; a cell that would be a
    formula begins with an apostrophe. Lines end as RFC 4180 wants, with a carriage return and a line feed.
    """
    output = StringIO()
    writer = csv.writer(output)
    writer.writerow((*_COLUMNS, *(f"{side}_{name}" for side in ("left", "right") for name in _SIDE)))
    writer.writerows([_harmless(cell) for cell in row] for row in _rows(report))
    return "\ufeff" + output.getvalue()


def _rows(report: Report) -> Iterator[tuple[str, ...]]:
    lookup = Lookup(report)
    found = [(fact, finding) for fact in report.facts for finding in fact.findings]
    found.sort(key=lambda each: (-_LOUDNESS[each[1].severity], -each[1].confidence))
    for fact, finding in found:
        yield (
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
