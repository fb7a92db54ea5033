"""Traditional characters and the simplified ones that the view shows in their place, so that both scripts compare.

Only characters that no simplified text is written with are looked at, each by itself: a view replaces one for one.
"""

from functools import cache, lru_cache
from itertools import chain, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

#: Where the ideographs of GB 2312 stand, the character set of simplified Chinese.
_ROWS, _CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)
_FIRST, _LAST = "\u3400", "\u9fff"


def simplified(text: str) -> dict[int, str]:
    """The traditional characters of a text, each with its simplified one; empty for a simplified text."""
    if text.isascii():
        return {}
    unlike = set(text).difference(_plain())
    return {ord(char): shown for char in unlike if _FIRST <= char <= _LAST and (shown := _simplified(char))}


@cache
def _plain() -> frozenset[str]:
    """The ideographs that are left as they are; some, as 乾 and 著, have uses of their own in simplified texts."""
    return frozenset(bytes(chain.from_iterable(product(_ROWS, _CELLS))).decode("gb2312", "ignore"))


@lru_cache(maxsize=8192)
def _simplified(char: str) -> str | None:
    shown = _converter().convert(char)
    return shown if len(shown) == 1 and shown != char else None


@lru_cache(maxsize=1)
def _converter() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 start-up time: most texts hold no traditional character

    return OpenCC("t2s")
