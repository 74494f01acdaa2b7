"""Figures are taken in turn, kept by group, held against what they must reach, and put into the page."""

import sys
from pathlib import Path

import pytest

from experiments.benchmark import __main__ as command
from experiments.benchmark import kept
from experiments.benchmark.bandwidth import SIZE, rate
from experiments.benchmark.cities import Stepped
from experiments.benchmark.clock import interleaved, python
from experiments.benchmark.figure import Figure
from experiments.benchmark.passes import take_apart
from sim.model.month import month_program


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (Figure("", 4.0, "", at_most=4), "yes"),
        (Figure("", 4.1, "", at_most=4), "**no**"),
        (Figure("", 12.0, "", at_least=12), "yes"),
        (Figure("", 11.9, "", at_least=12), "**no**"),
        (Figure("", 1.0, ""), ""),
    ],
)
def test_a_figure_says_whether_it_reaches_what_it_must(figure: Figure, met: str) -> None:
    assert figure.met == met


def test_jobs_are_done_in_turn() -> None:
    done: list[str] = []
    taken = interleaved({"a": lambda: done.append("a"), "b": lambda: done.append("b")}, 3)
    assert "".join(done) == "ababab"
    assert taken.keys() == {"a", "b"}


def test_bytes_that_are_read_and_bytes_that_are_written_both_count() -> None:
    assert rate(2.0) == SIZE


def test_a_command_reports_the_memory_that_it_held() -> None:
    small, large = python(["-c", "pass"]), python(["-c", "held = b'x' * 200_000_000"])
    assert 150e6 < large.peak_bytes - small.peak_bytes < 250e6


def test_visits_taken_apart_leave_the_bits_of_a_month() -> None:
    apart, whole = Stepped("hamlet", 3), Stepped("hamlet", 3)
    for _ in range(3):
        times = take_apart(apart, month_program())
    whole.step(3)
    assert apart.digest() == whole.digest()
    assert len(times) > 100


def test_a_group_measured_again_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "compile_ahead", lambda: None)
    for value in (1.0, 2.0):
        monkeypatch.setattr(command, "GROUPS", {name: lambda quick, v=value: [Figure("it", v, "s")] for name in "ab"})
        monkeypatch.setattr(sys, "argv", ["benchmark", "--only", "a"] if value == 2.0 else ["benchmark"])
        command.main()
    assert kept.read() == {"a": [Figure("it", 2.0, "s")], "b": [Figure("it", 1.0, "s")]}
    assert "| it | 2 s |" in capsys.readouterr().out


def test_kept_figures_go_into_the_page(tmp_path: Path) -> None:
    page, file = tmp_path / "page.md", tmp_path / "bench.json"
    page.write_text("<!-- generated: city -->\n<!-- end -->\n<!-- generated: runs -->\n<!-- end -->\n")
    kept.keep({"city": [Figure("Floor", 0.25, "s", at_most=4)]}, False, file)
    kept.write_page(file, page)
    assert "| Floor | 0.25 s | at most 4 | yes |  |" in page.read_text()
    assert "Not measured yet." in page.read_text()


def test_the_page_has_a_place_for_every_group() -> None:
    text = kept.PAGE.read_text(encoding="utf8")
    assert [name for name in command.GROUPS if f"<!-- generated: {name} -->" not in text] == []
