"""Which figures are no quantities of the text."""

from collections.abc import Sequence
from functools import lru_cache

from factcheck.extract.figure import Figure
from factcheck.model.span import Span
from factcheck.rulebook.vetoes import WINDOW, Veto


class Vetoes:
    """The vetoes of a rulebook, asked for one figure after another; built once per rulebook."""

    def __init__(self, vetoes: Sequence[Veto]) -> None:
        self._vetoes = vetoes
        self._admitting: dict[tuple[str, str], tuple[Veto, ...]] = {}

    def of(self, text: str, block: Span, figure: Figure) -> Veto | None:
        """The first veto that a figure of a view's block falls under, `None` for a real quantity."""
        start, end = figure.span.start, figure.span.end
        before = text[max(block.start, start - WINDOW) : start]
        written = text[start:end]
        after = text[end : min(block.end, end + WINDOW)]
        for veto in self._admit(figure.form, figure.quantity.dimension.partition(":")[0]):
            if (
                (veto.figure is None or veto.figure.fullmatch(written))
                and (veto.after is None or veto.after.match(after))
                and (veto.before is None or veto.before.search(before))
                and not (veto.not_before and veto.not_before.search(before))
                and not (veto.not_after and veto.not_after.match(after))
            ):
                return veto
        return None

    def _admit(self, form: str, dimension: str) -> tuple[Veto, ...]:
        """The vetoes that admit a form and dimension, in their order; forms and dimensions are few."""
        if (form, dimension) not in self._admitting:
            self._admitting[form, dimension] = tuple(
                veto
                for veto in self._vetoes
                if (not veto.forms or form in veto.forms) and (not veto.dimensions or dimension in veto.dimensions)
            )
        return self._admitting[form, dimension]


@lru_cache(maxsize=4)
def gathered(vetoes: tuple[Veto, ...]) -> Vetoes:
    """The vetoes of a rulebook, ready to be asked; gathered once per process."""
    return Vetoes(vetoes)
