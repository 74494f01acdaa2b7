"""What a terminal would obey never reaches it; streams that are closed, names that are no text and sizes end in sentences."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.cli.output import print_json
from sim.language import visible
from sim.reading import from_home
from sim.report.files import write_table

Shequ = Callable[..., Any]
HEAD = 'extends = "baseline"\n[name]\nen = "A"\nzh = "甲"\n[question]\nen = "Q?"\nzh = "问？"\n'
ESCAPE = "\x1b]0;owned\x07"


@pytest.mark.parametrize("arguments", [["check"], ["check", "--json"], ["show"], ["run"], ["compare", "baseline"]])
def test_keys_and_names_of_files_reach_no_terminal_as_they_are(shequ: Shequ, arguments: list[str]) -> None:
    for name in ("m.toml", f"m{ESCAPE}.toml"):
        Path(name).write_text(HEAD + '[levers]\n"\\u001b]0;owned\\u0007" = 1\n', "utf-8")
        command, *options = arguments
        answer = shequ(command, *options, name)
        assert answer.status == 2
        assert "\x1b" not in answer.out + answer.err
        assert "\\u001b]0;owned\\u0007" in answer.err


def test_json_stays_json_whatever_it_holds(shequ: Shequ) -> None:
    name = "m\x9b\x7f.toml"
    Path(name).write_text(HEAD, "utf-8")
    answer = shequ("check", "--json", name)
    assert answer.status == 2
    assert [one["file"] for one in json.loads(answer.out)["files"]] == [name]
    assert "\x9b" not in answer.out + answer.err


def test_an_option_of_control_characters_is_shown_written_out(shequ: Shequ) -> None:
    answer = shequ("list", f"--{ESCAPE}")
    assert answer.status == 2
    assert "\x1b" not in answer.err


def test_new_lines_tabs_and_all_scripts_are_shown_as_they_are() -> None:
    assert visible("一 \t\n é 　ñ 👪") == "一 \t\n é 　ñ 👪"
    assert visible("\x1b\x9b\u202e\udcff\r\x00") == "\\u001b\\u009b\\u202e\\udcff\\u000d\\u0000"


def on_a_terminal(*arguments: str, folder: Path) -> str:
    """What a command writes to a terminal."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "sim.cli", *arguments]
    done = subprocess.run(command, cwd=folder, stdin=slave, stdout=slave, stderr=slave, timeout=120, check=False)
    os.close(slave)
    written = b""
    while True:
        try:
            more = os.read(master, 65_536)
        except OSError:
            break
        if not more:
            break
        written += more
    os.close(master)
    assert done.returncode in {0, 2}
    return written.decode("utf-8", "replace")


def test_a_real_terminal_is_never_sent_what_a_file_holds(tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / f"m{ESCAPE}.toml").write_text(HEAD, "utf-8")
    written = on_a_terminal("check", f"scenarios/m{ESCAPE}.toml", f"n{ESCAPE}.toml", folder=tmp_path)
    assert "\x1b]" not in written
    assert written.count("\\u001b]0;owned") >= 2


@pytest.mark.parametrize("closing", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_is_no_reason_to_fail(tmp_path: Path, closing: str) -> None:
    command = f'"{sys.executable}" -m sim.cli check baseline --lang en {closing}'
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_a_terminal_without_chinese_is_sent_marks_and_a_name_of_bytes_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "方案.toml").write_text(HEAD, "utf-8")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "sim.cli", "check", "方案.toml", "--lang", "zh"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, env=os.environ | plain, timeout=120, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) in {(0, False), (2, False)}


def test_more_problems_than_anybody_reads_are_counted(shequ: Shequ) -> None:
    Path("m.toml").write_text(HEAD + "[levers]\n" + "".join(f"x{k} = 1\n" for k in range(150)), "utf-8")
    answer = shequ("check", "m.toml", "--lang", "en")
    assert answer.status == 2
    assert answer.err.splitlines()[0].startswith("150 ")
    assert answer.err.splitlines()[-1] == "  and 50 more"


def test_a_command_that_runs_out_of_memory_says_so(shequ: Shequ, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: str) -> None:
        raise MemoryError

    monkeypatch.setattr("sim.scenario.load", full)
    answer = shequ("check", "m.toml", "--lang", "en")
    assert (answer.status, answer.err[:27]) == (1, "There is not enough memory ")


