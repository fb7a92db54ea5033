"""Writes a report as Markdown: a comment on a pull request, or the summary of a job."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from factcheck.model.claim import Claim
from factcheck.model.finding import Severity
from factcheck.model.report import Report, ReportedFact
from factcheck.report.alike import Difference, differences
from factcheck.report.excerpt import one_line
from factcheck.report.ordered import Ordered
from factcheck.report.problems import Problem, Problems, rank
from factcheck.report.summary import sums_in_words
from factcheck.report.when import period_in_words
from factcheck.report.words import WORDS

#: A comment on GitHub holds 65,536 characters; what is longer is refused as a whole.
LIMIT = 60_000
#: Code points of a sentence on either side of the figure.
_REACH = 60
#: Rows of one fact's table, and differences below it.
_MOST_ROWS = 12
_MOST_DIFFERENCES = 6

Key = tuple[str, int, int]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()!|~&:$])")
#: What would call somebody, name an issue or lead to a site, had it not a comment in its middle.
_CALLS = re.compile(r"[@#]|(?i:www)(?=\.)|(?i:GH)(?=-\d)")


def render_markdown(report: Report, *, failing: Collection[Severity]) -> Iterator[str]:
    """The sums, then a section a fact with problems, the gravest first, up to `LIMIT` characters in all."""
    problems = Problems(report, failing)
    own = WORDS[report.language]
    sections = Ordered[str]()
    for fact in report.facts:
        of_fact = problems.of(fact)
        if of_fact:
            section = _section(fact, of_fact, problems)
            sections.add(rank(of_fact[0]), f"\n{section}\n", weight=1 + len(section) // 1000)
    head = f"## factcheck\n\n{_sums(report)}\n"
    yield head
    if not sections:
        yield f"\n{written(own['no-conflict'])}\n"
    length = len(head)
    for number, section in enumerate(sections):
        left = written(own["facts-left-out"].format(count=len(sections) - number))
        if length + len(section) + len(left) > LIMIT:
            yield f"\n{left}\n"
            return
        length += len(section)
        yield section


def written(text: str) -> str:
    """A text of any origin on one line, of which nothing is a mark, a link, a mention or HTML."""
    marked = _SPECIAL.sub(r"\\\1", one_line(text))
    return _CALLS.sub(lambda match: f"{match[0]}<!-- -->", marked)


def _sums(report: Report) -> str:
    own = WORDS[report.language]
    conflicting, others = sums_in_words(report)
    lines = [f"**{written(conflicting)}**", written(others)]
    if report.accepted:
        lines.append(written(own["accepted"].format(count=len(report.accepted))))
    if report.stale:
        lines.append(written(own["stale"].format(count=len(report.stale)).rstrip(":：")))
    return "  \n".join(lines)


def _section(fact: ReportedFact, of_fact: Sequence[Problem], problems: Problems) -> str:
    own = WORDS[problems.report.language]
    claims = list(fact.claims.values())
    numbers = {claim.key: number for number, claim in enumerate(claims, 1)}
    severity = own[of_fact[0].finding.severity.value]
    lines = [
        f"### {written(severity)}{own['colon']}{written(fact.label)}",
        "",
        own["table-head"],
        "|---|---|---|---|---|",
    ]
    groups = differences(problem.finding for problem in of_fact)
    lines += [_row(numbers[claim.key], claim, problems) for claim in _rows(claims, groups)]
    if len(claims) > _MOST_ROWS:
        lines += ["", written(own["more-values"].format(count=len(claims) - _MOST_ROWS))]
    lines += ["", *(_difference(group, problems, fact, numbers) for group in groups[:_MOST_DIFFERENCES])]
    if len(groups) > _MOST_DIFFERENCES:
        lines += ["", written(own["more-findings"].format(count=len(groups) - _MOST_DIFFERENCES))]
    return "\n".join(lines)


def _rows(claims: Sequence[Claim], groups: Sequence[Difference]) -> list[Claim]:
    """The claims that have a row, in their order: first those of the surest pairs, then of differences, of others."""
    pairs = [group.finding.pair for group in groups]
    sides = [claim for pair in pairs for claim in (pair.left, pair.right)]
    more = [claim for group in groups for claim in (*group.left, *group.right)]
    chosen = set(list(dict.fromkeys(claim.key for claim in (*sides, *more, *claims)))[:_MOST_ROWS])
    return [claim for claim in claims if claim.key in chosen]


def _row(number: int, claim: Claim, problems: Problems) -> str:
    quote = problems.lookup.source(claim).quote(claim)
    before, after = one_line(quote.before).lstrip(), one_line(quote.after).rstrip()
    head = "…" if quote.cut_before or len(before) > _REACH else ""
    tail = "…" if quote.cut_after or len(after) > _REACH else ""
    sentence = f"{head}{written(before[-_REACH:])}<mark>{written(claim.text)}</mark>{written(after[:_REACH])}{tail}"
    cells = (
        str(number),
        f"**{written(claim.text)}**",
        written(_period(claim, problems)),
        sentence,
        written(problems.where(claim)),
    )
    return "| " + " | ".join(cells) + " |"


def _period(claim: Claim, problems: Problems) -> str:
    return period_in_words(claim.period, problems.report.language)


def _difference(group: Difference, problems: Problems, fact: ReportedFact, numbers: Mapping[Key, int]) -> str:
    sides = (_named(side, numbers) for side in (group.left, group.right))
    reason = problems.reason(problems.problem(fact, group.finding))
    own = WORDS[problems.report.language]
    alike = own["aside"].format(text=own["pairs"].format(count=group.pairs)) if group.pairs > 1 else ""
    return f"- {' ≠ '.join(sides)}{own['colon']}{written(reason + alike)}"


def _named(claims: Sequence[Claim], numbers: Mapping[Key, int]) -> str:
    named = [f"\\[{numbers[claim.key]}\\]" for claim in claims[:_MOST_ROWS]]
    return " ".join([*named, "…"] if len(claims) > _MOST_ROWS else named)
