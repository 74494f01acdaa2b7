"""Where Node is, and the module that tests run in it."""

import os
import shutil
from pathlib import Path

import pytest

from sim.browser.module import module


def found(*names: str) -> str:
    """A program that runs the model; where it lacks the test is skipped, but for a gate that promises it."""
    for name in names:
        if path := shutil.which(name):
            return path
    if os.environ.get("SHEQU_GATE"):
        pytest.fail(f"{names[0]} is not installed")
    pytest.skip(f"{names[0]} is not installed")


@pytest.fixture(scope="session")
def node() -> str:
    """Node, 18 or later."""
    return found("node", "nodejs")


@pytest.fixture(scope="session")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The module of today's rules, in a file."""
    file = tmp_path_factory.mktemp("module") / "model.wasm"
    file.write_bytes(module())
    return file
