"""Asks git which files have changed since a revision."""

import subprocess
from pathlib import Path

from factcheck.model.errors import FactcheckError
from factcheck.read.sources import SIDECAR_SUFFIX

#: Seconds after which git has hung, on a lock or a filesystem.
_PATIENCE = 60


def changed_since(revision: str) -> frozenset[Path]:
    """The files, resolved, that differ from where the working tree's history left that of `revision`.

    New files count, unless git ignores them, and with a sidecar its document. Raises `FactcheckError` where git or the
    revision is not there.
    """
    root = Path(_git("rev-parse", "--show-toplevel").strip("\n"))
    commit = _commit(revision)
    try:
        base = _git("merge-base", commit, "HEAD").strip()
    except FactcheckError:
        # Of a shallow clone the common history may be missing, and the revision itself is all there is.
        base = commit
    changed = _git("diff", "--name-only", "--no-relative", "--no-ext-diff", "-z", base, "--")
    added = _git("-C", str(root), "ls-files", "--others", "--exclude-standard", "--full-name", "-z")
    names = [name for name in (changed + added).split("\0") if name]
    # What is told of a document beside it is a part of it.
    names += [name.removesuffix(SIDECAR_SUFFIX) for name in names if name.endswith(SIDECAR_SUFFIX)]
    return frozenset((root / name).resolve() for name in names)


def _commit(revision: str) -> str:
    try:
        return _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except FactcheckError as error:
        raise FactcheckError(
            f"--changed-since {revision}: git knows no such revision; fetch it first (git fetch, fetch-depth: 0)"
        ) from error


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, timeout=_PATIENCE, check=False)
    except FileNotFoundError as error:
        raise FactcheckError("--changed-since: git is not installed") from error
    except (subprocess.TimeoutExpired, OSError, ValueError) as error:
        raise FactcheckError(f"--changed-since: git cannot be run ({error})") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise FactcheckError(f"--changed-since: git {arguments[0]}: {said[-1] if said else 'failed'}")
    return done.stdout.decode("utf-8", "surrogateescape")
