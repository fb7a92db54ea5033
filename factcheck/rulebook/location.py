"""Finds the shipped rules: inside the package in a wheel, beside it in a checkout or an editable install."""

from functools import cache
from pathlib import Path

from factcheck.model.errors import RuleError


@cache
def shipped_rules() -> Path:
    """The folder of the rules that come with this installation. Raises `RuleError` where there is none."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "rules", package.parent / "rules"):
        if (folder / "lexicon").is_dir():
            return folder
    raise RuleError(package / "rules", None, "the shipped rules are missing; install factcheck again")


@cache
def is_shipped(path: Path) -> bool:
    """Whether a rule file is one of those that come with this installation, which its tests have read."""
    return shipped_rules() in path.parents
