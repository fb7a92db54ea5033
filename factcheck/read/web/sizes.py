"""How much text the elements of a page hold, and how much of it in links."""

from typing import NamedTuple

from lxml import etree, html


class Size(NamedTuple):
    """Code points of an element's text without the blanks around each piece, and those of them in links."""

    text: int
    linked: int


def sizes_of(root: html.HtmlElement) -> dict[html.HtmlElement, Size]:
    """The sizes of an element and all in it, counted in one pass whatever the nesting."""
    sizes: dict[html.HtmlElement, Size] = {}
    text, linked = [0], [0]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            text.append(_length(element.text))
            linked.append(0)
            continue
        size, within = text.pop(), linked.pop()
        within = size if element.tag == "a" else within
        sizes[element] = Size(size, within)
        text[-1] += size + _length(element.tail)
        linked[-1] += within
    return sizes


def _length(text: str | None) -> int:
    return len(text.strip()) if text else 0
