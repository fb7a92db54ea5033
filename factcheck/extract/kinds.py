"""Tells what sort of figure a claim states, and whether as a result, a forecast or a plan."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from factcheck.extract.figure import Figure, Form
from factcheck.extract.frame import MASK, Place
from factcheck.model.claim import Kind, Modality
from factcheck.model.period import Aspect, Period
from factcheck.model.quantity import Dimension
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.words import WordLexicon

#: What a figure of a dimension states, and what it states behind a verb of change.
_BY_DIMENSION: Mapping[str, Kind] = {
    Dimension.RANK: Kind.RANK,
    Dimension.DATE: Kind.DATE,
    Dimension.PERCENTAGE_POINT: Kind.CHANGE,
    Dimension.MULTIPLE: Kind.MULTIPLE,
    Dimension.RATIO: Kind.SHARE,
}
_CHANGED: Mapping[str, Kind] = {Dimension.MULTIPLE: Kind.CHANGE, Dimension.RATIO: Kind.CHANGE}
#: Kinds of figures that a header may call changes.
_HEADED = frozenset({Kind.SHARE, Kind.MULTIPLE, Kind.FLOW, Kind.TOTAL, Kind.OTHER})
#: A sign in front of a figure and what it is in, which is no dash between two.
_SIGN = re.compile(rf"(?:^|[\s({MASK}\u3400-\u9fff])[+\u2212-]\s?\d[\d.,]*\D{{0,9}}$")
#: What a header says in brackets at its end: mostly its unit.
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
#: Code points behind a figure in which a word of increment still belongs to it (3家新增企业).
_NEAR = 4
#: Words whose modality is kept at hand: a heading is in front of all figures below it.
_REMEMBERED = 1024
#: Code points between what compares (比) and how it differs (多).
_COMPARED = 20


class Kinds:
    """Decides kinds and modalities from the words around; built once per lexicon."""

    def __init__(self, words: WordLexicon, *, spaced: bool) -> None:
        edge = r"\b" if spaced else ""
        moved = f"{edge}(?:{alternation(words.rise | words.fall)}){edge}"
        noun = f"{edge}(?:{alternation(words.change)}){edge}"
        fill = f"(?:{alternation(words.fillers)}|[ {MASK}]){{0,3}}"
        arrived = f"(?:{alternation(words.arrival | words.fillers)}|[ {MASK}]){{0,4}}"
        # The figures of a list that follows are all changes (分别增长3%、4%和5%).
        listed = f"(?:[{MASK} ]+(?:[、/]|{edge}(?:{alternation(words.joining)}){edge}))*[ ]*"
        self._change = re.compile(f"(?:{moved}{fill}|{noun}{arrived}|{_difference(words)}{fill}){listed}$", re.I)
        #: Any of the words of change, one of which all such expressions need.
        self._changing = re.compile(alternation(words.rise | words.fall | words.change | words.than), re.I)
        self._moved = re.compile(moved, re.I)
        self._later_change = re.compile(rf"[ ]?{moved}", re.I) if spaced else None
        self._share = _any(words.share | words.of, edge)
        self._increment = re.compile(
            f"(?!{edge}(?:{alternation(words.kept)})){_any(words.increment, edge).pattern}", re.I
        )
        self._added = re.compile(f"{edge}(?:{alternation(words.increment)}){edge}{fill}$", re.I)
        self._cumulative = _any(words.cumulative, edge)
        self._flow = _any(words.flow, edge)
        self._plan = re.compile(f"(?!{alternation(words.unplanned)}){_any(words.plan, edge).pattern}", re.I)
        self._forecast = _any(words.forecast, edge)
        self._stock = _any(words.stock, edge)
        #: Any of the words that tell the kind of an amount, as most words in front of one are none.
        self._telling = _any(words.increment | words.cumulative | words.flow | words.stock, edge)
        self._told = lru_cache(_REMEMBERED)(self._modality)

    def kind(self, figure: Figure, written: str, place: Place, period: Period, *, per: bool) -> Kind:
        """The kind of a figure; `written` is its own text, `per` says that a base of a rate was found for it."""
        dimension, before = figure.quantity.dimension, place.before
        changed = (
            self.is_change(before)
            or (dimension in _CHANGED and self._is_moved(written, before))
            or bool(self._later_change and self._later_change.match(place.after))
        )
        if dimension in _BY_DIMENSION:
            plain = figure.form is Form.DOUBLED or not changed
            return _BY_DIMENSION[dimension] if plain else _CHANGED.get(dimension, _BY_DIMENSION[dimension])
        if changed:
            return Kind.INCREMENT if self._added.search(before) else Kind.CHANGE
        return Kind.RATE if per else self._amount(figure, place, period)

    def under(self, headers: Iterable[str], kind: Kind) -> Kind:
        """The kind of a cell's figure: a header may call all figures under it changes (同比, 增速（%）)."""
        if kind not in _HEADED or not any(self.is_change(_BRACKETED.sub("", header)) for header in headers):
            return kind
        return Kind.CHANGE

    def _is_moved(self, written: str, before: str) -> bool:
        """Whether a ratio says itself that it is a change: by a verb that it begins with, or by its sign (+3%)."""
        return self._moved.match(written) is not None or _SIGN.search(f"{before.rstrip(MASK)}{written}") is not None

    def is_change(self, before: str) -> bool:
        """Whether the words in front of a figure make it the amount of a change."""
        return self._changing.search(before) is not None and self._change.search(before) is not None

    def _amount(self, figure: Figure, place: Place, period: Period) -> Kind:
        """The kind of a count or amount that is no change and no rate; what is told as of a date is a total."""
        dimension, before = figure.quantity.dimension, place.before
        if not self._telling.search(before):
            before = ""
        added, running = self._increment.search(before), not _within_a_year(period)
        if added and running and self._cumulative.search(before, 0, added.start()):
            # What has been added all in all is a total (累计新增).
            return Kind.TOTAL
        behind = self._increment.search(place.after)
        if added or (behind and behind.end() <= _NEAR):
            return Kind.INCREMENT
        if period.aspect is Aspect.AS_OF or (running and self._cumulative.search(before)):
            return Kind.TOTAL
        flow, stock = _last(self._flow, before), _last(self._stock, before)
        if stock > flow or (dimension == Dimension.COUNT and self._stock.match(place.after.lstrip())):
            return Kind.OTHER
        counted = dimension == Dimension.COUNT and (
            self._flow.fullmatch(figure.quantity.unit) or self._flow.search(place.after)
        )
        if flow >= 0 or counted:
            return Kind.FLOW
        return Kind.FLOW if dimension.startswith("currency") else Kind.TOTAL

    def modality(self, words: Iterable[str]) -> Modality:
        """Plan, forecast or actual, by the words in front of a figure, nearest first."""
        return next(filter(None, map(self._told, words)), Modality.ACTUAL)

    def _modality(self, text: str) -> Modality | None:
        """Plan or forecast, `None` where the words do not say."""
        if self._plan.search(text):
            return Modality.PLAN
        return Modality.FORECAST if self._forecast.search(text) else None


def _difference(words: WordLexicon) -> str:
    """比上年多, 较目标低: what differs by the figure, said without a verb of change."""
    inside = {word[: -len(than)] for word in words.kept for than in words.than if word.endswith(than)} - {""}
    starts = "".join(f"(?<!{re.escape(start)})" for start in sorted(inside))
    than = f"(?={alternation(words.than)}){starts}(?!{alternation(words.kept)})(?:{alternation(words.than)})"
    return f"{than}[^,;:。、]{{1,{_COMPARED}}}(?:{alternation(words.comparative)})"


def _within_a_year(period: Period) -> bool:
    """Whether a period is of several months of one year: what adds up over them is these months' alone (1—7月累计)."""
    if period.aspect is not Aspect.DURING or period.start is None or period.end is None:
        return False
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    return 1 < months < 12


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins, -1 for none."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _any(words: Iterable[str], edge: str) -> re.Pattern[str]:
    return re.compile(f"{edge}(?:{alternation(words)}){edge}", re.I)
