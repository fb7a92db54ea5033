"""Reads a PDF in a process of its own, which may neither take for ever nor eat the memory of the one that asks.

What a page draws is a program, and the library that runs it is machine code: a page of a few bytes can call itself a
billion times, and no check of the file beforehand would tell.
"""

import contextlib
import gc
import multiprocessing
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from factcheck.model.errors import InputError
from factcheck.model.layout import LayoutLexicon
from factcheck.read.extracted import Extracted
from factcheck.read.pdf.text import read_pdf
from factcheck.read.sources import shown

#: Seconds of processor time, and of waiting where others keep the processors busy; bytes beside what is there already.
SECONDS, PATIENCE, MEMORY = 120, 600, 1024 * 1024 * 1024
_PAGE_SIZES = Path("/proc/self/statm")


def read_pdf_apart(content: bytes, name: str, layout: LayoutLexicon) -> Extracted:
    """The text of a PDF. Raises `InputError` as `read_pdf`, and where it would need more than the limits above."""
    linux = sys.platform == "linux"
    context = multiprocessing.get_context("fork") if linux else multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(sender, content, name, layout), daemon=True)
    try:
        process.start()
        sender.close()
        found = receiver.recv() if receiver.poll(PATIENCE) else None
    except EOFError:
        found = None
    finally:
        process.kill()
        process.join()
        receiver.close()
    if isinstance(found, str):
        raise InputError(found)
    if not isinstance(found, Extracted):
        limits = f"{SECONDS} seconds and {MEMORY // (1024 * 1024)} MB"
        raise InputError(f"{shown(name)}: cannot be read within {limits}; print it to a new PDF, or save it as text")
    return found


def _read(sender: Connection, content: bytes, name: str, layout: LayoutLexicon) -> None:
    """Sends what was read, or what the user has to mend."""
    # A search for cycles would touch, and so copy, all that this process shares with the one that asks.
    gc.disable()
    _limit()
    try:
        found: Extracted | str = read_pdf(content, name, layout)
    except InputError as error:
        found = str(error)
    except MemoryError:
        return
    with contextlib.suppress(BrokenPipeError):
        sender.send(found)


def _limit() -> None:
    """Limits this process, where the system can."""
    try:
        import resource  # noqa: PLC0415 not every system has it
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if _PAGE_SIZES.exists():
        used = int(_PAGE_SIZES.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
