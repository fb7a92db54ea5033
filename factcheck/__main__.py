"""Starts the program, and turns every way it can end into an exit status: 0, 1, 2, or 130 when interrupted."""

import gc
import sys
import traceback
from collections.abc import Sequence

import typer

from factcheck.cli.app import app
from factcheck.model.errors import FactcheckError
from factcheck.report.escape import escaped

_COULD_NOT_WORK = 2
_INTERRUPTED = 130
#: Allocations between two searches for cycles. There are next to none: what a run makes refers to what was made before.
_BETWEEN_COLLECTIONS = 500_000

#: The base of all complaints about the command line; typer has no name of its own for it that all its releases share.
_UsageError: type[Exception] = typer.BadParameter.__mro__[2]


def run() -> int:
    """Runs the program in a process of its own: memory is given back when that ends, not before."""
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    status = main()
    # Else the end of the process begins with several searches through everything that it made.
    gc.freeze()
    return status


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with `arguments`, by default those of the process; its exit status."""
    try:
        status = app(arguments, prog_name="factcheck", standalone_mode=False)
    except FactcheckError as error:
        return _refuse(str(error))
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED
    except _UsageError as error:
        return _refuse(_complaint(error))
    except Exception:
        # Whatever went wrong: left to Python, status 1 would say that figures disagree.
        traceback.print_exc()
        return _refuse("this is a fault of the program; please report it with the lines above")
    return status if isinstance(status, int) else 0


def _complaint(error: Exception) -> str:
    """What is wrong with the command line, in sentences; some releases of typer tell how they found out, too."""
    said = " ".join(str(getattr(error, "format_message", error.__str__)()).split())
    said = said.replace("Value error, ", "")
    return f"{said}{'' if said.endswith(('.', '?')) else '.'} See factcheck --help."


def _refuse(message: str) -> int:
    """Says in a line (two for a rule file, the second one the file's) what is wrong."""
    lines = (escaped(line) for line in f"factcheck: {message}".split("\n"))
    print("\n".join(lines), file=sys.stderr)
    return _COULD_NOT_WORK


if __name__ == "__main__":
    sys.exit(run())
