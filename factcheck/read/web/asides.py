"""Takes out of a page what its own markup says is no part of the article: readers' comments, and articles like it."""

import re
from collections.abc import Iterable, Iterator

from lxml import html

from factcheck.read.web.sizes import sizes_of

#: Words of a class or an id: "post-comments", "commentList2".
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
#: Code points outside of links that a page has beside something for that not to be the article itself.
_LEAST = 200
#: Elements that are looked at, and code points of a class or an id.
_MOST, _LONGEST = 50, 200
_WHOLE = frozenset({"html", "body", "main", "h1"})


def drop_asides(body: html.HtmlElement, words: Iterable[str]) -> None:
    """Takes out the elements whose class or id has one of the words, unless they hold the headline or nearly all."""
    named = frozenset(words)
    found = [element for element in body.iter() if not named.isdisjoint(_names(element))]
    if not found:
        return
    sizes = sizes_of(body)
    left, looked = sizes[body].text - sizes[body].linked, 0
    dropped: list[html.HtmlElement] = []
    gone: set[html.HtmlElement] = set()
    for element in found:
        if element in gone:
            continue
        size, looked = sizes[element].text - sizes[element].linked, looked + 1
        holds = element.tag in _WHOLE or any(element.find(f".//{name}") is not None for name in _WHOLE)
        if not holds and left - size >= _LEAST:
            left -= size
            dropped.append(element)
            gone.update(element.iter())
        if looked == _MOST:
            break
    for element in dropped:
        element.drop_tree()


def _names(element: html.HtmlElement) -> Iterator[str]:
    if isinstance(element.tag, str):
        for name in ("class", "id"):
            for word in _WORD.finditer((element.get(name) or "")[:_LONGEST]):
                yield word[0].lower()
