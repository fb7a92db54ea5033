"""Runs the program over annotated sets and prints how right it is: python tests/accuracy/measure.py [FOLDER].

FOLDER holds further sets beside the project's own (tests/accuracy/sets.py says how), the environment's FACTCHECK_GOLD
where it is not given. Exit status 0, 1 where figures to be committed have fallen, 2 where a set cannot be read.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from accuracy.cases import KINDS, cases
from accuracy.measured import Measured, measure_set, reliability
from accuracy.page import PAGE, parts, rewrite, tables
from accuracy.ratchet import commit, falls
from accuracy.sets import annotated_sets
from accuracy.tables import as_json, as_lines, band_json, band_lines, cause_lines
from factcheck.model.errors import FactcheckError


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures the program against annotated sets.")
    parser.add_argument("folder", nargs="?", type=Path, help="folder of further sets (default: FACTCHECK_GOLD)")
    parser.add_argument("--sets", metavar="NAME,...", help="measure these alone (default: all there are)")
    parser.add_argument("--rules", type=Path, help="folder of rules (default: the shipped ones)")
    parser.add_argument("--show", default="", metavar="KIND,...", help=f"list cases: {', '.join(KINDS)}")
    parser.add_argument("--most", type=int, default=40, help="most cases to list of a kind (default: 40)")
    style = parser.add_mutually_exclusive_group()
    style.add_argument("--json", action="store_true", help="print JSON")
    style.add_argument("--markdown", action="store_true", help="print the tables of docs/accuracy.md")
    style.add_argument("--update-figures", action="store_true", help="commit the figures, in docs/accuracy.md too")
    style.add_argument("--accept-falls", action="store_true", help="the same, also where figures have fallen")
    given = parser.parse_args()
    given.show = [kind for kind in given.show.split(",") if kind]
    if unknown := set(given.show) - set(KINDS):
        parser.error(f"--show: {', '.join(sorted(unknown))}: expected any of {', '.join(KINDS)}")
    return given


def main() -> int:
    """Measures, and prints or commits the figures."""
    given = _arguments()
    try:
        chosen = annotated_sets(given.folder, given.sets.split(",") if given.sets else None)
        measured = [measure_set(annotated, given.rules) for annotated in chosen]
        if given.update_figures or given.accept_falls:
            return _commit(measured, accept_falls=given.accept_falls)
    except FactcheckError as error:
        print(f"measure.py: {error}", file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps(_json(measured), indent=1))
    elif given.markdown:
        print(tables(measured), end="")
    else:
        _print(measured, given.show, given.most)
    return 0


def _commit(measured: Sequence[Measured], *, accept_falls: bool) -> int:
    """Writes the committed figures and the measured parts of the page, unless figures fell and that was not asked."""
    scores = [entry.score for entry in measured]
    fallen = falls(scores)
    print(*fallen, sep="\n", end="\n" if fallen else "", file=sys.stderr)
    if fallen and not accept_falls:
        print("measure.py: nothing was written; --accept-falls commits lower figures too", file=sys.stderr)
        return 1
    commit(scores)
    rewrite(PAGE, parts(measured))
    return 0


def _json(measured: Sequence[Measured]) -> dict[str, object]:
    sets = {entry.name: as_json(entry.score, entry.causes) for entry in measured}
    return {"sets": sets, "reliability": [band_json(band) for band in reliability(measured)]}


def _print(measured: Sequence[Measured], kinds: Sequence[str], most: int) -> None:
    for entry in measured:
        print(*as_lines(entry.score), *cause_lines(entry.causes), sep="\n")
        for kind in kinds:
            listed = cases(entry.outcomes, kind)
            print(f"  --- {kind}: {len(listed)}", *listed[:most], sep="\n      ")
        print()
    print("Reliability over the Chinese sets", *band_lines(reliability(measured)), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
