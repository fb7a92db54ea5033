"""A number with its unit as they stand in the text, before the words around bound it, and ranges of two of them."""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from msgspec.structs import replace

from factcheck.extract.figure import Form
from factcheck.extract.interval import Measure
from factcheck.extract.numeral import Numeral
from factcheck.model.quantity import Dimension, Modifier

_BARE = frozenset({Dimension.NUMBER, Dimension.RANK})
#: What a later item of a list says of itself alone.
_NOT_LENT = frozenset({Dimension.NUMBER, Dimension.RANK, Dimension.DURATION})


class Reading(NamedTuple):
    """A number (from `start` to `number_end`) and its unit (to `end`), in offsets of the view.

    A `tentative` one is a figure only as the first end of a range (三至五百人).
    """

    start: int
    number_end: int
    end: int
    form: Form
    numeral: Numeral
    measure: Measure
    tentative: bool = False

    @classmethod
    def of(
        cls, match: re.Match[str], form: Form, numeral: Numeral, measure: Measure, *, end: int | None = None
    ) -> "Reading":
        """A match that is a number; `end` is where a unit behind it ends, `None` without one."""
        return cls(
            start=match.start(),
            number_end=match.end(),
            end=match.end() if end is None else end,
            form=form,
            numeral=numeral,
            measure=measure,
        )

    @property
    def bare(self) -> bool:
        """Whether nothing says what is counted."""
        return not self.measure.unit and self.measure.dimension in _BARE

    def completes(self, left: "Reading") -> bool:
        """Whether an item of a list in front of this one may lack the unit that stands here: 3.1、4.2亿元.

        Lengths of time are left out, since 3、5年 are years by name as often as lengths; things counted are whole.
        """
        if self.measure.dimension in _NOT_LENT or left.numeral.modifier is not Modifier.EXACT:
            return False
        if left.measure.unit:
            return self.measure.unit.startswith(left.measure.unit) and self.measure.unit != left.measure.unit
        return self.measure.dimension != Dimension.COUNT or left.numeral.step == 1

    def completed(self, left: "Reading") -> "Reading":
        """That item with this one's unit, and with its magnitude unless it has its own."""
        numeral = left.numeral.scaled(self.numeral.scale) if left.numeral.scale == 1 else left.numeral
        return left._replace(numeral=numeral, measure=self.measure)


class Joint(Enum):
    """How two neighbouring readings belong together."""

    NONE = auto()
    RANGE = auto()
    SERIES = auto()


def join_ranges(readings: Iterable[Reading], joint: Callable[[Reading, Reading], Joint]) -> Iterator[Reading]:
    """The readings, the two ends of a range as one: 120至160颗, 10%-15%, 3至5亿元, 第6-8位.

    `joint` says of two neighbours what the words between and around make of them. In a series (from 10 to 15 percent)
    the second one only lends the first its unit.
    """
    left: Reading | None = None
    for right in readings:
        between = joint(left, right) if left else Joint.NONE
        whole = _range(left, right) if left and between is Joint.RANGE else None
        if left and left.bare and between is Joint.SERIES:
            left = left._replace(numeral=_borrowed(left.numeral, right.numeral), measure=right.measure)
        if left and not whole and not left.tentative:
            yield left
        left = whole or right
    if left and not left.tentative:
        yield left


def share_units(
    readings: Iterable[Reading], lacking: Callable[[Reading], bool], listed: Callable[[Reading, Reading], bool]
) -> Iterator[Reading]:
    """The readings, the items of a list with the unit that the last one has: 3.1、4.2和5.3亿元, 3.8个、4.5个百分点.

    `lacking` says whether an item may lack its unit, or the end of it; `listed` whether two neighbours are of one list.
    """
    waiting: list[Reading] = []
    for reading in readings:
        lacks = lacking(reading)
        if waiting:
            goes_on = listed(waiting[-1], reading)
            if goes_on and all(map(reading.completes, waiting)):
                waiting = list(map(reading.completed, waiting))
            elif goes_on and lacks:
                waiting.append(reading)
                continue
            yield from waiting
            waiting = []
        if lacks:
            waiting.append(reading)
        else:
            yield reading
    yield from waiting


def _range(left: Reading, right: Reading) -> Reading | None:
    """Two readings as one range, `None` where they make none."""
    measure = _common(left, right)
    if measure is None or left.numeral.modifier is not Modifier.EXACT:
        return None
    low, high = _borrowed(left.numeral, right.numeral), right.numeral
    if low.low >= high.high:
        return None
    numeral = replace(high, low=low.low, modifier=Modifier.RANGE, step=min(low.step, high.step))
    return right._replace(start=left.start, form=left.form, numeral=numeral, measure=measure)


def _borrowed(low: Numeral, high: Numeral) -> Numeral:
    """The first number with the magnitude that is written behind the second only: 3至5亿元 is 3亿 to 5亿."""
    return low.scaled(high.scale) if low.scale == 1 < high.scale and low.low < high.low / high.scale else low


def _common(left: Reading, right: Reading) -> Measure | None:
    """What both ends of a range are counted in: the one's unit serves the other."""
    if left.measure == right.measure:
        return right.measure
    if left.bare and right.measure.unit:
        rank = left.measure.dimension == Dimension.RANK
        return replace(right.measure, dimension=Dimension.RANK) if rank else right.measure
    return left.measure if right.bare and left.measure.dimension.startswith("currency:") else None
