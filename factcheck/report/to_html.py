"""Writes a report as one page that needs nothing else: its data as JSON, and the program that draws it."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from html import escape
from itertools import groupby
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
from factcheck.report.ordered import Ordered
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
#: Where the data of the page are to stand, which no text of our own has in it.
_DATA = "\0"
#: What the page has of a document without claims.
_NO_TEXT = Text(segments=(), places={})
#: What follows the last document with claims.
_NOTHING: tuple[str | None, Iterable[Claim]] = (None, ())
Json = dict[str, Any]


def render_html(report: Report) -> Iterator[str]:
    """The page in pieces; ends with a line feed. A reader without JavaScript is told which format to take instead."""
    own = {**{name: WORDS[report.language][name] for name in _SHARED}, **HTML[report.language]}
    style, script = (_part(f"page.{kind}") for kind in ("css", "js"))
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    page = Template(_part("page.html")).substitute(
        lang="zh-Hans" if report.language == "zh" else "en",
        policy=escape(policy),
        title=escape(own["title"]),
        noscript=escape(own["noscript"]),
        style=style,
        data=_DATA,
        script=script,
    )
    before, _, after = page.partition(_DATA)
    yield before
    yield from map(_harmless, _data(report, own))
    yield after


def _part(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """What a policy knows a style or a script by, so that no other one counts."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _harmless(text: str) -> str:
    """JSON that ends no script element and begins no comment, and is nothing but JSON to a reader of JSON."""
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _data(report: Report, own: Mapping[str, str]) -> Iterator[str]:
    """An object of JSON in pieces."""
    said = {
        "words": own,
        "keys": [["j", own["key-next"]], ["k", own["key-previous"]], ["Enter", own["read"]], ["f", own["search"]]],
        "sums": sums_in_words(report),
        "accepted": own["accepted"].format(count=len(report.accepted)) if report.accepted else "",
        "stale": [visible(line) for line in stale_in_words(report)[:_MOST_LISTED]],
        "skipped": [visible(f"{entry.path}: {entry.reason}") for entry in report.skipped[:_MOST_LISTED]],
    }
    yield _json(said).removesuffix("}")
    # Documents are embedded with their claims, whose places in them are written behind all of them.
    claims = Ordered[str]()
    yield from _list("documents", _documents(report, claims))
    yield from _list("claims", claims)
    facts = Ordered[str]()
    for fact in report.facts:
        written = _json(_fact(fact, report))
        facts.add(rank_of(fact.findings), written, weight=1 + len(written) // 1000)
    yield from _list("facts", facts)
    yield "}"


def _list(name: str, entries: Iterable[str]) -> Iterator[str]:
    yield f',"{name}":['
    between = ""
    for entry in entries:
        yield between + entry
        between = ","
    yield "]"


def _documents(report: Report, written: Ordered[str]) -> Iterator[str]:
    """The documents; adds their claims to `written`."""
    names = (name for name, _ in groupby(claim.document for claim in report.claims.values()))
    whole = sum(len(report.documents.named(name).document.text) for name in names) <= WHOLE
    lookup = Lookup(report)
    grouped = groupby(report.claims.values(), key=lambda claim: claim.document)
    name, claims = next(grouped, _NOTHING)
    for number, reported in enumerate(report.documents):
        if reported.document.name != name:
            yield _json(_document(reported, _NO_TEXT, report.language))
            continue
        of_document = tuple(claims)
        text = embed(report.documents.named(name).document, of_document, whole=whole)
        for claim in of_document:
            written.add((), _json(_claim(claim, text, number, lookup, report.language)))
        yield _json(_document(reported, text, report.language))
        name, claims = next(grouped, _NOTHING)


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


def _fact(fact: ReportedFact, report: Report) -> Json:
    newest = sorted(fact.claims, key=lambda id_: _newness(fact.claims[id_]), reverse=True)
    places = {fact.claims[id_].key: number for number, id_ in enumerate(newest)}
    grave = min(fact.findings, key=lambda finding: rank_of([finding]))
    axes = [str(claim.quantity.dimension) for claim in fact.claims.values()]
    return {
        "id": fact.id,
        "label": one_line(fact.label),
        "severity": grave.severity.value,
        "confidence": round(grave.confidence, 3),
        "axis": max(sorted(set(axes)), key=axes.count),
        "claims": [int(id_[1:]) - 1 for id_ in newest],
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