def test_a_name_that_looks_like_a_formula_is_text_in_csv_files(tmp_path: Path) -> None:
    names = ["=cmd|'/c calc'!A1", "+1", "-2", "@x", "plain", "一"]
    write_table(pd.DataFrame({"=name": names, "value": [-1.5] * len(names)}), tmp_path, "t")
    lines = (tmp_path / "t.csv").read_text("utf-8").splitlines()
    assert lines == ["'=name,value", *(("'" if name[0] in "=+-@" else "") + f"{name},-1.5" for name in names)]
    assert list(pd.read_parquet(tmp_path / "t.parquet")["=name"]) == names


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list", "--with", "pipe.py"], "a pipe or a device, not a file"),
        (["list", "--with", "/dev/zero"], "a pipe or a device, not a file"),
        (["list", "--with", "bytes.py"], "not a text file in UTF-8"),
        (["list", "--with", "circle.py"], "cannot be read"),
        (["compare", "baseline", "menu_services", "--seeds", "1" * 5_000], "--seeds"),
        (["run", "baseline", "--city", "x" * 5_000], "--city"),
        (["run", "baseline", "--city", "pipe.py"], "a pipe or a device, not a file"),
        (["show", "~nobody_of_that_name/x.toml"], "there is no such file"),
        (["sweep", "pipe.py"], "a pipe or a device, not a file"),
        (["new-city", "pipe.csv"], "a pipe or a device, not a file"),
    ],
)
def test_arguments_that_no_file_or_number_can_be_are_refused(shequ: Shequ, arguments: list[str], words: str) -> None:
    for name in ("pipe.py", "pipe.csv"):
        os.mkfifo(name)
    Path("bytes.py").write_bytes(b"x = '\xff'")
    Path("circle.py").symlink_to("circle.py")
    answer = shequ(*arguments, "--lang", "en")
    assert answer.status == 2
    assert words in answer.err
    assert len(answer.err) < 2_000


def test_json_holds_dates_and_lists_of_a_query(capsys: pytest.CaptureFixture[str]) -> None:
    row = {
        "when": pd.Timestamp("2016-01-01"),
        "lists": np.array([1.0, np.nan]),
        "span": pd.Timedelta(days=1),
        "n": np.int64(3),
    }
    print_json([row])
    assert json.loads(capsys.readouterr().out) == [
        {"when": "2016-01-01 00:00:00", "lists": [1.0, None], "span": "1 days 00:00:00", "n": 3}
    ]


@pytest.mark.parametrize("of", ["--out", "SHEQU_SCENARIOS", "SHEQU_CACHE"])
def test_a_home_that_nobody_has_is_refused_with_what_to_write(
    shequ: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, of: str
) -> None:
    if of != "--out":
        monkeypatch.setenv(of, "~nobody-of-that-name/x")
    out = "~nobody-of-that-name/x" if of == "--out" else "out"
    answer = shequ("run", "baseline", "--size", "hamlet", "--months", "1", "--out", out)
    assert answer.status == 2
    assert "nobody here has the home ~nobody-of-that-name; write the folder in full" in answer.err
    assert of in answer.err
    assert not [path for path in Path().iterdir() if path.name.startswith("~")]


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (["verify", "~nobody-of-that-name/x"], "FOLDER"),
        (["sweep", "~nobody-of-that-name/x.toml"], "DESIGN.toml"),
        (["status", "~nobody-of-that-name/x"], "SWEEP"),
        (["run", "baseline", "--city", "~nobody-of-that-name/x.toml"], "city"),
        (["run", "baseline", "--with", "~nobody-of-that-name/x.py"], "--with"),
    ],
)
def test_what_is_read_is_looked_for_at_home_as_well(shequ: Callable[..., Any], command: list[str], named: str) -> None:
    answer = shequ(*command, "--lang", "en")
    assert answer.status == 2
    assert "nobody here has the home ~nobody-of-that-name" in answer.err
    assert named in answer.err


def test_a_folder_at_home_is_written_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert from_home("~/runs", "--out") == str(tmp_path / "home/runs")
    assert from_home("./~runs", "--out") == "./~runs"
