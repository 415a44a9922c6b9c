"""The command line, as ``rasoat`` or ``python -m rasoat``."""

from __future__ import annotations

import signal
import sys


def main() -> int:
    """Runs the program; gives its exit code."""
    from ._native import run

    # Python would only take note of Ctrl+C, and the program runs outside of it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run(["rasoat", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
