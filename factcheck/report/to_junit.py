"""Writes a report as JUnit's XML, in which every fact is a test that passes or fails."""

from collections.abc import Collection, Sequence
from xml.etree import ElementTree as Xml

from factcheck.model.finding import Severity
from factcheck.model.report import Report, ReportedFact
from factcheck.report.excerpt import one_line
from factcheck.report.problems import Problem, Problems


def render_junit(report: Report, *, failing: Collection[Severity]) -> str:
    """A suite with a test a fact; a fact fails by its findings of the severities in `failing`.

    What else is a problem stands in the test's output. Ends with a line feed.
    """
    problems = Problems(report, failing)
    failed = 0
    suite = Xml.Element("testsuite", name="factcheck")
    for fact in report.facts:
        of_fact = problems.of(fact)
        grave = [problem for problem in of_fact if problem.finding.severity in failing]
        failed += bool(grave)
        case = Xml.SubElement(suite, "testcase", _named(fact, of_fact, problems))
        if grave:
            failure = Xml.SubElement(case, "failure", type=grave[0].finding.rule, message=problems.headline(grave[0]))
            failure.text = _lines(grave, problems)
        others = [problem for problem in of_fact if problem.finding.severity not in failing]
        if others:
            Xml.SubElement(case, "system-out").text = _lines(others, problems)
    counts = {"tests": str(len(report.facts)), "failures": str(failed), "errors": "0", "skipped": "0"}
    suite.attrib.update(counts)
    suites = Xml.Element("testsuites", {"name": "factcheck", "tests": counts["tests"], "failures": counts["failures"]})
    suites.append(suite)
    Xml.indent(suites, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(suites, encoding="unicode") + "\n"


def _named(fact: ReportedFact, of_fact: Sequence[Problem], problems: Problems) -> dict[str, str]:
    """A test under the name of the document to look at."""
    claim = of_fact[0].here if of_fact else problems.report.claims[fact.claims[0]]
    return {"classname": one_line(claim.document), "name": f"{one_line(fact.label)} ({fact.id})"}


def _lines(of_fact: Sequence[Problem], problems: Problems) -> str:
    lines: list[str] = []
    for problem in of_fact:
        headline, other, reason = problems.message(problem)
        lines += [headline, problems.source(problem.here), other, reason, ""]
    return "\n".join(lines[:-1])
