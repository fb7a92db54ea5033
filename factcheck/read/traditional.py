"""Traditional characters and the simplified ones that the view shows in their place, so that both scripts compare.

Only characters that no simplified text is written with are looked at, each by itself: a view replaces one for one.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

#: The character set of simplified Chinese; what is in it is left as it is, as 乾 and 著 have uses of their own there.
_SIMPLIFIED = "gb2312"
_FIRST, _LAST = "\u3400", "\u9fff"


def simplified(text: str) -> dict[int, str]:
    """The traditional characters of a text, each with its simplified one; empty for a simplified text."""
    if text.isascii():
        return {}
    return {ord(char): shown for char in set(text) if _FIRST <= char <= _LAST and (shown := _simplified(char))}


@lru_cache(maxsize=8192)
def _simplified(char: str) -> str | None:
    try:
        char.encode(_SIMPLIFIED)
    except UnicodeEncodeError:
        shown = _converter().convert(char)
        return shown if len(shown) == 1 and shown != char else None
    return None


@lru_cache(maxsize=1)
def _converter() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 start-up time: most texts hold no traditional character

    return OpenCC("t2s")
