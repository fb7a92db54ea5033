"""The pages of the documentation cover what is there, and lead to what is there."""

import re
from fnmatch import fnmatch
from pathlib import Path


def test_every_file_is_covered(root: Path) -> None:
    """Every file under rules/ is of a kind that the page lists, and every kind that it lists exists."""
    page = (root / "rules" / "README.md").read_text(encoding="utf-8")
    kinds = re.findall(r"^\| \[`(.+?)`\]", page, re.MULTILINE)
    patterns = [kind.replace("LANGUAGE", "*").replace("…", "*") for kind in kinds]
    files = [path.relative_to(root / "rules").as_posix() for path in (root / "rules").rglob("*.*") if path.is_file()]
    for file in files:
        assert file == "README.md" or any(fnmatch(file, pattern) for pattern in patterns), file
    for pattern in patterns:
        assert any(fnmatch(file, pattern) for file in files), pattern


def test_readers_exist(root: Path) -> None:
    """The modules that the page names as readers exist."""
    page = (root / "rules" / "README.md").read_text(encoding="utf-8")
    readers = set(re.findall(r"`(factcheck/\S+\.py)`", page))
    assert readers
    assert not [reader for reader in readers if not (root / reader).is_file()]


def test_files_open_with_their_grammar(root: Path) -> None:
    """Every rule file opens with a comment."""
    files = [*(root / "rules").rglob("*.yaml"), root / "rules" / "lexicon" / "units.txt"]
    assert not [file.name for file in files if not file.read_text(encoding="utf-8").startswith("# ")]


def test_links_of_the_documentation_lead_somewhere(root: Path) -> None:
    """Every relative link in README and the documentation leads to a file or folder that exists."""
    pages = [root / "README.md", *(root / "docs").rglob("*.md"), *(root / "rules").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
