"""The command ``shequ``: thin; every command is also a Python call."""

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line."""
    try:
        _call()
    except KeyboardInterrupt:  # before a command is there to answer it
        sys.exit(INTERRUPTED)


def _call() -> None:
    from sim.cli.app import app
    from sim.cli.terminal import guard_streams

    guard_streams()
    app()
