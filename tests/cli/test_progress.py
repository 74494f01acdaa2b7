"""Progress is shown where someone watches, from the first moment on, and nowhere else."""

import io
import sys

import pytest

from sim.cli.progress import progress_bars, sweep_bar
from sim.language import Language
from sim.runs.progress import part_of
from sim.studies.sweep import Status


class Screen(io.StringIO):
    """A standard error that someone watches."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, lang: Language = "en") -> str:
    """What a command writes that is half done with its second phase."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream)
    with progress_bars(lang) as begin:
        begin("compiling")
        tell = begin("runs")
        tell(59, 120)
        tell(60, 120)
    return stream.getvalue()


@pytest.mark.parametrize(("lang", "words"), [("en", "simulating"), ("zh", "剩余时间")])
def test_who_watches_sees_the_phase_how_much_of_it_is_done_and_the_time_left(
    monkeypatch: pytest.MonkeyPatch, lang: Language, words: str
) -> None:
    text = shown(monkeypatch, Screen(), lang)
    assert "50%" in text
    assert words in text


def test_the_bar_stands_from_the_first_moment_before_anybody_tells_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = Screen()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", screen)
    with progress_bars("en") as begin:
        begin("compiling")
        assert "compiling" in screen.getvalue()
        assert "%" not in screen.getvalue()


def test_one_phase_is_shown_at_a_time_and_an_earlier_one_may_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", screen)
    with progress_bars("en") as begin:
        runs, compiling = begin("runs"), begin("compiling")
        compiling(1, 4)
        runs(3, 4)
    last = screen.getvalue().rpartition("simulating")[2]
    assert "75%" in last
    assert "compiling" not in last


def test_a_file_gets_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO()) == ""


def test_parts_of_a_work_are_told_as_of_one() -> None:
    told: list[float] = []
    for k in range(4):
        part_of(lambda done, total: told.append(done / total), k, parts=4)(1, 2)
    assert told == [0.125, 0.375, 0.625, 0.875]


def test_the_time_left_follows_the_rate_of_late_whatever_was_kept_or_ran_before(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[-1])
    another = Status(100, 0, 0)
    with sweep_bar("en") as tell:
        tell(Status(1000, 0, 0))
        for seconds, done in ((1, 700), (30, 760), (60, 820), (61, 1000)):  # 700 were kept
            clock.append(seconds)
            tell(Status(1000, done, 0))
        tell(another)
        clock.append(91)
        tell(another._replace(finished=30, failed=10))
    assert capsys.readouterr().err.splitlines() == [
        "760 of 1000 runs, 25.3/s, failed 0, about 0 minutes left",
        "820 of 1000 runs, 2.0/s, failed 0, about 2 minutes left",
        "40 of 100 runs, 1.3/s, failed 10, about 1 minutes left",
    ]
