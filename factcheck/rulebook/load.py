"""Loads a folder of rules into the one frozen Rulebook that every stage is handed."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.model.errors import RuleError
from factcheck.model.layout import LayoutLexicon
from factcheck.model.rule import VerdictRule
from factcheck.rulebook.alignment import AlignmentRules, load_alignment
from factcheck.rulebook.layout import load_layout
from factcheck.rulebook.lexicon import Lexicon, load_lexicon
from factcheck.rulebook.location import shipped_rules
from factcheck.rulebook.units import UnitTable, load_units
from factcheck.rulebook.verdicts import load_verdicts
from factcheck.rulebook.vetoes import Veto, load_vetoes

#: The language whose lexicon serves texts of a language that has none.
FALLBACK = "en"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rulebook:
    """All that is data: lexicons, vetoes, verdict rules, weights. `digest` is a hash of every rule file, in hex.

    Lexicons are read when a text asks for their language: each costs about as much as checking a short document.
    """

    digest: str
    root: Path
    languages: tuple[str, ...]
    units: UnitTable
    layout: LayoutLexicon
    vetoes: tuple[Veto, ...]
    verdicts: tuple[VerdictRule, ...]
    alignment: AlignmentRules

    def lexicon(self, language: str) -> Lexicon:
        """The lexicon of a language, or English where it has none. Raises `RuleError` for a wrong file."""
        name = language if language in self.languages else FALLBACK
        return _lexicon(self.root / "lexicon" / name, self.units)


@cache
def _lexicon(folder: Path, units: UnitTable) -> Lexicon:
    return load_lexicon(folder, units.forms)


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """The rulebook in a folder, by default the shipped one. Raises `RuleError` for whatever is wrong in it."""
    root = folder or shipped_rules()
    if not (root / "lexicon").is_dir():
        raise RuleError(root, None, "is not a folder of rules (it has no lexicon folder)")
    units = load_units(root / "lexicon" / "units.txt")
    languages = tuple(sorted(path.name for path in (root / "lexicon").iterdir() if path.is_dir()))
    if FALLBACK not in languages:
        raise RuleError(root / "lexicon", None, f"the language {FALLBACK!r} is missing")
    return Rulebook(
        digest=_digest(root),
        root=root,
        languages=languages,
        units=UnitTable(forms=units),
        layout=load_layout(root),
        vetoes=load_vetoes(root / "vetoes"),
        verdicts=load_verdicts(root / "verdicts"),
        alignment=load_alignment(root / "alignment.yaml"),
    )


def _digest(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in {".yaml", ".txt"}):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
