r"""Makes visible what no terminal, log or review tool should receive raw: U+202E reads `\u202e`."""

import re

#: Every control, format, line or paragraph separator, surrogate, tag and no character: what acts on text, hides in it,
#: or cannot stand in XML.
_ACTING = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    "]"
)
_SPACE = re.compile(r"\s+")


def visible(text: str) -> str:
    """`text` on one line: white space becomes single spaces, acting characters become escapes as in JSON."""
    return escaped(_SPACE.sub(" ", text))


def escaped(text: str) -> str:
    r"""`text` with every acting character as `\uXXXX`, line feeds and tabs too; above U+FFFF as two surrogates."""
    return _ACTING.sub(_as_escape, text)


def _as_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
