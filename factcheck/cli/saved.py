"""Reads a JSON report back, for commands that are about one of its findings."""

import json
from pathlib import Path

from factcheck.model.errors import FactcheckError
from factcheck.report.saved import Json


def read_report(report: Path) -> Json:
    """The report of a file. Raises `FactcheckError` for a file that is missing or no report."""
    try:
        payload = json.loads(report.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise FactcheckError(f"{report}: there is no such report; factcheck check --report json={report}") from error
    except OSError as error:
        raise FactcheckError(f"{report}: cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise FactcheckError(f"{report}: is not JSON ({error})") from error
    if not isinstance(payload, dict) or payload.get("schema_version") != 1 or "findings" not in payload:
        raise FactcheckError(f"{report}: is no report of factcheck check --format json")
    return payload
