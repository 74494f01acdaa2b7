"""The command line in this process."""

from tests.cli.conftest import shequ

__all__ = ["shequ"]
