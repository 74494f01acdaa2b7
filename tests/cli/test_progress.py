"""Progress is shown where someone watches and has waited, and nowhere else."""

import io
import sys

import pytest

from sim.cli import progress
from sim.cli.progress import progress_bar
from sim.language import Language


class Screen(io.StringIO):
    """A standard error that someone watches."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, patience: float, lang: Language = "en") -> str:
    """What a command writes that is half done."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE_S", patience)
    with progress_bar(lang) as show:
        show(59, 120)
        show(60, 120)
    return stream.getvalue()


@pytest.mark.parametrize(("lang", "words"), [("en", "time left"), ("zh", "剩余时间")])
def test_who_has_waited_sees_how_much_is_done_and_the_time_left(
    monkeypatch: pytest.MonkeyPatch, lang: Language, words: str
) -> None:
    text = shown(monkeypatch, Screen(), 0.0, lang)
    assert "50%" in text
    assert words in text


def test_what_is_done_at_once_shows_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Screen(), 60.0) == ""


def test_a_file_gets_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO(), 0.0) == ""
