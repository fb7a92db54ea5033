"""The annotated sets there are: the project's own and the invented ones in tests/gold, and those of another folder.

A folder of further sets holds a folder NAME for each, with NAME/gold.yaml and the documents in NAME/docs. With a folder
NAME/archive, its documents are what those in NAME/docs are checked against. Where NAME has no folder docs, the
documents stand beside gold.yaml and are drafts about the facts of the seeds.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.model.errors import FactcheckError

ROOT = Path(__file__).resolve().parent.parent.parent
_GOLD = ROOT / "tests" / "gold"
_SEEDS = ROOT / "seeds"

#: Names the folder of further sets where the command line does not.
VARIABLE = "FACTCHECK_GOLD"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedSet:
    """Documents with their annotation; `archive` is what they are checked against, `None` where it is one another."""

    name: str
    gold: Path
    documents: Path
    archive: Path | None = None


#: The sets of the repository, in the order in which they are shown.
OWN = (
    AnnotatedSet(name="seeds", gold=_GOLD / "seeds.yaml", documents=_SEEDS),
    AnnotatedSet(name="drafts", gold=_GOLD / "drafts" / "gold.yaml", documents=_GOLD / "drafts", archive=_SEEDS),
)


def annotated_sets(folder: Path | None, names: Sequence[str] | None = None) -> tuple[AnnotatedSet, ...]:
    """The project's own sets, the invented ones and those in `folder`; with `names`, those alone and in that order.

    `None` for the folder stands for the one that the environment names, if any. A set in it that has the name of one of
    the project's own is passed over. Raises `FactcheckError` for a folder or a name that is not there.
    """
    found: dict[str, AnnotatedSet] = {}
    for annotated in (*OWN, *invented_sets(), *further_sets(folder or _from_environment())):
        found.setdefault(annotated.name, annotated)
    names = names or list(found)
    for name in names:
        if name not in found:
            raise FactcheckError(f"there is no annotated set {name!r}; there are {', '.join(sorted(found))}")
    return tuple(found[name] for name in names)


def invented_sets() -> tuple[AnnotatedSet, ...]:
    """The sets that were invented for the project, in the order of their names."""
    return tuple(annotated for annotated in further_sets(_GOLD) if annotated.name not in {own.name for own in OWN})


def further_sets(folder: Path | None) -> tuple[AnnotatedSet, ...]:
    """The sets in a folder in the order of their names; none where there is no folder."""
    if folder is None:
        return ()
    if not folder.is_dir():
        raise FactcheckError(f"{folder}: is not a folder of annotated sets")
    return tuple(_further(path.parent) for path in sorted(folder.glob("*/gold.yaml")))


def _further(folder: Path) -> AnnotatedSet:
    documents, archive = folder / "docs", folder / "archive"
    if not documents.is_dir():
        return AnnotatedSet(name=folder.name, gold=folder / "gold.yaml", documents=folder, archive=_SEEDS)
    return AnnotatedSet(
        name=folder.name,
        gold=folder / "gold.yaml",
        documents=documents,
        archive=archive if archive.is_dir() else None,
    )


def _from_environment() -> Path | None:
    folder = os.environ.get(VARIABLE)
    return Path(folder) if folder else None
