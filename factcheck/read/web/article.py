"""Finds the article in a page, without what stands around it on every page of the site."""

import logging

from lxml import etree, html
from readability import Document
from readability.readability import Unparseable

from factcheck.model.layout import LayoutLexicon
from factcheck.read.web.asides import drop_asides
from factcheck.read.web.sizes import sizes_of

#: Share of a page's text that may be links for it to be an article alone, as an office program saves one.
_FEW_LINKS = 0.05
#: Share of a block's text from which it is a list of links.
_MANY_LINKS = 0.6
_LISTS = ("ul", "ol", "div", "p", "section", "dl")
#: What a page has that an office program never saves.
_FURNITURE = ("nav", "aside", "footer", "form", "script")
#: Code points of text, those of nested elements counted in each, up to which an article is looked for.
_WORK = 50_000_000


class _Article(Document):  # type: ignore[misc] # the library has no types
    """The library's choice, as it is: what it would take out of a chosen article besides are short tables and lists."""

    chosen: html.HtmlElement

    def sanitize(self, node: html.HtmlElement, candidates: object, keep_all_images: bool = False) -> str:
        """Keeps the choice, and says how long it is."""
        self.chosen = node
        return str(node.text_content())


def find_article(root: html.HtmlElement, layout: LayoutLexicon) -> tuple[html.HtmlElement, str | None]:
    """The part of a page that is the article, and what there is to tell of the choice; the page loses its asides."""
    body = root.find("body")
    if body is None:
        return root, None
    if _is_article_alone(body):
        return body, None
    if _work(body) > _WORK:
        return body, "is nested too deeply to tell its article from the rest; read whole"
    drop_asides(body, layout.asides)
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    article = _Article(root)
    try:
        article.summary(html_partial=True)
    except Unparseable:
        return body, "does not show where its article is; read whole"
    _drop_links(article.chosen)
    return article.chosen, None


def _drop_links(article: html.HtmlElement) -> None:
    """Takes out the blocks of an article that are links for the most part: to others like it, to where to share it."""
    sizes = sizes_of(article)
    for element in list(article.iter(*_LISTS)):
        size = sizes[element]
        mostly = size.linked > 0 and size.linked >= _MANY_LINKS * size.text
        if mostly and element.getparent() is not None:
            element.drop_tree()


def _is_article_alone(body: html.HtmlElement) -> bool:
    if any(body.find(f".//{name}") is not None for name in _FURNITURE):
        return False
    linked = sum(len(str(link.text_content())) for link in body.iter("a"))
    return linked <= _FEW_LINKS * len(str(body.text_content()))


def _work(body: html.HtmlElement) -> int:
    """Code points of text times how deep they are nested, which is what the search takes time for."""
    work = depth = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        text = element.text if event == "start" else element.tail
        work += (len(text or "") + 1) * depth
    return work
