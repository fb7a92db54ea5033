"""Writes scores down: as lines for a terminal, as Markdown tables for docs/accuracy.md, as values for programs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from accuracy.bands import Band
from accuracy.causes import Cause, Counts
from accuracy.ground import Scope
from accuracy.score import Quality, Rates, ScopeScore, SetScore

_QUALITIES = ("aligned", "strict", "conflict")


def as_lines(score: SetScore) -> Iterator[str]:
    """A set's figures for a terminal."""
    yield score.name
    for scope, figures in score.scopes.items():
        yield f"  {scope.value}"
        for name in _QUALITIES:
            quality: Quality = getattr(figures, name)
            by_fact, by_pair = _spelled(quality.by_fact), _spelled(quality.by_pair)
            counts = f"{quality.reported} reported, {quality.gold} gold, {quality.wrong_links} wrong links"
            yield f"    {name:9} by fact {by_fact}   by pair {by_pair}   {counts}"
        yield f"    label     {figures.label_accuracy:.3f} of {figures.matched} matched pairs accepted"
        yield f"    facts     {figures.conflicts_found} of {figures.conflicts} in conflict reported so"
    yield f"  negatives made: {score.negatives_made} of {score.negatives}"
    if score.planted:
        kinds = ", ".join(f"{kind} {found}/{count}" for kind, (found, count) in score.planted.items())
        yield f"  planted errors shown, by kind: {kinds}"


def _spelled(rates: Rates) -> str:
    return f"P {rates.precision:.3f} R {rates.recall:.3f} F1 {rates.f1:.3f}"


def band_lines(bands: Sequence[Band]) -> Iterator[str]:
    """The reliability table for a terminal."""
    yield "confidence  findings  right  share  95 % interval"
    for band in bands:
        yield "  ".join(
            (f"{_reach(band):10}", f"{band.findings:8}", f"{band.right:5}", f"{_share(band):>5}", _interval(band))
        )


def set_table(scores: Iterable[SetScore]) -> str:
    """The figures between documents, by fact, a set a row."""
    head = (
        "set", "aligned P", "R", "F1", "strict P", "R", "F1", "conflict P", "R", "F1",
        "labels right", "facts in conflict shown", "wrong links in red", "negatives made",
    )  # fmt: skip
    return markdown(head, [_set_row(score, score.scopes[Scope.BETWEEN]) for score in scores])


def _set_row(score: SetScore, figures: ScopeScore) -> list[str]:
    rates = [rates for name in _QUALITIES for rates in _cells(getattr(figures, name).by_fact)]
    return [
        score.name,
        *rates,
        f"{figures.label_accuracy:.3f}",
        f"{figures.conflicts_found} of {figures.conflicts}",
        f"{figures.conflict.wrong_links}",
        f"{score.negatives_made} of {score.negatives}",
    ]


def _cells(rates: Rates) -> list[str]:
    return [f"{value:.3f}" for value in (rates.precision, rates.recall, rates.f1)]


def planted_table(score: SetScore) -> str:
    """The planted errors of a set, a kind a row."""
    return markdown(
        (f"planted error in {score.name}", "facts", "shown as a conflict"),
        [[kind, f"{count}", f"{found}"] for kind, (found, count) in score.planted.items()],
    )


def cause_table(counts: Mapping[str, Counts]) -> str:
    """The errors of several sets by cause: pairs, and in brackets the facts or wrong links that they are about."""
    found = ((cause, [of_set.get(cause) for of_set in counts.values()]) for cause in Cause)
    rows = [[cause.value, *map(_counted, cells)] for cause, cells in found if any(cells)]
    return markdown(("error", *counts), rows)


def _counted(count: tuple[int, int] | None) -> str:
    return f"{count[0]} ({count[1]})" if count else "–"


def cause_lines(counts: Counts) -> Iterator[str]:
    """The errors of a set by cause for a terminal."""
    for cause, (pairs, facts) in counts.items():
        yield f"  {cause.value}: {pairs} pairs ({facts})"


def band_table(bands: Iterable[Band]) -> str:
    """The reliability table."""
    return markdown(
        ("confidence", "findings", "right", "share", "95 % interval"),
        [[_reach(band), f"{band.findings}", f"{band.right}", _share(band), _interval(band)] for band in bands],
    )


def _reach(band: Band) -> str:
    return f"{band.low:.1f} to {band.high:.1f}"


def _share(band: Band) -> str:
    return "–" if band.share is None else f"{band.share:.3f}"


def _interval(band: Band) -> str:
    low, high = band.interval
    return f"{low:.3f} to {high:.3f}" if band.findings else "–"


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; ends with a line feed."""
    return "".join("| " + " | ".join(cells) + " |\n" for cells in (head, ["---"] * len(head), *rows))


def as_json(score: SetScore, causes: Counts) -> dict[str, Any]:
    """A set's figures as plain values, shares rounded to four digits."""
    return {
        "language": score.language,
        **{scope.name.lower(): _scope_json(figures) for scope, figures in score.scopes.items()},
        "negatives": {"made": score.negatives_made, "of": score.negatives},
        "causes": {cause.name.lower(): {"pairs": pairs, "facts": facts} for cause, (pairs, facts) in causes.items()},
        "planted": {kind: {"shown": found, "of": count} for kind, (found, count) in score.planted.items()},
    }


def _scope_json(figures: ScopeScore) -> dict[str, Any]:
    return {
        **{name: _quality_json(getattr(figures, name)) for name in _QUALITIES},
        "label": {"accuracy": round(figures.label_accuracy, 4), "matched": figures.matched},
        "facts_in_conflict": {"shown": figures.conflicts_found, "of": figures.conflicts},
    }


def _quality_json(quality: Quality) -> dict[str, Any]:
    return {
        "by_fact": _rates_json(quality.by_fact),
        "by_pair": _rates_json(quality.by_pair),
        "reported": quality.reported,
        "gold": quality.gold,
        "wrong_links": quality.wrong_links,
    }


def _rates_json(rates: Rates) -> dict[str, float]:
    named = {"precision": rates.precision, "recall": rates.recall, "f1": rates.f1}
    return {name: round(value, 4) for name, value in named.items()}


def band_json(band: Band) -> dict[str, Any]:
    """A band as plain values."""
    low, high = (round(value, 4) for value in band.interval)
    share = None if band.share is None else round(band.share, 4)
    return {
        "from": band.low,
        "to": band.high,
        "findings": band.findings,
        "right": band.right,
        "share": share,
        "interval": [low, high],
    }
