"""Estimates the weights of rules/alignment.yaml from annotated sets: python tests/accuracy/fit.py SET,... [FOLDER].

SET:SHARE makes a set count that much, as in typhoon:0.2; others count 1. Only the numbers after `prior` and `weight`
change; levels, thresholds, comments and weights that are `fixed` stay. With --leave-out, nothing is written: each set
named there is scored with weights estimated without it, and without the drafts that are about it.
Exit status 0, or 2 where a set cannot be read or nothing can be learned from it.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from accuracy.estimate import estimate
from accuracy.examples import Material
from accuracy.outcomes import run_set
from accuracy.score import SetScore, score
from accuracy.sets import ROOT, AnnotatedSet, annotated_sets
from accuracy.tables import set_table
from accuracy.weights import write_weights
from factcheck.model.errors import FactcheckError

#: What did best on sets left out.
STRENGTH = 0.1
FILE = "alignment.yaml"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Estimates the weights of rules/alignment.yaml from annotated sets.")
    parser.add_argument("sets", metavar="SET[:SHARE],...", help="sets to estimate from")
    parser.add_argument("folder", nargs="?", type=Path, help="folder of further sets (default: FACTCHECK_GOLD)")
    parser.add_argument("--rules", type=Path, default=ROOT / "rules", help="folder of rules (default: the project's)")
    parser.add_argument(
        "--strength",
        default=str(STRENGTH),
        metavar="NUMBER,...",
        help=f"how far weights follow the examples (default: {STRENGTH}); several with --leave-out",
    )
    parser.add_argument("--leave-out", metavar="SET,...", help="score these with weights estimated without them")
    given = parser.parse_args()
    try:
        given.strength = [float(number) for number in given.strength.split(",")]
    except ValueError:
        parser.error(f"--strength {given.strength}: expected numbers")
    if min(given.strength) <= 0 or (len(given.strength) > 1 and not given.leave_out):
        parser.error("--strength: expected one number above 0, or several with --leave-out")
    return given


def main() -> int:
    """Estimates, and writes the weights or the scores of the sets left out."""
    given = _arguments()
    try:
        shares = _shares(given.sets)
        chosen = annotated_sets(given.folder, list(shares))
        if given.leave_out:
            left_out = annotated_sets(given.folder, given.leave_out.split(","))
            _print_left_out(chosen, shares, left_out, given.rules, given.strength)
        else:
            materials = [Material(annotated, given.rules, shares[annotated.name]) for annotated in chosen]
            path = given.rules / FILE
            write_weights(path, path, estimate(materials, path, given.strength[0]))
    except FactcheckError as error:
        print(f"fit.py: {error}", file=sys.stderr)
        return 2
    return 0


def _shares(sets: str) -> dict[str, float]:
    """The sets of the command line and how much each counts."""
    shares = {}
    for entry in sets.split(","):
        name, _, share = entry.partition(":")
        try:
            shares[name] = float(share or 1)
        except ValueError as error:
            raise FactcheckError(f"{entry}: expected SET or SET:SHARE, as in typhoon:0.2") from error
    return shares


def _print_left_out(
    chosen: Sequence[AnnotatedSet],
    shares: Mapping[str, float],
    left_out: Sequence[AnnotatedSet],
    rules: Path,
    strengths: Sequence[float],
) -> None:
    materials = {annotated.name: Material(annotated, rules, shares[annotated.name]) for annotated in chosen}
    for strength in strengths:
        scores = []
        for target in left_out:
            names = [annotated.name for annotated in chosen if _may_teach(annotated, target)]
            print(f"strength {strength:g}: {target.name} from {', '.join(names)}", file=sys.stderr)
            scores.append(_scored([materials[name] for name in names], target, rules, strength))
        print(f"strength {strength:g}\n\n{set_table(scores)}", flush=True)


def _may_teach(annotated: AnnotatedSet, target: AnnotatedSet) -> bool:
    """Whether a set says nothing of the target's own annotation."""
    return annotated.name != target.name and annotated.archive not in {target.documents, target.archive} - {None}


def _scored(materials: Sequence[Material], target: AnnotatedSet, rules: Path, strength: float) -> SetScore:
    """The target's figures under weights estimated from the materials alone."""
    weights = estimate(materials, rules / FILE, strength)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "rules"
        shutil.copytree(rules, folder)
        write_weights(rules / FILE, folder / FILE, weights)
        return score(run_set(target, folder))


if __name__ == "__main__":
    sys.exit(main())
