"""`explorer`, `career-explorer` and `python -m explorer`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; returns the exit code."""
    from explorer.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
