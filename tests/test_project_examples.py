"""What README and the walk through the stages show is what the program says; `--update-goldens` renews it."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

#: A block between a mark that names it and the end of its fence.
SHOWN = re.compile(r"(<!-- shown: (?P<name>\S+) -->\n```\w*\n)(?P<text>.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
LEFT, RIGHT = "255家", "260家"
PLACE = ("text", "start", "end")
SLOTS = ("subject", "measure", "scope", "kind")


@pytest.fixture(scope="module")
def shown(root: Path) -> Mapping[str, str]:
    """Every block that a page may show, by name."""
    terminal = _check(root).strip("\n").split("\n\n")
    report = json.loads(_check(root, "--format", "json"))
    claims = {claim["text"]: claim for claim in report["claims"] if claim["text"] in {LEFT, RIGHT}}
    ids = [claims[LEFT]["id"], claims[RIGHT]["id"]]
    finding = next(finding for finding in report["findings"] if finding["claims"] == ids)
    fact = next(fact for fact in report["facts"] if fact["id"] == finding["fact"])
    document = next(document for document in report["documents"] if document["id"] == claims[LEFT]["document"])
    pair = next(part for part in terminal if LEFT in part and RIGHT in part)
    return {
        "summary": f"{pair}\n\n…\n\n{terminal[-1]}\n",
        "pair": f"{pair}\n",
        "document": _lines(document, "path", "title", "language", "published"),
        "claim": _lines(claims[LEFT], *PLACE, *SLOTS, "quantity", "period"),
        "other-claim": _lines(claims[RIGHT], *PLACE, *SLOTS, "period"),
        "fact": _lines(fact, "label", "status"),
        "finding": _lines(finding, "status", "rule", "severity", "confidence", "explanation"),
    }


def _check(root: Path, *options: str) -> str:
    """What `factcheck check seeds/` prints; it finds conflicts, so its status is 1."""
    command = [sys.executable, "-m", "factcheck", "check", "seeds/", *options]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, "")
    return done.stdout


def _lines(entry: Mapping[str, Any], *keys: str) -> str:
    """Some keys of an entry as JSON, a line each."""
    rows = [f'  "{key}": {json.dumps(entry[key], ensure_ascii=False)}' for key in keys]
    return "{\n" + ",\n".join(rows) + "\n}\n"


@pytest.mark.parametrize("name", ["README.md", "docs/how-it-works.md"])
def test_pages_show_what_the_program_says(
    root: Path, shown: Mapping[str, str], name: str, update_goldens: bool
) -> None:
    """Every marked block of the page is, to the character, what a run on seeds/ gives."""
    page = root / name
    text = page.read_text(encoding="utf-8")
    renewed = SHOWN.sub(lambda block: block[1] + shown[block["name"]], text)
    assert renewed.count("<!-- shown: ") == len(SHOWN.findall(text)) > 0
    if update_goldens:
        page.write_text(renewed, encoding="utf-8")
    else:
        assert renewed == text
