"""Writes a report as one page that needs nothing else: its data as JSON, and the program that draws it."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from html import escape
from math import isinf
from pathlib import Path
from string import Template
from typing import Any

from factcheck.model.claim import Claim
from factcheck.model.finding import Severity, Status
from factcheck.model.report import Report, ReportedDocument, ReportedFact
from factcheck.report.advice import advice
from factcheck.report.alike import differences, rank_of
from factcheck.report.embedded import WHOLE, Text, embed
from factcheck.report.escape import visible
from factcheck.report.excerpt import one_line
from factcheck.report.lookup import Lookup
from factcheck.report.summary import stale_in_words, sums_in_words
from factcheck.report.when import period_in_words, published_in_words
from factcheck.report.where import address
from factcheck.report.words import HTML, WORDS

_FOLDER = Path(__file__).parent / "html"
#: Words of other reports that the page says too.
_SHARED = (*map(str, Severity), "accepted", "confidence", "rule", "pairs", "separator", "colon")
#: Pairs that one agreement names, so that a page of many stays small; of a difference all can be accepted.
_MOST_IDS = 20
#: Entries of a list of names.
_MOST_LISTED = 500
Json = dict[str, Any]


def render_html(report: Report) -> str:
    """The page; ends with a line feed. A reader without JavaScript is told which format to take instead."""
    own = {**{name: WORDS[report.language][name] for name in _SHARED}, **HTML[report.language]}
    style, script = (_part(f"page.{kind}") for kind in ("css", "js"))
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return Template(_part("page.html")).substitute(
        lang="zh-Hans" if report.language == "zh" else "en",
        policy=escape(policy),
        title=escape(own["title"]),
        noscript=escape(own["noscript"]),
        style=style,
        data=_harmless(_data(report, own)),
        script=script,
    )


def _part(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """What a policy knows a style or a script by, so that no other one counts."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _harmless(value: Json) -> str:
    """JSON that ends no script element and begins no comment, and is nothing but JSON to a reader of JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _data(report: Report, own: Mapping[str, str]) -> Json:
    lookup = Lookup(report)
    numbers = {id_: number for number, id_ in enumerate(report.claims)}
    named = {reported.document.name: number for number, reported in enumerate(report.documents)}
    texts = _texts(report)
    facts = sorted(report.facts, key=lambda fact: rank_of(fact.findings))
    return {
        "words": own,
        "keys": [["j", own["key-next"]], ["k", own["key-previous"]], ["Enter", own["read"]], ["f", own["search"]]],
        "sums": sums_in_words(report),
        "accepted": own["accepted"].format(count=len(report.accepted)) if report.accepted else "",
        "stale": [visible(line) for line in stale_in_words(report)[:_MOST_LISTED]],
        "skipped": [visible(f"{entry.path}: {entry.reason}") for entry in report.skipped[:_MOST_LISTED]],
        "documents": [_document(item, texts[item.document.name], report.language) for item in report.documents],
        "claims": [
            _claim(claim, texts[claim.document], named[claim.document], lookup, report.language)
            for claim in report.claims.values()
        ],
        "facts": [_fact(fact, report, numbers) for fact in facts],
    }


def _texts(report: Report) -> Mapping[str, Text]:
    claims: dict[str, list[Claim]] = {}
    for claim in report.claims.values():
        claims.setdefault(claim.document, []).append(claim)
    length = sum(len(item.document.text) for item in report.documents if item.document.name in claims)
    return {
        item.document.name: embed(item.document, claims.get(item.document.name, ()), whole=length <= WHOLE)
        for item in report.documents
    }


def _document(reported: ReportedDocument, text: Text, language: str) -> Json:
    document = reported.document
    own = WORDS[language]
    return {
        "name": one_line(document.name),
        "title": one_line(document.title or ""),
        "date": own["document-date"].format(date=published_in_words(document.published, language)),
        "notes": [visible(note) for note in document.notes],
        "segments": text.segments,
    }


def _claim(claim: Claim, text: Text, document: int, lookup: Lookup, language: str) -> Json:
    embedded = text.places[claim.key]
    start, end = embedded.figure
    low, high = claim.quantity.base_low, claim.quantity.base_high
    return {
        "document": document,
        "segment": embedded.segment,
        "start": start,
        "end": end,
        "quote": embedded.quote,
        "text": one_line(claim.text),
        "period": one_line(period_in_words(claim.period, language)),
        "place": address(lookup.source(claim), claim, language),
        "at": _day(claim),
        "low": _drawn(low if low is not None else high),
        "high": _drawn(high if high is not None else low),
        "axis": str(claim.quantity.dimension),
    }


def _drawn(value: Decimal | None) -> float | None:
    """A number as a plot takes it; `None` for one that is too large for any."""
    number = None if value is None else float(value)
    return None if number is None or isinf(number) else number


def _day(claim: Claim) -> int | None:
    """The middle of a figure's time in days from 1970, else the day of its document, `None` where neither is known."""
    period = claim.period
    start, end = period.start or period.end, period.end or period.start
    if start is None or end is None:
        published = claim.published.start or claim.published.end
        return None if published is None else _since(published)
    return (_since(start.date()) + _since(end.date())) // 2


def _since(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()


def _fact(fact: ReportedFact, report: Report, numbers: Mapping[str, int]) -> Json:
    newest = sorted(fact.claims, key=lambda id_: _newness(report.claims[id_]), reverse=True)
    places = {report.claims[id_].key: number for number, id_ in enumerate(newest)}
    grave = min(fact.findings, key=lambda finding: rank_of([finding]))
    axes = [str(report.claims[id_].quantity.dimension) for id_ in fact.claims]
    return {
        "id": fact.id,
        "label": one_line(fact.label),
        "severity": grave.severity.value,
        "confidence": round(grave.confidence, 3),
        "axis": max(sorted(set(axes)), key=axes.count),
        "claims": [numbers[id_] for id_ in newest],
        "differences": list(_differences(fact, report, places)),
    }


def _newness(claim: Claim) -> tuple[int, str, tuple[str, int, int]]:
    published = claim.published.start or claim.published.end
    day = _day(claim)
    return (-(10**9) if day is None else day, published.isoformat() if published else "", claim.key)


def _differences(fact: ReportedFact, report: Report, places: Mapping[tuple[str, int, int], int]) -> Iterator[Json]:
    for group in differences(fact.findings):
        finding = group.finding
        name = report.rule_names.get(finding.rule, "")
        agrees = finding.status is Status.CONSISTENT
        named = group.findings[: _MOST_IDS if agrees else None]
        yield {
            "severity": finding.severity.value,
            "conflict": finding.status is Status.CONFLICTING,
            "confidence": round(finding.confidence, 3),
            "rule": one_line(f"{finding.rule} {name}".rstrip()),
            "why": one_line(finding.explanation),
            "advice": advice(report, finding),
            "ids": [each.fingerprint for each in named],
            "pairs": [[places[each.pair.left.key], places[each.pair.right.key]] for each in named],
            "left": [places[claim.key] for claim in group.left],
            "right": [places[claim.key] for claim in group.right],
        }
