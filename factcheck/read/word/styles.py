"""Which paragraph styles of a Word file are headings, titles, or lines of a table of contents."""

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from factcheck.read.outline import DEEPEST
from factcheck.read.xml import attribute, child, local

#: Styles are named in English in every language's Word; "Contents 1" is LibreOffice's own word.
_HEADING, _TITLE, _CONTENTS = "heading ", "title", ("toc ", "contents ")
_DERIVATIONS = 16


class Style(Struct, frozen=True, kw_only=True):
    """What a style makes of a paragraph; `level` is 0 for text, 1 for the title, 2 for the outermost heading."""

    level: int = 0
    contents: bool = False


class Styles:
    """The paragraph styles of one file."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = [style for style in root if local(style) == "style"] if root is not None else []
        self._elements = {attribute(style, "styleId") or "": style for style in styles}
        self._known: dict[str, Style] = {}

    def of(self, properties: etree._Element | None) -> Style:
        """The style of a paragraph with these properties, which may be of no style and still be in the outline."""
        named = child(properties, "pStyle")
        style = self._named(attribute(named, "val") or "") if named is not None else Style()
        level = _outlined(properties)
        return style if level is None else replace(style, level=level)

    def _named(self, name: str) -> Style:
        if name not in self._known:
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> Style:
        """A style by its own name, or the nearest that it derives from and that says something."""
        for _ in range(_DERIVATIONS):
            element = self._elements.get(name)
            if element is None:
                break
            shown = child(element, "name")
            called = (attribute(shown, "val") or "").lower() if shown is not None else ""
            if called.startswith(_CONTENTS):
                return Style(contents=True)
            if called == _TITLE:
                return Style(level=1)
            if called.startswith(_HEADING) and called[len(_HEADING) :].isdecimal():
                return Style(level=_below_title(int(called[len(_HEADING) :]) - 1))
            level = _outlined(child(element, "pPr"))
            if level is not None:
                return Style(level=level)
            base = child(element, "basedOn")
            name = (attribute(base, "val") or "") if base is not None else ""
        return Style()


def flag(properties: etree._Element | None, name: str) -> bool:
    """Whether an on-off property is on: present, and not said to be off."""
    element = child(properties, name)
    return element is not None and is_on(element)


def is_on(element: etree._Element) -> bool:
    """Whether an on-off property that is present is not said to be off."""
    return (attribute(element, "val") or "1").lower() not in {"0", "false", "off", "none"}


def number(properties: Mapping[str, str] | etree._Element | None, name: str, default: int) -> int:
    """A small whole number among properties; the default where it is none."""
    element = child(properties, name) if isinstance(properties, etree._Element) else None
    written = (attribute(element, "val") or "") if element is not None else ""
    return int(written) if written.isdecimal() and len(written) < 4 else default


def _outlined(properties: etree._Element | None) -> int | None:
    """The level of a heading by the outline; 0 for text, `None` where the outline says nothing."""
    level = number(properties, "outlineLvl", -1)
    if level < 0:
        return None
    return _below_title(level) if level < 9 else 0


def _below_title(level: int) -> int:
    return min(level + 2, DEEPEST)
