"""Does one thing to each of many items on all cores: results in the order of the items, few of them waiting."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from factcheck.indexing.reading import Manner
from factcheck.rulebook.load import Rulebook

Item = TypeVar("Item")
Done = TypeVar("Done")
Job = Callable[[Item, Manner, Rulebook], Done]

#: So many items are done sooner in this process than others start.
HANDFUL = 48


def each(items: Iterable[Item], total: int, job: Job[Item, Done], manner: Manner, rulebook: Rulebook) -> Iterator[Done]:
    """What `job`, a function of a module, makes of each of `total` items, in their order; the first error ends it.

    Items are taken as they are needed.
    """
    cores = _cores()
    if total <= HANDFUL or cores == 1:
        for item in items:
            yield job(item, manner, rulebook)
        return
    from factcheck.indexing.pool import on_cores  # noqa: PLC0415 start-up time

    yield from on_cores(cores, items, job, manner, rulebook)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
