"""Writes the problems of a report as SARIF 2.1.0, for code scanning; the other side is a related location."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from factcheck.model.claim import Claim
from factcheck.model.finding import Severity
from factcheck.model.report import Report
from factcheck.report.excerpt import one_line
from factcheck.report.problems import Problem, Problems

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: The part of a result's identity that we give; the number changes when the way of making it does.
_FINGERPRINT = "factcheckPair/v1"
#: What makes a link of a message, and what keeps it from that.
_LINK = re.compile(r"[\\\[\]]")
#: How far in the results of a run stand.
_DEPTH = 4
#: The folder that relative paths start from.
_ROOT = "%SRCROOT%"

Json = Mapping[str, Any]


def render_sarif(report: Report, *, failing: Collection[Severity]) -> Iterator[str]:
    """One run with a result for each pair; columns count code points. Ends with a line feed."""
    problems = Problems(report, failing)
    results = problems.each(lambda problem: _result(problem, problems))
    used = sorted({result["ruleId"] for result in results})
    run = {"tool": {"driver": _driver(report, used)}, "columnKind": "unicodeCodePoints", "results": []}
    before, after = _written({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, 0).rsplit("[]", 1)
    yield before
    opening = "["
    for result in results:
        yield f"{opening}\n    {_written(result | {'ruleIndex': used.index(result['ruleId'])}, _DEPTH)}"
        opening = ","
    yield ("[]" if opening == "[" else "\n   ]") + after + "\n"


def _written(value: Any, depth: int) -> str:
    """JSON with a member or an entry a line, `depth` blanks in.

    As the library writes it, which would leave more than a kilobyte of closures behind a result.
    """
    if not value or not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    line = "\n" + " " * depth
    if isinstance(value, list):
        return "[" + ",".join(f"{line} {_written(entry, depth + 1)}" for entry in value) + line + "]"
    members = (f"{line} {json.dumps(name)}: {_written(member, depth + 1)}" for name, member in value.items())
    return "{" + ",".join(members) + line + "}"


def _driver(report: Report, used: Sequence[str]) -> Json:
    return {
        "name": "factcheck",
        "version": report.version,
        "rules": [_rule(rule, report) for rule in used],
    }


def _rule(rule: str, report: Report) -> Json:
    """A rule with its summary, which is in English whatever the language of the report."""
    name = report.rule_names.get(rule, rule)
    summary = report.rule_summaries.get(rule, name)
    return {"id": rule, "name": name, "shortDescription": {"text": summary}, "fullDescription": {"text": summary}}


def _result(problem: Problem, problems: Problems) -> dict[str, Any]:
    """A result, whose rule has no number before all rules are known."""
    finding = problem.finding
    return {
        "ruleId": finding.rule,
        "ruleIndex": None,
        "level": finding.severity.value,
        "message": _message("\n".join(problems.message(problem))),
        "locations": [_location(problem.here, problems)],
        "relatedLocations": [
            _location(problem.there, problems) | {"id": 1, "message": _message(problems.other(problem))}
        ],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "properties": {"confidence": round(finding.confidence, 3), "status": finding.status.value},
    }


def _message(text: str) -> Json:
    """A plain message, in which brackets would be a link (SARIF 2.1.0, 3.11.6)."""
    return {"text": _LINK.sub(r"\\\g<0>", text)}


def _location(claim: Claim, problems: Problems) -> dict[str, Any]:
    """A region of a text; of another file, where no line leads to a figure, its place in words."""
    if not problems.is_text(claim):
        where = {"fullyQualifiedName": problems.where(claim)}
        return {"physicalLocation": {"artifactLocation": _artifact(claim.document)}, "logicalLocations": [where]}
    start, end = problems.place(claim), problems.end(claim)
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "snippet": {"text": one_line(claim.text)},
    }
    return {"physicalLocation": {"artifactLocation": _artifact(claim.document), "region": region}}


def _artifact(name: str) -> Json:
    """A document as a reference: a relative one starts from the root of the sources, an absolute one is a file's."""
    path = quote(name, safe="/-._~")
    return {"uri": f"file://{path}"} if name.startswith("/") else {"uri": path, "uriBaseId": _ROOT}
