"""Which figures are no quantities of the text."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from factcheck.extract.figure import Figure
from factcheck.model.span import Span
from factcheck.rulebook.vetoes import WINDOW, Veto

_Question = Callable[[str], re.Match[str] | None] | None


class _Asked(NamedTuple):
    """A veto with the questions that it asks of the text, of a figure and of the words around it; `None` asks none."""

    veto: Veto
    figure: _Question
    after: _Question
    before: _Question
    not_before: _Question
    not_after: _Question


class Vetoes:
    """The vetoes of a rulebook, asked for one figure after another; built once per rulebook."""

    def __init__(self, vetoes: Sequence[Veto]) -> None:
        self._vetoes = vetoes
        self._admitting: dict[tuple[str, str], tuple[_Asked, ...]] = {}

    def of(self, text: str, block: Span, figure: Figure) -> Veto | None:
        """The first veto that a figure of a view's block falls under, `None` for a real quantity."""
        start, end = figure.span.start, figure.span.end
        before = text[max(block.start, start - WINDOW) : start]
        written = text[start:end]
        after = text[end : min(block.end, end + WINDOW)]
        for veto, is_figure, is_after, is_before, not_before, not_after in self._admit(
            figure.form, figure.quantity.dimension
        ):
            if (
                (is_figure is None or is_figure(written))
                and (is_after is None or is_after(after))
                and (is_before is None or is_before(before))
                and not (not_before and not_before(before))
                and not (not_after and not_after(after))
            ):
                return veto
        return None

    def _admit(self, form: str, dimension: str) -> tuple[_Asked, ...]:
        """The vetoes that admit a form and dimension, in their order; forms and dimensions are few."""
        found = self._admitting.get((form, dimension))
        if found is None:
            family = dimension.partition(":")[0]
            found = self._admitting[form, dimension] = tuple(
                _asked(veto)
                for veto in self._vetoes
                if (not veto.forms or form in veto.forms) and (not veto.dimensions or family in veto.dimensions)
            )
        return found


def _asked(veto: Veto) -> _Asked:
    return _Asked(
        veto=veto,
        figure=veto.figure.fullmatch if veto.figure else None,
        after=veto.after.match if veto.after else None,
        before=veto.before.search if veto.before else None,
        not_before=veto.not_before.search if veto.not_before else None,
        not_after=veto.not_after.match if veto.not_after else None,
    )


@lru_cache(maxsize=4)
def gathered(vetoes: tuple[Veto, ...]) -> Vetoes:
    """The vetoes of a rulebook, ready to be asked; gathered once per process."""
    return Vetoes(vetoes)
