"""What no policy can mean is refused in a sentence, at once: pipes, devices, and files, keys, chains and events without end."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario import load
from sim.scenario.chain import MOST_FILES
from sim.scenario.library import catalog

Write = Callable[..., str]
EVENT = '[[events]]\ndate = "2018-01"\n'
CULTURE = '[events.set]\n"methods.culture" = 1\n'
SOON_S = 20


@pytest.fixture(autouse=True)
def soon() -> Iterator[None]:
    """Whatever takes longer than any of these may ends in an error, not in a test that hangs."""

    def late(*_: object) -> None:
        raise TimeoutError(f"not done after {SOON_S} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SOON_S)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


ENDLESS = [
    ("#" + "x" * 2_000_000, "larger than 1 MB; at most 1 MB"),
    (".".join("a" * 20_000) + " = 1\n", "mine.toml:8: a key of too many parts"),
    (f"[{'.'.join('a' * 20_000)}]\n", "mine.toml:8: a key of too many parts"),
    (f"[levers]\nx = {[0] * 30_000}\n", "keys; at most 20000"),
    ((EVENT + CULTURE) * 1_001, "events: 1001 events; at most 1000"),
    (
        "".join(
            f'[[events]]\ndate = "{2016 + k // 12}-{k % 12 + 1:02d}"\nset."world.needs.need_per_year" = 1\n'
            for k in range(300)
        ),
        "events change 2400 numbers in all; at most 2000",
    ),
    (
        "".join(f"{EVENT}district = {k}\nover_months = 1200\n{CULTURE}" for k in range(1, 101)),
        "100 districts with values of their own over 1201 months; at most 246 months for so many",
    ),
]


@pytest.mark.parametrize(("body", "words"), ENDLESS, ids=[words[:40] for _, words in ENDLESS])
def test_what_has_no_end_is_refused_with_its_limit(write: Write, body: str, words: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(write(body))
    assert words in str(caught.value)


def test_many_events_at_once_are_told_once_each_and_soon(write: Write) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(write((EVENT + CULTURE) * 800))
    assert len(caught.value.problems) == 799


def test_a_schedule_of_more_districts_and_months_than_memory_holds_is_refused(write: Write) -> None:
    body = "".join(f"{EVENT}district = {k}\n{CULTURE}" for k in range(1, 301))
    mine = load(write(body))
    assert mine.schedule(24).levers.shape[1] == 4 + 4 * 300
    with pytest.raises(ScenarioError, match="at most 82 months for so many"):
        mine.schedule(120)


def test_a_chain_of_parents_has_a_length_and_its_end_is_named(write: Write) -> None:
    for number in range(40):
        write("", name=f"s{number}", extends=f"s{number + 1}" if number < 39 else "baseline")
    with pytest.raises(ScenarioError, match=rf"extends: a chain of too many files .*; at most {MOST_FILES}; join"):
        load("s0.toml")
    assert load("s20.toml").extends[0] == "baseline"


def test_a_combination_has_a_length() -> None:
    with pytest.raises(ScenarioError, match=rf"100 scenarios laid one on the other; at most {MOST_FILES}"):
        load("+".join(["baseline"] * 100))


def test_a_pipe_is_no_scenario_and_nobody_waits_for_it(write: Write, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(ScenarioError, match=r"pipe\.toml: a pipe or a device, not a file; an ordinary file; save its"):
        load("pipe.toml")
    with pytest.raises(ScenarioError, match="a pipe or a device"):
        load(write("", extends="./pipe.toml"))


def test_a_pipe_beside_the_scenarios_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scenarios").mkdir()
    os.mkfifo(tmp_path / "scenarios" / "baseline.toml")
    monkeypatch.chdir(tmp_path)
    assert load("baseline").extends == ("baseline",)
    assert all(file.is_file() for files in catalog().values() for file in files)


def test_a_device_is_no_scenario() -> None:
    with pytest.raises(ScenarioError, match="a pipe or a device"):
        load("/dev/zero")


def test_what_the_system_calls_a_file_and_never_ends_is_read_no_further_than_the_limit(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = write("#" + "x" * 2_000)
    monkeypatch.setattr("sim.scenario.toml_file.MOST_BYTES", 1_000)  # as of a file that grows while it is read
    with pytest.raises(ScenarioError, match=r"larger than 0\.001 MB"):
        load(name)


def test_a_files_name_that_is_no_text_is_refused_before_anything_runs(write: Write, tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/m\xff.toml"
    os.rename(write(""), odd)
    words = "a file's name with control characters, or with bytes that are no text here; rename the file"
    with pytest.raises(ScenarioError, match=words):
        load(os.fsdecode(odd))
    Path("m\x1b.toml").write_bytes(Path(os.fsdecode(odd)).read_bytes())
    with pytest.raises(ScenarioError, match=words):
        load("m\x1b.toml")


@pytest.mark.parametrize("control", ["\\u001b[31m", "\\u009b", "\\u007f", "\\u202e", "\\u0000"])
@pytest.mark.parametrize("part", ['"A"', '"Q?"'])
def test_control_characters_in_names_and_questions_are_refused(
    write: Write, tmp_path: Path, control: str, part: str
) -> None:
    file = tmp_path / write("")
    file.write_text(file.read_text("utf-8").replace(part, f'"{control}{part[1:]}'), encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"\.en: .*without control characters"):
        load("mine.toml")


def test_long_names_are_shortened_in_messages(write: Write) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(write(f"[levers.{'x' * 100_000}]\n"))
    assert len(str(caught.value)) < 2_000
