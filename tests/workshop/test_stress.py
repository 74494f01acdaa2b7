"""A whole workshop on a real server, with trouble and with kills."""

import asyncio
from pathlib import Path

import pytest

from tests.workshop.stress import stress


@pytest.mark.verify
def test_thirty_sessions_lose_nothing_whatever_is_done_to_the_room(tmp_path: Path) -> None:
    figures = asyncio.run(stress(tmp_path / "room"))
    assert figures["commits_lost"] == 0
    assert figures["troubles_that_ended"] == []
    assert figures["answer_95_ms"] < 5_000
