"""Markdown inside a line: emphasis, code, links, pictures and HTML, dropped so that their words remain.

Every function returns text of the same length. Patterns stop at line ends and are bounded, so that no line of brackets
or asterisks can hold them up.
"""

import re

from factcheck.read.folding import DROPPED

_OWN_COMMENT = "<!-- factcheck-"
_TARGET = r"\((?:[^()\n]|\([^()\n]{0,300}\)){0,1500}\)"
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]{1,200}\]:[ ]+\S[^\n]*$", re.MULTILINE)
_PICTURE = re.compile(rf"!\[[^\[\]\n]{{0,500}}\](?:{_TARGET}|\[[^\[\]\n]{{0,200}}\])?")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\n]{1,80}\]:?")
_LINK = re.compile(rf"\[([^\[\]\n]{{0,1000}})\]({_TARGET}|\[[^\[\]\n]{{0,200}}\])")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")
_ENTITIES = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&mdash;": "—", "&middot;": "·"}
_ENTITY = re.compile("|".join(_ENTITIES))
_STRONG = re.compile(r"\*{2,3}(?! )|(?<! )\*{2,3}|(?<![0-9A-Za-z_])_{2,3}(?=[^ _])|(?<=[^ _])_{2,3}(?![0-9A-Za-z_])|~~")
_STARRED = re.compile(r"(?<![0-9A-Za-z*])\*(?=[^\s*])([^*\n]*)\*(?![0-9A-Za-z*])")
_UNDERLINED = re.compile(r"(?<![0-9A-Za-z_])_(?=[^\s_])([^_\n]*)_(?![0-9A-Za-z_])")
_CODE = re.compile("`+")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])(?!\|)")


def without_marks(text: str) -> str:
    """The text without the marks inside its lines. A picture goes with its caption, a link leaves its words."""
    if "<" in text:
        text = _TAG.sub(_dropped, _without_comments(text))
    if "[" in text:
        text = _DEFINITION.sub(_dropped, _FOOTNOTE.sub(_dropped, text))
        text = _LINK.sub(_link, _PICTURE.sub(_dropped, text))
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    if "*" in text or "_" in text or "~" in text:
        text = _STRONG.sub(_dropped, text)
        text = _UNDERLINED.sub(_inner, _STARRED.sub(_inner, text))
    return _ESCAPE.sub(DROPPED, _CODE.sub(_dropped, text))


def without_own_comments(text: str) -> str:
    """The text without the comments that are for this program; other comments are text where there are no marks."""
    return _without_comments(text, _OWN_COMMENT) if _OWN_COMMENT in text else text


def _without_comments(text: str, mark: str = "<!--") -> str:
    """Drops comments of HTML but for their line feeds, which later steps count; one that never ends is text."""
    pieces = []
    start = 0
    while (opening := text.find(mark, start)) >= 0 and (closing := text.find("-->", opening + 4)) >= 0:
        lines = text[opening : closing + 3].split("\n")
        pieces += [text[start:opening], "\n".join(DROPPED * len(line) for line in lines)]
        start = closing + 3
    return "".join([*pieces, text[start:]])


def _dropped(match: re.Match[str]) -> str:
    return DROPPED * len(match[0])


def _link(match: re.Match[str]) -> str:
    return f"{DROPPED}{match[1]}{DROPPED}{DROPPED * len(match[2])}"


def _entity(match: re.Match[str]) -> str:
    return _ENTITIES[match[0]] + DROPPED * (len(match[0]) - 1)


def _inner(match: re.Match[str]) -> str:
    return f"{DROPPED}{match[1]}{DROPPED}"
