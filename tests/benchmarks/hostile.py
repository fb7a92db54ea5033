"""Prints what documents cost that mean harm: `python tests/benchmarks/hostile.py [SHARE]`, SHARE of their full size.

Each is archived, and a draft is checked against the archive, beside documents of as many bytes that mean none. At full
size it takes some minutes.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from benchmarks.newsroom import articles  # noqa: E402 the line above makes it importable
from benchmarks.processes import MEGABYTE, additions, run  # noqa: E402 the same

#: Documents by their names.
Documents = Iterator[tuple[str, str]]

DRAFT = "青禾市第77区共有充电站78座。\n"
_ODD = ("a\nb", 'a"b', "a'b", "a'); DROP TABLE documents; --", "a\x1b[2Jb", "a%_*?b", "a\tb", "甲 乙")


def _digits(share: float) -> Documents:
    yield "digits.txt", "1234567890" * int(1_000_000 * share)


def _claims(share: float) -> Documents:
    yield "claims.txt", "".join(f"青禾市共有充电站{at}座。\n" for at in range(int(200_000 * share)))


def _copies(share: float) -> Documents:
    (text,) = articles(1)
    yield from ((f"{at}.txt", text) for at in range(int(1_000 * share)))


def _names(share: float) -> Documents:
    texts = articles(int(1_000 * share))
    yield from ((f"{_ODD[at % len(_ODD)]}{at}.txt", text) for at, text in enumerate(texts))


HOSTILE: Mapping[str, Callable[[float], Documents]] = {
    "10 MB of digits": _digits,
    "200,000 claims in a document": _claims,
    "one content under 1,000 names": _copies,
    "1,000 names of line feeds, quotes, controls": _names,
}


def main() -> None:
    """Measures and prints."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    _print(
        "documents", "MB", "build, s", "peak, MB", "check, s", "peak, MB", "like others: build", "peak", "check", "peak"
    )
    _print(*["---"] * 10)
    before = additions()
    for name, made in HOSTILE.items():
        documents = list(made(share))
        sizes = [len(text.encode()) for _, text in documents]
        cost, other = _cost(iter(documents)), _cost(_harmless(sizes))
        ratios = (f"{one / another:.2f}" for one, another in zip(cost, other, strict=True))
        seconds, peak, check, check_peak = cost
        _print(
            name,
            f"{sum(sizes) / MEGABYTE:.1f}",
            f"{seconds:.1f}",
            f"{peak:.0f}",
            f"{check:.1f}",
            f"{check_peak:.0f}",
            *ratios,
        )
    print(f"\nten million additions, s: {before:.2f} before, {additions():.2f} behind")


def _harmless(sizes: list[int]) -> Documents:
    """As many documents of the same sizes: articles, one behind another where one alone is too short."""
    texts = (text for seed in count(7) for text in articles(1_000, seed))
    for at, size in enumerate(sizes):
        parts, left = [], size
        while left > 0:
            parts.append(next(texts)[:left])
            left -= len(parts[-1].encode())
        yield f"{at}.txt", "\n\n".join(parts)


def _cost(documents: Documents) -> tuple[float, float, float, float]:
    """Seconds and megabytes to archive documents, and to check a draft against the archive."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "archive").mkdir()
        for called, text in documents:
            (folder / "archive" / called).write_text(text, encoding="utf-8")
        (folder / "draft.txt").write_text(DRAFT, encoding="utf-8")
        # So that all modules are compiled, as those of an installed program are.
        run(folder, "check", "draft.txt", "--fail-on", "never")
        build = run(folder, "index", "build", "news.factcheck", "archive")
        run(folder, "index", "verify", "news.factcheck")
        check = run(folder, "check", "draft.txt", "--against", "news.factcheck", "--fail-on", "never")
        return build.seconds, build.peak / MEGABYTE, check.seconds, check.peak / MEGABYTE


def _print(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
