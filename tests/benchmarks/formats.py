"""Prints how long each format takes beside plain text: `python tests/benchmarks/formats.py`. Takes about a minute.

One invented article after another is written in every format; all are read in one run, so that ratios count and the
machine's speed does not. What office programs write is larger than what is written here by hand. The PDF needs the font
of Debian's fonts-droid-fallback.
"""

import io
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from openpyxl import Workbook  # noqa: E402 as above

from benchmarks.generate import documents  # noqa: E402 the lines above make it importable
from factcheck.extract import extract  # noqa: E402 as above
from factcheck.read.reading import read_source  # noqa: E402 as above
from factcheck.read.sources import Source  # noqa: E402 as above
from factcheck.rulebook.load import Rulebook, load_rulebook  # noqa: E402 as above
from pdf_files import LEADING, Words, column, pdf_file  # noqa: E402 as above
from word_files import paragraph, word_file  # noqa: E402 as above

#: Articles, some together as long as a long report; runs, of which the median counts.
ARTICLES, TOGETHER, RUNS = 12, 10, 5
_COLUMN, _LINES = 40, 46


def word(text: str) -> bytes:
    """A Word file, a paragraph for each."""
    return word_file("".join(paragraph(escape(line)) for line in text.split("\n") if line))


def page(text: str) -> bytes:
    """A page of a portal."""
    links = "".join(f'<li><a href="/{at}">新闻{at}</a></li>' for at in range(40))
    body = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line)
    return f"<!DOCTYPE html><html><body><nav><ul>{links}</ul></nav><div>{body}</div></body></html>".encode()


def printed(text: str) -> bytes:
    """A PDF of one column."""
    lines: list[Words] = []
    for part in filter(None, text.split("\n")):
        lines += column(part, 60, 0, width=_COLUMN)
    pages = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
    return pdf_file(
        [[(left, 80 + at * LEADING, size, said) for at, (left, _, size, said) in enumerate(one)] for one in pages],
        embedded=True,
    )


def sheet(text: str) -> bytes:
    """A workbook with a sentence in each row."""
    book = Workbook()
    for line in filter(None, text.split("\n")):
        book.worksheets[0].append(["条目", line])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


FORMATS: dict[str, Callable[[str], bytes]] = {
    "txt": str.encode,
    "md": str.encode,
    "docx": word,
    "html": page,
    "pdf": printed,
    "xlsx": sheet,
    "csv": lambda text: "\n".join(f'条目,"{line}"' for line in text.split("\n") if line).encode(),
}


def main() -> None:
    """Measures and prints everything."""
    rulebook = load_rulebook()
    articles = list(documents(ARTICLES * TOGETHER, 1))
    texts = ["\n\n".join(articles[at : at + TOGETHER]) for at in range(0, len(articles), TOGETHER)]
    head = ["format", "bytes", "reading, ms", "against plain text", "with extracting, against plain text"]
    for row in (head, ["---"] * len(head)):
        print("| " + " | ".join(row) + " |")
    plain: tuple[float, float] | None = None
    with tempfile.TemporaryDirectory() as folder:
        for suffix, write in FORMATS.items():
            paths = []
            for number, text in enumerate(texts):
                paths.append(Path(folder) / f"{number}.{suffix}")
                paths[-1].write_bytes(write(text))
            reading, both = measured(paths, rulebook)
            plain = plain or (reading, both)
            size = statistics.mean(path.stat().st_size for path in paths)
            row = [f".{suffix}", f"{size:.0f}", f"{1000 * reading:.0f}"]
            row += [f"{reading / plain[0]:.1f}", f"{both / plain[1]:.2f}"]
            print("| " + " | ".join(row) + " |", flush=True)


def spent() -> float:
    """Seconds of processor time so far, of processes that have ended too: others may be using the machine."""
    return sum(os.times()[:4])


def measured(paths: list[Path], rulebook: Rulebook) -> tuple[float, float]:
    """Seconds a file of reading, and of extracting too, the median of the runs."""
    readings, boths = [], []
    for _ in range(RUNS + 1):
        started = spent()
        read = [read_source(Source(name=path.name, path=path), layout=rulebook.layout) for path in paths]
        between = spent()
        for document in read:
            extract(document, rulebook)
        readings.append((between - started) / len(paths))
        boths.append((spent() - started) / len(paths))
    # The first run also imports the library, and compiles the expressions of the rules.
    return statistics.median(readings[1:]), statistics.median(boths[1:])


if __name__ == "__main__":
    main()
