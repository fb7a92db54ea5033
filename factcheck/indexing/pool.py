"""A pool of processes that each have the rules, and are given some items at once."""

import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from factcheck.indexing.reading import Manner
from factcheck.model.errors import FactcheckError
from factcheck.rulebook.load import Rulebook

Item = TypeVar("Item")
Done = TypeVar("Done")
Job = Callable[[Item, Manner, Rulebook], Done]

#: Items that a process is given at once.
_CHUNK = 16
#: Chunks that are done or waiting, for each process.
_WAITING = 3

_rulebook: Rulebook | None = None


def on_cores(
    cores: int, items: Iterable[Item], job: Job[Item, Done], manner: Manner, rulebook: Rulebook
) -> Iterator[Done]:
    """What `job` makes of each item in so many processes, in the order of the items; the first error ends it."""
    context, left, known = _context(), iter(items), None
    if context.get_start_method() == "fork":
        # A copy of this process has the rules already, and what the language of its first item needs of them; any
        # other reads them for itself.
        known = rulebook
        for item in islice(left, 1):
            yield job(item, manner, rulebook)
    executor = ProcessPoolExecutor(cores, mp_context=context, initializer=_start, initargs=(manner, known))
    try:
        yield from _ordered(executor, left, job, manner, cores * _WAITING)
    except BrokenProcessPool as error:
        raise FactcheckError(
            "a process that reads documents was ended from outside; is there too little memory?"
        ) from error
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _ordered(
    executor: ProcessPoolExecutor, left: Iterator[Item], job: Job[Item, Done], manner: Manner, most: int
) -> Iterator[Done]:
    waiting: deque[Future[list[Done] | str]] = deque()
    while chunk := list(islice(left, _CHUNK)):
        waiting.append(executor.submit(_work, job, chunk, manner))
        if len(waiting) >= most:
            yield from _result(waiting.popleft())
    while waiting:
        yield from _result(waiting.popleft())


def _result(future: "Future[list[Done] | str]") -> list[Done]:
    result = future.result()
    if isinstance(result, str):
        raise FactcheckError(result)
    return result


def _start(manner: Manner, rulebook: Rulebook | None) -> None:
    """Gets a process ready. What the rules complain of is told with the first work."""
    global _rulebook  # noqa: PLW0603 what a process of a pool knows, it can keep nowhere else
    try:
        _rulebook = rulebook or manner.rulebook()
    except FactcheckError:
        _rulebook = None


def _work(job: Job[Item, Done], items: Sequence[Item], manner: Manner) -> list[Done] | str:
    """The results of a chunk, or what the user has to mend: not every error can be sent to another process."""
    try:
        rulebook = _rulebook or manner.rulebook()
        return [job(item, manner, rulebook) for item in items]
    except FactcheckError as error:
        return str(error)


def _context() -> multiprocessing.context.BaseContext:
    """A copy of this process starts soonest, where that is safe."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
