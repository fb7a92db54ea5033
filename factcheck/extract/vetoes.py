"""Which figures are no quantities of the text."""

from collections.abc import Sequence

from factcheck.extract.figure import Figure
from factcheck.model.span import Span
from factcheck.rulebook.vetoes import WINDOW, Veto


def veto_of(text: str, block: Span, figure: Figure, vetoes: Sequence[Veto]) -> Veto | None:
    """The first veto that a figure of a view's block falls under, `None` for a real quantity."""
    before = text[max(block.start, figure.span.start - WINDOW) : figure.span.start]
    written = text[figure.span.start : figure.span.end]
    after = text[figure.span.end : min(block.end, figure.span.end + WINDOW)]
    dimension = figure.quantity.dimension.partition(":")[0]
    for veto in vetoes:
        if veto.forms and figure.form not in veto.forms or veto.dimensions and dimension not in veto.dimensions:
            continue
        if (
            (veto.figure is None or veto.figure.fullmatch(written))
            and (veto.after is None or veto.after.match(after))
            and (veto.before is None or veto.before.search(before))
            and not (veto.not_before and veto.not_before.search(before))
            and not (veto.not_after and veto.not_after.match(after))
        ):
            return veto
    return None
