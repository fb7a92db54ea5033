"""Writes a number as the format of its cell shows it: digits, scale, percent sign, and the words around it."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from msgspec import Struct

_SECTION = re.compile(r'(?:[^;"]|"[^"]*")+')
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)\]")
#: Words in quotes or behind an escape, a currency, what is not shown at all, and single characters.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|(?P<char>.)'
)
#: Code points of a format: Excel has no longer ones.
_MOST = 255
#: What stands for a number in no format of its own.
_GENERAL = "\0"
_PLACES, _FIXED, _CORE = frozenset("0#?"), frozenset("0#?.,%'"), frozenset("0#?.,%eE/" + _GENERAL)
_CURRENCIES = frozenset("¥￥$€£")
_DIGIT = re.compile(r"\d")
_LONGEST = 16
#: Decimal places that Excel shows at most, and digits of the largest number with them.
_MOST_DECIMALS = 30
_EXACTLY = Context(prec=400, rounding=ROUND_HALF_UP)


class _Form(Struct, frozen=True, kw_only=True):
    """A section of a format: the words before and after the number, and the marks that stand for its digits.

    A decimal point that is only a word ("0!.0,") stands in `core` as an apostrophe.
    """

    before: str
    core: str
    after: str


def number_as_shown(value: float, pattern: str) -> str:
    """A finite number in the words of a format, without separators between thousands."""
    form = _form(_section(value, pattern))
    core = form.core
    number = _EXACTLY.multiply(Decimal(repr(value)), Decimal(100 if "%" in core else 1))
    scaled = len(core.rstrip("%")) - len(core.rstrip("%").rstrip(","))
    number = number.scaleb(-3 * scaled, _EXACTLY)
    if _PLACES.isdisjoint(core) or not _FIXED.issuperset(core):
        written = _without_zeros(f"{number:f}", 0)
    else:
        _, point, rest = core.partition("'" if "'" in core else ".")
        decimals = min(sum(char in _PLACES for char in rest), _MOST_DECIMALS)
        if point == "'":
            number = _EXACTLY.quantize(number, Decimal(1)).scaleb(-decimals, _EXACTLY)
        written = _without_zeros(f"{_EXACTLY.quantize(number, Decimal(1).scaleb(-decimals)):f}", rest.count("0"))
    if not written.strip("-0."):
        written = written.removeprefix("-")
    return form.before + written + ("%" if "%" in core else "") + form.after


def _without_zeros(written: str, kept: int) -> str:
    """A number without the zeros that end it behind the point, but so many decimals as are `kept`."""
    whole, point, rest = written.partition(".")
    rest = rest[:kept] + rest[kept:].rstrip("0")
    return whole + point + rest if rest else whole


def _section(value: float, pattern: str) -> str:
    """The section of a format that a number is shown by; signs are written whatever the format makes of them."""
    sections: list[str] = _SECTION.findall(pattern[:_MOST])
    for section in sections:
        condition = _CONDITION.search(section)
        if condition is None or _meets(value, condition[1], float(condition[2])):
            return section
    return ""


def _meets(value: float, sign: str, bound: float) -> bool:
    less, equal = value < bound, value == bound
    return {"<=": less or equal, ">=": not less, "<>": not equal, "<": less, ">": not (less or equal), "=": equal}[sign]


@lru_cache(maxsize=256)
def _form(section: str) -> _Form:
    core = ""
    words = ["", ""]
    for token in _TOKEN.finditer(section.replace("General", _GENERAL)):
        said = token["quoted"] or token["escaped"] or token["currency"] or ""
        char = token["char"] or ""
        if char and char in _CORE:
            # What stood between two marks of digits was no word behind the number.
            core += ("'" if words[1] == "." else "") + char
            words[1] = ""
        else:
            words[bool(core)] += said or (
                char if char in _CURRENCIES or (char.isalpha() and not char.isascii()) else ""
            )
    before, after = ("" if _DIGIT.search(each) or len(each) > _LONGEST else each for each in words)
    return _Form(before=before, core=core, after=after)
