"""Writes the problems of a report as GitLab reads code quality, which shows them in a merge request."""

import json
from collections.abc import Collection, Iterator

from factcheck.model.finding import Severity
from factcheck.model.report import Report
from factcheck.report.escape import escaped
from factcheck.report.ordered import Ordered
from factcheck.report.problems import Problem, Problems

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render_gitlab(report: Report, *, failing: Collection[Severity]) -> Iterator[str]:
    """A list of issues, a line each; GitLab shows one issue a fingerprint, so that pairs which are one are one here.

    Ends with a line feed.
    """
    problems = Problems(report, failing)
    issues = problems.each(lambda problem: (problem.finding.fingerprint, _issue(problem, problems)))
    fingerprints = Ordered[None]()
    for fingerprint, _ in issues:
        fingerprints.add((fingerprint,), None, weight=0)
    told = bytearray(len(issues))
    for at, first in zip(fingerprints.arrivals, fingerprints.firsts, strict=True):
        told[at] = first
    opening = "["
    for (_, issue), first in zip(issues, told, strict=True):
        if first:
            yield opening + issue
            opening = ",\n "
    yield "[]\n" if opening == "[" else "]\n"


def _issue(problem: Problem, problems: Problems) -> str:
    finding, is_text = problem.finding, problems.is_text(problem.here)
    words = problems.message(problem) if is_text else (problems.where(problem.here), *problems.message(problem))
    # GitLab wants a line, and of a file that is no text there is none.
    lines = (problems.place(problem.here).line, problems.end(problem.here).line) if is_text else (1, 1)
    issue = {
        "description": " ".join(words),
        "check_name": f"{finding.rule} {problems.report.rule_names.get(finding.rule, '')}".rstrip(),
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": problem.here.document,
            "lines": {"begin": lines[0], "end": lines[1]},
        },
    }
    return escaped(json.dumps(issue, ensure_ascii=False))
