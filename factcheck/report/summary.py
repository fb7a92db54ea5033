"""Ends a report for people: the documents that short references name, what was left out, and the sums."""

from itertools import groupby, islice

from factcheck.model.finding import Severity, Status
from factcheck.model.report import Report
from factcheck.report.page import Page, joined, words
from factcheck.report.when import published_in_words
from factcheck.report.words import WORDS

#: Documents and left-out files that are listed by name.
_MOST_LISTED = 20


def add_summary(page: Page, report: Report) -> None:
    """Adds what closes the report of a check."""
    own = WORDS[report.language]
    _documents(page, report)
    _notes(page, report)
    _skipped(page, report)
    _known(page, report)
    page.blank()
    conflicting, others, sums = _sums(report)
    page.add(words(sums))
    style = "bold red" if report.severities[Severity.ERROR] else "bold"
    page.add(joined(own["comma"], [words(conflicting, style), words(others)]))


def sums_in_words(report: Report) -> tuple[str, str]:
    """How many conflicts there are, and what else was found in how many documents."""
    conflicting, others, sums = _sums(report)
    return conflicting, WORDS[report.language]["comma"].join((others, sums))


def stale_in_words(report: Report) -> list[str]:
    """The acceptances that do nothing, a line each."""
    own = WORDS[report.language]
    return [
        own["stale-entry"].format(what=stale.what, by=stale.by, lapse=own[stale.lapse.value]) for stale in report.stale
    ]


def _sums(report: Report) -> tuple[str, str, str]:
    own = WORDS[report.language]
    counts, severities = report.counts, report.severities
    conflicting = own["summary-conflicting"].format(
        conflicting=counts[Status.CONFLICTING],
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
    )
    others = own["summary-others"].format(shifted=counts[Status.TIME_SHIFTED], consistent=counts[Status.CONSISTENT])
    sums = own["summary"].format(documents=len(report.documents), claims=_claims(report), facts=len(report.facts))
    return conflicting, others, sums


def add_extraction_summary(page: Page, report: Report) -> None:
    """Adds what closes the report of an extraction."""
    own = WORDS[report.language]
    _notes(page, report)
    _skipped(page, report)
    page.blank()
    page.add(words(own["summary-claims"].format(documents=len(report.documents), claims=_claims(report)), "bold"))


def _claims(report: Report) -> int:
    return sum(reported.claims for reported in report.documents)


def _documents(page: Page, report: Report) -> None:
    own = WORDS[report.language]
    if not report.facts:
        return
    page.blank()
    named = (name for name, _ in groupby(claim.document for claim in report.claims.values()))
    for reported in map(report.documents.named, islice(named, _MOST_LISTED)):
        date = own["document-date"].format(date=published_in_words(reported.document.published, report.language))
        page.add(joined(own["separator"], [words(f"{reported.id} {reported.document.name}"), words(date)]), hang=4)


def _notes(page: Page, report: Report) -> None:
    """What readers of the files had to tell."""
    noted = ((reported.document.name, note) for reported in report.documents for note in reported.document.notes)
    listed = list(islice(noted, _MOST_LISTED))
    if not listed:
        return
    own = WORDS[report.language]
    page.blank()
    page.add(words(own["notes"]))
    for name, note in listed:
        page.add(words(f"{name}: {note}"), indent=2, hang=4)
    more = sum(1 for _ in noted)
    if more:
        page.add(words(own["skipped-more"].format(count=more)), indent=2)


def _known(page: Page, report: Report) -> None:
    own = WORDS[report.language]
    if report.accepted or report.stale:
        page.blank()
    if report.accepted:
        page.add(words(own["accepted"].format(count=len(report.accepted))))
    if report.stale:
        page.add(words(own["stale"].format(count=len(report.stale))))
    for entry in stale_in_words(report)[:_MOST_LISTED]:
        page.add(words(entry), indent=2, hang=4)
    if len(report.stale) > _MOST_LISTED:
        page.add(words(own["skipped-more"].format(count=len(report.stale) - _MOST_LISTED)), indent=2)


def _skipped(page: Page, report: Report) -> None:
    own = WORDS[report.language]
    if not report.skipped:
        return
    page.blank()
    page.add(words(own["skipped"].format(count=len(report.skipped))))
    for entry in report.skipped[:_MOST_LISTED]:
        page.add(words(f"{entry.path}: {entry.reason}"), indent=2, hang=4)
    if len(report.skipped) > _MOST_LISTED:
        page.add(words(own["skipped-more"].format(count=len(report.skipped) - _MOST_LISTED)), indent=2)
