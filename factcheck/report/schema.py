"""Finds the JSON Schema of reports: inside the package in a wheel, in docs/ of a checkout or an editable install."""

from pathlib import Path

from factcheck.model.errors import FactcheckError

_NAME = "report.schema.json"


def schema_text() -> str:
    """The schema as published. Raises `FactcheckError` where the installation has none."""
    package = Path(__file__).resolve().parent.parent
    for path in (package / _NAME, package.parent / "docs" / _NAME):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise FactcheckError(f"{package / _NAME}: is missing; install factcheck again")
