"""The answer fits on one screen, in colours only where somebody sees them."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.api.compare import Answer
from sim.cli import screen
from sim.cli.comparison_screen import _judged, print_answer
from sim.language import LANGUAGES, Language
from sim.language.wrapping import columns_of
from sim.outcomes import BY_NAME
from sim.statistics.verdicts import Verdict
from sim.studies.comparison import Difference, Estimate
from tests.report.conftest import case

__all__ = ["case"]
ENDS = {"en": "Report: results/here/report.html", "zh": "报告：results/here/report.html"}


class Screen(io.StringIO):
    """A standard output that someone watches."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def printed(case: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Print the answer of two policies in 80 columns."""

    def take(stream: io.StringIO, lang: Language = "en", **asked: Any) -> str:
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setattr(sys, "stdout", stream)
        made = case(persons=True, **asked)
        study = made.study
        object.__setattr__(study, "scenarios", made.scenarios)
        print_answer(Answer(study, Path("results/here"), {}, Path("results/here/report.html")), lang)
        return stream.getvalue()

    return take


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_takes_24_lines_of_80_columns_and_ends_with_where_the_report_lies(
    printed: Callable[..., str], lang: Language
) -> None:
    lines = printed(io.StringIO(), lang).splitlines()
    assert len(lines) <= 24
    assert max(map(columns_of, lines)) <= 80
    assert lines[-1] == ENDS[lang]


def test_the_answer_says_what_gets_better_or_worse_and_who_pays(printed: Callable[..., str]) -> None:
    lines = printed(io.StringIO(), effect=0.2).splitlines()
    (satisfaction,) = [line for line in lines if line.startswith("Mean satisfaction")]
    assert satisfaction.split()[-4:-2] == ["+0.117", "better"]
    paying = lines[next(k for k, line in enumerate(lines) if line.startswith("Who pays")) :]
    assert [name for name in ("Treasury", "Residents", "Donors") if any(one.startswith(name) for one in paying)] == [
        "Treasury",
        "Residents",
        "Donors",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_direction_that_is_clear_is_told_where_the_size_is_not(lang: Language) -> None:
    """In other words than where the runs cannot tell at all."""
    gap = Estimate(-0.02, -0.039, -0.001)
    verdict: Verdict = "cannot_tell_yet_direction_settled"
    one = Difference("a", BY_NAME["participation_rate"], "last_year", 0.3, 0.28, gap, 0.01, 10, 0, verdict, 0.95)
    assert {"en": "lower, size open", "zh": "下降，幅度未定"}[lang] in str(_judged(one, lang))


def test_a_terminal_shows_better_and_worse_in_colour_and_words(
    printed: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "better\x1b[0m" in printed(Screen(), effect=0.2)


@pytest.mark.parametrize(("stream", "no_color"), [(Screen, "1"), (io.StringIO, "")])
def test_no_color_and_pipes_get_words_alone(
    printed: Callable[..., str], monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], no_color: str
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", no_color)
    text = printed(stream(), effect=0.2)
    assert "\x1b" not in text
    assert "better" in text


ROWS = [("funding.budget_per_resident", "yuan per resident and year", "12"), ("a", "b", "1")]
HEAD = ("parameter", "meaning", "value")


@pytest.mark.parametrize("width", [28, 40, 50, 80, 160])
def test_no_table_is_wider_than_the_screen_and_no_word_is_broken_inside(width: int) -> None:
    lines = screen.table(HEAD, ROWS, right=("value",), width=width, painted=False)
    words = {word.rstrip(":") for line in lines for word in line.split()}
    assert {"funding.budget_per_resident", "yuan", "per", "resident", "and", "year", "12"} <= words
    assert max(map(columns_of, lines)) <= width


def test_lines_of_a_file_are_of_any_length_and_of_a_terminal_as_wide_as_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert screen.columns(io.StringIO()) is None
    monkeypatch.setenv("COLUMNS", "72")
    assert screen.columns(io.StringIO()) == 72
    assert screen.fitted("  one two\nthree", 7) == "  one\n  two\nthree"
    assert screen.fitted("one two", None) == "one two"
