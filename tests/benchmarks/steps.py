"""Prints where processor time goes: `python tests/benchmarks/steps.py`. Takes about a minute.

Of a document that is archived, step by step in one process, and of starting a check, step by step in new processes.
Each step's best of several runs counts, as others may be using the machine; the tables are Markdown.
"""

import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from benchmarks.newsroom import write_articles  # noqa: E402 the line above makes it importable
from factcheck.align.profile import wide_terms  # noqa: E402 the same
from factcheck.align.terms import compiled_terms  # noqa: E402 the same
from factcheck.archive.packing import by_sentence  # noqa: E402 the same
from factcheck.extract import extract  # noqa: E402 the same
from factcheck.indexing.packing import Wanted, pack_document, state_of  # noqa: E402 the same
from factcheck.indexing.reading import Manner  # noqa: E402 the same
from factcheck.read.reading import read_source  # noqa: E402 the same
from factcheck.read.sources import Source, read_bytes  # noqa: E402 the same
from factcheck.rulebook.load import Rulebook, load_rulebook  # noqa: E402 the same

ARTICLES, RUNS = 100, 7
#: What a check does until it reads its first document, each step with the statement that does it.
STARTING = {
    "Python itself": "import time",
    "typer and the options": "import factcheck.cli.app",
    "the modules of a check": "import factcheck.cli.run",
    "vetoes, verdicts, weights": "from factcheck.rulebook.load import load_rulebook; book = load_rulebook()",
    "the words of Chinese": "words = book.lexicon('zh')",
    "their expressions": "from factcheck.extract.language import compiled; compiled(words)",
}


def main() -> None:
    """Measures and prints both tables."""
    _print("of a document", document_steps())
    print()
    _print("of starting", starting_steps())


def document_steps() -> dict[str, float]:
    """Seconds a document of each step: of each document the best of the runs, which come right behind one another."""
    rulebook, manner = load_rulebook(), Manner()
    with tempfile.TemporaryDirectory() as name:
        write_articles(Path(name) / "archive", ARTICLES)
        sources = [Source(name=path.name, path=path) for path in sorted(Path(name).rglob("*.txt"))]
        # The first article compiles expressions.
        _steps_of(sources[0], manner, rulebook)
        measured = [
            [min(runs) for runs in zip(*(_steps_of(source, manner, rulebook) for _ in range(RUNS)), strict=True)]
            for source in sources
        ]
    changed, read, extracted, terms, whole, sent = (sum(step) / len(sources) for step in zip(*measured, strict=True))
    return {
        "whether it has changed": changed,
        "reading": read,
        "extracting": extracted,
        "terms of its sentences": terms,
        "rows: claims, text and terms as compressed JSON": whole - changed - read - extracted - terms,
        "from one process to the other": sent,
    }


def _steps_of(source: Source, manner: Manner, rulebook: Rulebook) -> list[float]:
    """Seconds of the steps of a document, and of all that come before it is sent, done once more."""
    forget = compiled_terms(rulebook.lexicon("zh")).of.cache_clear
    marks = [time.process_time()]
    content = read_bytes(source)
    state_of(content, source, manner)
    marks.append(time.process_time())
    document = read_source(source, layout=rulebook.layout, content=content)
    marks.append(time.process_time())
    extraction = extract(document, rulebook)
    marks.append(time.process_time())
    claims = [claim for claim in extraction.claims if not claim.vetoed]
    forget()
    wide_terms(claims, [members[-1] for members in by_sentence(claims)], rulebook)
    marks.append(time.process_time())
    forget()
    rows = pack_document(Wanted(source=source, path=source.name, known=None), manner, rulebook)
    marks.append(time.process_time())
    pickle.loads(pickle.dumps(rows))
    marks.append(time.process_time())
    return [after - before for before, after in pairwise(marks)]


def starting_steps() -> dict[str, float]:
    """Seconds of each step, in processes whose modules are compiled."""
    told = "print(json.dumps(marks))"
    marked = [f"{statement}; marks.append(time.process_time())" for statement in STARTING.values()]
    script = "\n".join(["import json, time; marks = [0.0]", *marked, told])
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PYTHONPATH": str(TESTS.parent), "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        runs = [_marks(script, environment) for _ in range(RUNS + 1)][1:]
    return {step: min(marks[at + 1] - marks[at] for marks in runs) for at, step in enumerate(STARTING)}


def _marks(script: str, environment: dict[str, str]) -> list[float]:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=environment)
    marks: list[float] = json.loads(done.stdout)
    return marks


def _print(title: str, seconds: dict[str, float]) -> None:
    print(f"| {title} | ms | share |\n| --- | --- | --- |")
    whole = sum(seconds.values())
    for step, spent in seconds.items():
        print(f"| {step} | {1000 * spent:.2f} | {spent / whole:.0%} |")
    print(f"| all | {1000 * whole:.2f} | |")


if __name__ == "__main__":
    main()
