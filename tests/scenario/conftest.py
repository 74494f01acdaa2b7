"""A folder of one's own to write scenarios in."""

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., str]

HEAD = 'extends = "{extends}"\n[name]\nen = "A"\nzh = "甲"\n[question]\nen = "Q?"\nzh = "问？"\n'


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)

    def write_scenario(body: str, name: str = "mine", extends: str = "baseline") -> str:
        (tmp_path / f"{name}.toml").write_text(HEAD.format(extends=extends) + body, encoding="utf-8")
        return f"{name}.toml"

    return write_scenario
