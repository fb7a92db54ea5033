"""Title and date of a page, as it gives them to search engines."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import html

from factcheck.model.document import Published
from factcheck.model.layout import LayoutLexicon
from factcheck.read.dating import date_of_metadata

#: Names of entries that give the day of publication, the most exact ones first, in lower case.
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish_date",
    "pubdate",
    "publish-date",
    "publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "weibo: article:create_at",
    "date",
    "createdate",
)
_TITLES = ("articletitle", "og:title", "dc.title", "twitter:title")
#: What parts an article's title from the names of its section and its site.
_SITE = re.compile(r"\s*[_|｜]\s*|\s+[-–—]{1,2}\s+|--+")
_LINKED_DATA, _LINKED_LENGTH = "application/ld+json", 200_000
_DEPTH = 4
#: A day and an hour; whatever stands between the numbers of the day, so that it is of any language.
_STAMP = re.compile(r"(?<!\d)((?:19|20)\d\d)\D(\d{1,2})\D(\d{1,2})\D{0,3}\d{1,2}:\d\d")
_SHORT, _UNSEEN = 120, frozenset({"script", "style", "head", "title", "noscript", "option"})
_SHORTEST = 4
#: Code points of a page's own title that are looked at, which is searched for every heading.
_TITLE = 500


def title_of(root: html.HtmlElement, leads: Iterable[str]) -> str | None:
    """The title: as an entry says, else what of `leads` is part of the page's own title, else that title's head."""
    entries = dict(_entries(root))
    told = next((entries[name] for name in _TITLES if entries.get(name)), None)
    if told:
        return _SITE.split(told)[0] or told
    element = root.find(".//title")
    words = " ".join((element.text or "")[:_TITLE].split()) if element is not None else ""
    named = next((lead for lead in leads if len(lead) >= _SHORTEST and lead in words), None)
    return named or _SITE.split(words)[0] or None


def date_of(root: html.HtmlElement, layout: LayoutLexicon) -> Published | None:
    """The day of publication; `None` where no entry gives one that is a date."""
    entries = dict(_entries(root))
    entries |= {f"linked:{name}": value for name, value in _linked(root)}
    for name in ("linked:datepublished", *_DATES):
        found = date_of_metadata(entries.get(name, ""), layout.date_forms)
        if found is not None:
            return found
    for element in root.iter("time"):
        found = date_of_metadata(element.get("datetime") or "") if element.get("pubdate") is not None else None
        if found is not None:
            return found
    return _stamped(root)


def _stamped(root: html.HtmlElement) -> Published | None:
    """The day of the first short text with a day and an hour, as stands below a headline; without one no day counts.

    A day by itself may be today's, at the head of a saved page, or that of anything that is told.
    """
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        for text in (element.text, *(inner.tail for inner in element)):
            stamp = _STAMP.search(text) if text and len(text) <= _SHORT else None
            found = date_of_metadata("-".join(stamp.groups())) if stamp else None
            if found is not None:
                return found
    return None


def _entries(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Names and values of the page's entries about itself; of several of a name the first counts."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name:
            found.setdefault(name.strip().lower(), " ".join((element.get("content") or "").split()))
    yield from found.items()


def _linked(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """The same of what a page tells as linked data."""
    for element in root.iter("script"):
        if element.get("type") == _LINKED_DATA and len(element.text or "") < _LINKED_LENGTH:
            try:
                yield from _members(json.loads(element.text or ""), _DEPTH)
            except (ValueError, RecursionError):
                continue


def _members(value: Any, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, list) and depth:
        for item in value:
            yield from _members(item, depth - 1)
    elif isinstance(value, dict) and depth:
        for key, member in value.items():
            if isinstance(member, str):
                yield key.lower(), member
            else:
                yield from _members(member, depth - 1)
