"""Writes a report as JUnit's XML, in which every fact is a test that passes or fails."""

from collections.abc import Collection, Iterator, Sequence
from xml.etree import ElementTree as Xml

from factcheck.model.finding import Severity
from factcheck.model.report import Report, ReportedFact
from factcheck.report.excerpt import one_line
from factcheck.report.ordered import Ordered
from factcheck.report.problems import Problem, Problems

#: How far in a test stands.
_DEPTH = 2


def render_junit(report: Report, *, failing: Collection[Severity]) -> Iterator[str]:
    """A suite with a test a fact; a fact fails by its findings of the severities in `failing`.

    What else is a problem stands in the test's output. Ends with a line feed.
    """
    problems = Problems(report, failing)
    # The counts stand before the tests, so that these are kept until all are counted.
    cases = Ordered[str]()
    failed = 0
    for fact in report.facts:
        of_fact = problems.of(fact)
        grave = [problem for problem in of_fact if problem.finding.severity in failing]
        failed += bool(grave)
        case = Xml.Element("testcase", _named(fact, of_fact))
        if grave:
            failure = Xml.SubElement(case, "failure", type=grave[0].finding.rule, message=problems.headline(grave[0]))
            failure.text = _lines(grave, problems)
        others = [problem for problem in of_fact if problem.finding.severity not in failing]
        if others:
            Xml.SubElement(case, "system-out").text = _lines(others, problems)
        _indent(case)
        written = Xml.tostring(case, encoding="unicode")
        cases.add((), written, weight=1 + len(written) // 1000)
    tests = {"name": "factcheck", "tests": str(len(cases)), "failures": str(failed)}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + _opening("testsuites", tests)
    suite = _opening("testsuite", {**tests, "errors": "0", "skipped": "0"})
    if not cases:
        yield f"\n {suite.removesuffix('>')} />\n</testsuites>\n"
        return
    yield f"\n {suite}"
    yield from (f"\n  {written}" for written in cases)
    yield "\n </testsuite>\n</testsuites>\n"


def _indent(case: Xml.Element) -> None:
    """Puts what a test holds on lines of its own; the library's own way leaves closures behind each of them."""
    inner = "\n" + " " * (_DEPTH + 1)
    for child in case:
        case.text = child.tail = inner
    if len(case):
        case[-1].tail = inner[:-1]


def _opening(name: str, attributes: dict[str, str]) -> str:
    """The tag that an element begins with."""
    written: str = Xml.tostring(Xml.Element(name, attributes), encoding="unicode")
    return written.removesuffix(" />") + ">"


def _named(fact: ReportedFact, of_fact: Sequence[Problem]) -> dict[str, str]:
    """A test under the name of the document to look at."""
    claim = of_fact[0].here if of_fact else next(iter(fact.claims.values()))
    return {"classname": one_line(claim.document), "name": f"{one_line(fact.label)} ({fact.id})"}


def _lines(of_fact: Sequence[Problem], problems: Problems) -> str:
    lines: list[str] = []
    for problem in of_fact:
        headline, other, reason = problems.message(problem)
        lines += [headline, problems.source(problem.here), other, reason, ""]
    return "\n".join(lines[:-1])
