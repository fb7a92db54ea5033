"""Writes a report for an editor: conflicts with both quotes, then what time explains, a line each, then the sums."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from rich.text import Text

from factcheck.model.claim import Claim
from factcheck.model.finding import Status
from factcheck.model.report import Report, ReportedFact
from factcheck.report.alike import rank_of
from factcheck.report.conflict import ConflictWriter
from factcheck.report.excerpt import one_line
from factcheck.report.lookup import Lookup
from factcheck.report.ordered import Ordered
from factcheck.report.page import Page, words
from factcheck.report.summary import add_summary
from factcheck.report.when import extent_in_words
from factcheck.report.where import in_words
from factcheck.report.words import WORDS

#: Values of a fact that are named on its line.
_MOST_VALUES = 12


class _Heading(NamedTuple):
    """What the facts of one status stand under: after which others, what is between their values, in which style."""

    place: int
    between: str
    style: str


_HEADINGS: Mapping[Status, _Heading] = {
    Status.TIME_SHIFTED: _Heading(0, " → ", "cyan"),
    Status.CONSISTENT: _Heading(1, " = ", "green"),
}


def render_terminal(
    report: Report, *, width: int, colour: bool, show_consistent: bool = False, steps: bool = False
) -> Iterator[str]:
    """The report of a check in lines of at most `width` cells, piece by piece; ends with a line feed.

    `show_consistent` also lists the facts whose figures agree, `steps` every condition that was tried for a conflict.
    Without `colour` the figures stand between 【 and 】.
    """
    page, lookup, own = Page(width=width, colour=colour), Lookup(report), WORDS[report.language]
    conflicts, lines = Ordered[str](), Ordered[tuple[Status, str]]()
    writer = ConflictWriter(report, lookup, page, steps=steps)
    for fact in report.facts:
        if fact.status is Status.CONFLICTING:
            writer.add(fact)
            conflicts.add(rank_of(fact.findings), page.render())
        elif fact.status is Status.TIME_SHIFTED or show_consistent:
            heading = _HEADINGS[fact.status]
            values = Text(heading.between).join(_values(fact, report, lookup))
            page.add(words(fact.label) + own["colon"] + values, indent=2, hang=4)
            lines.add((heading.place,), (fact.status, page.render()))
    if not conflicts:
        page.add(words(own["no-conflict"]))
        yield page.render()
    for number, conflict in enumerate(conflicts):
        yield f"\n{conflict}" if number else conflict
    for status, of_status in groupby(lines, key=itemgetter(0)):
        page.add(words(own[f"{status.value}-heading"], f"bold {_HEADINGS[status].style}"))
        yield f"\n{page.render()}"
        yield from (line for _, line in of_status)
    add_summary(page, report)
    yield f"\n{page.render()}"


def _values(fact: ReportedFact, report: Report, lookup: Lookup) -> list[Text]:
    """The values of a fact in the order of their times, each with its period and places."""
    places: dict[tuple[str, str], list[str]] = {}
    for claim in sorted(fact.claims.values(), key=_time_of):
        source = lookup.source(claim)
        value = (one_line(claim.text), extent_in_words(claim.period, report.language))
        location, place = source.document.location(claim.span.start), source.place(claim.span.start)
        places.setdefault(value, []).append(f"{source.id}:{in_words(location, place, report.language, short=True)}")
    values = [_value(text, period, where, report) for (text, period), where in places.items()]
    if len(values) > _MOST_VALUES:
        more = WORDS[report.language]["more-values"].format(count=len(values) - _MOST_VALUES)
        values[_MOST_VALUES:] = [words(more, "dim")]
    return values


def _value(text: str, period: str, places: Sequence[str], report: Report) -> Text:
    own = WORDS[report.language]
    aside = own["comma"].join([period, own["list"].join(places[:_MOST_VALUES])])
    return words(text, "bold") + words(own["aside"].format(text=aside))


def _time_of(claim: Claim) -> tuple[str, str, tuple[str, int, int]]:
    """Sorts claims by the time they hold for; those without a time come first."""
    start = claim.period.start or claim.period.end
    published = claim.published.start or claim.published.end
    return (start.isoformat() if start else "", published.isoformat() if published else "", claim.key)
