"""What the process ends with. The commands are in `pipeline.commands`."""

from __future__ import annotations

import sys

from pipeline.commands import app
from pipeline.console import show_problem
from pipeline.errors import OzaError, StoreError, unusable


def main() -> None:
    """Runs a command. A user's mistake ends in one line and the exit code of its kind."""
    try:
        app()
    except OzaError as problem:
        for single in getattr(problem, "problems", ()):
            show_problem(str(single))
        show_problem(str(problem))
        sys.exit(problem.exit_code)
    except OSError as problem:
        show_problem(str(unusable(problem)))
        sys.exit(StoreError.exit_code)


if __name__ == "__main__":
    main()
