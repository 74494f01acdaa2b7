"""Every command of the tutorial, in the order of the page, in a copy of its folder."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "tutorials" / "own-city.md"
BLOCK = re.compile(r"^```(\w+)(?: (\w+)=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: its language, what stands behind it (``exit=2``, ``file=name``), its text."""

    language: str
    option: str
    value: str
    text: str


def blocks() -> Iterator[Block]:
    for found in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        language, option, value, text = found.groups(default="")
        yield Block(language, option, value, text)


def shequ(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(line)
    assert words[0] == "shequ"
    before = os.environ.get("PYTHONPATH", "")
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{before}", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "sim.cli", *words[1:]]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tutorials' folder in which every block of the page was carried out."""
    copy = tmp_path_factory.mktemp("tutorial") / "tutorials"
    shutil.copytree(PAGE.parent, copy)
    said = ""
    for block in blocks():
        if block.option == "file":
            (copy / block.value).write_text(block.text, encoding="utf-8")
        for line in block.text.splitlines() if block.language == "sh" else ():
            done = shequ(line, copy)
            assert done.returncode == int(block.value or 0), f"{line}\n{done.stderr}"
            said = done.stderr
        if block.language == "text":
            assert block.text == said
    return copy


def test_every_command_of_the_page_does_what_the_page_says(folder: Path) -> None:
    assert sum(len(block.text.splitlines()) for block in blocks() if block.language == "sh") == 6


def test_the_page_leaves_behind_what_it_names(folder: Path) -> None:
    for name in (
        "example.toml",
        "shili.toml",
        "results/first/tables/communities.csv",
        "results/first/tables/communities.xlsx",
        "results/first/tables/communities.parquet",
        "results/mine/report.html",
        "results/mine/tables/differences.xlsx",
    ):
        assert (folder / name).is_file(), name


def test_the_page_names_every_column_in_both_languages() -> None:
    from sim.spreadsheet.columns import COLUMNS

    page = PAGE.read_text(encoding="utf-8")
    assert [one.name for one in COLUMNS if f"`{one.name}`" not in page or one.zh[0] not in page] == []
