"""Finds the atoms of times in a text: the smallest pieces (2024年, 9月, 去年), each with what it says."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from factcheck.rulebook.moments import Moment, Window
from factcheck.rulebook.time_patterns import Atom, Choice
from factcheck.rulebook.times import TimeLexicon

_CENTURY = 100
_DECADE = 10
_MONTHS_OF_QUARTER = 3
_NOON = 12
#: Moments that are kept at hand: texts say the same years and months again and again.
_REMEMBERED = 1024
#: The hour that ends a day, told as its last minute.
_MIDNIGHT = "24"


class Occurrence(NamedTuple):
    """An atom at its place; `name` marks what is never a period."""

    start: int
    end: int
    moment: Moment
    name: bool = False


def scan(text: str, lexicon: TimeLexicon) -> Iterator[Occurrence]:
    """All atoms from left to right, none overlapping; linear, as every pattern is bounded."""
    resume, choices = 0, lexicon.choices
    for candidate in lexicon.trigger.finditer(text):
        start = candidate.start()
        if start < resume:
            continue
        found = choices[text[start]].at(text, start)
        occurrence = read_atom(text, start, found[1], found[0], lexicon) if found else None
        if occurrence is not None:
            resume = occurrence.end
            yield occurrence


def follow(text: str, position: int, choice: Choice, lexicon: TimeLexicon) -> Occurrence | None:
    """The atom that stands directly at a position, of those that may follow there."""
    found = choice.at(text, position)
    return read_atom(text, position, found[1], found[0], lexicon) if found and found[1] > position else None


def read_atom(text: str, start: int, end: int, atom: Atom, lexicon: TimeLexicon) -> Occurrence | None:
    """What an atom says; `None` where its fields are no time (the 13th hour of the afternoon's 31)."""
    if atom.said is not None:
        return Occurrence(start, end, atom.said[text[start:end].lower()])
    match = atom.pattern.match(text, start)
    if match is None:
        return None
    return Occurrence(start, match.end(), _moment(atom, match.groups(), lexicon), atom.name)


@lru_cache(maxsize=_REMEMBERED)
def _moment(atom: Atom, groups: tuple[str | None, ...], lexicon: TimeLexicon) -> Moment:
    fields = ((name.partition("_")[0], groups[at - 1]) for name, at in atom.pattern.groupindex.items())
    said = {name: value for name, value in fields if value}
    if "n" in said:
        unit = lexicon.units[said["unit"].lower()]
        return Moment(window=Window(amount=lexicon.number(said["n"]), unit=unit, ahead="ahead" in said))
    if "named" in said:
        return _named(lexicon.named[said["named"].lower()], late="late" in said)
    if "feast" in said:
        feast = lexicon.feasts[said["feast"].lower()]
        return replace(feast, recent=True) if "some" in said else feast
    if said.get("h") == _MIDNIGHT:
        said |= {"h": "23", "mi": said.get("mi") or "59"}
    number = lexicon.number
    return Moment(
        year=lexicon.year(said["y"]) if "y" in said else None,
        years=_decade(said, lexicon) if "decade" in said else None,
        month=number(said["month"]) if "month" in said else None,
        months=_months(said, lexicon),
        day=number(said["d"]) if "d" in said else None,
        hour=_hour(said) if "h" in said else None,
        minute=int(said["mi"]) if "mi" in said else None,
    )


def _named(moment: Moment, *, late: bool) -> Moment:
    """A named period, or its last month (“十四五”末)."""
    if not late or moment.bounds is None:
        return moment
    last = moment.bounds[1]
    return Moment(bounds=(last.replace(day=1), last))


def _hour(said: dict[str, str]) -> int:
    hour = int(said["h"]) % 24
    if "pm" in said:
        return hour % _NOON + (_NOON if said["pm"].lower().startswith("p") else 0)
    return hour


def _decade(said: dict[str, str], lexicon: TimeLexicon) -> tuple[int, int]:
    """上世纪90年代 and 20世纪90年代 are 1990 to 1999; 2010s is written out."""
    tens = lexicon.number(said["decade"])
    if tens >= _CENTURY:
        return tens, tens + _DECADE - 1
    century = int(said["century"]) if "century" in said else 20
    first = (century - 1) * _CENTURY + tens
    return first, first + _DECADE - 1


def _months(said: dict[str, str], lexicon: TimeLexicon) -> tuple[int, int] | None:
    if "quarter" in said:
        last = lexicon.number(said["quarter"]) * _MONTHS_OF_QUARTER
        return last - _MONTHS_OF_QUARTER + 1, last
    if "firstquarters" in said:
        return 1, lexicon.number(said["firstquarters"]) * _MONTHS_OF_QUARTER
    if "firstmonths" in said:
        return 1, min(lexicon.number(said["firstmonths"]), 12)
    return None
