"""What is left after a workshop: pages to print, reports, a folder that can be looked at again."""

import asyncio
import json
import re
from contextlib import closing
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.language import LANGUAGES
from sim.workshop.debrief import BREADTH, _aside, debrief
from sim.workshop.demo import NAMES, Demo
from sim.workshop.journal import Event, Journal
from sim.workshop.launch import HERE, JOURNAL, PLAN, prepared
from sim.workshop.plan import load_plan
from sim.workshop.replay import replay, replay_app, rooms
from sim.workshop.session import fold
from tests.workshop.people import MORE, commit
from tests.workshop.rooms import Table, plan_file, play

SCRIPT = "<b>x</b>"


async def one_round(table: Table) -> None:
    """Two teams, one of them with a name that would be HTML, and their stories."""
    one, two = await table.member(1, SCRIPT), await table.member(2)
    await table.steer()
    await commit(one, MORE, "a")
    await commit(two, {}, "b")
    await one.until(lambda view: view["results"] and len(view["results"]["stories"]) == 2)


def written(folder: Path) -> list[Event]:
    """What a room's journal holds."""
    with closing(Journal(folder / JOURNAL, to_read=True)) as journal:
        return journal.read()


def test_the_page_to_print_has_every_team_in_both_languages_and_nobody_s_html(tmp_path: Path) -> None:
    play(tmp_path / "room", one_round)
    events, plan = written(tmp_path / "room"), load_plan(str(tmp_path / "room" / PLAN))
    for lang, team in zip(LANGUAGES, ("Team 2", "第2组"), strict=True):
        page = debrief(fold(events, plan), lang)
        assert team in page
        assert SCRIPT not in page
        assert not re.search(r"\bNone\b|\bnan\b", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))


def test_a_replay_shows_the_board_as_it_was_after_each_event(tmp_path: Path) -> None:
    play(tmp_path / "room", one_round)
    events, plan = written(tmp_path / "room"), load_plan(str(tmp_path / "room" / PLAN))
    states = rooms(events, plan)
    assert [len(one.persons) for one in states[:3]] == [0, 1, 2]
    assert states[-1] == fold(events, plan)

    async def asked() -> list[int]:
        app, answers = replay_app(events, plan, frozenset([f"{HERE}:1"])), list[int]()
        for path in ("/", "/events.json", f"/at/{len(events)}", "/at/0", "/team.js", "/../secret", "/font.woff"):
            headers = [(b"host", f"{HERE}:1".encode())]
            scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "headers": headers}
            whole = {**scope, "query_string": b"", "client": (HERE, 1), "server": (HERE, 1), "scheme": "http"}

            async def receive() -> dict[str, object]:
                return {"type": "http.request", "body": b"", "more_body": False}

            async def send(message: dict[str, object]) -> None:
                if message["type"] == "http.response.start":
                    answers.append(int(str(message["status"])))

            await app(whole, receive, send)  # type: ignore[arg-type]
        return answers

    assert asyncio.run(asked()) == [200, 200, 200, 404, 200, 404, 200]


def test_a_folder_without_a_workshop_cannot_be_replayed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no workshop"):
        replay(tmp_path, 0, print)


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="--out"):
        prepared(tmp_path / "room", str(plan_file(tmp_path)))


def test_scripted_teams_play_a_round_by_themselves(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        table.host.speed = 60.0
        demo = asyncio.create_task(Demo(table.host).run())
        await table.head.until(lambda view: len(view["people"]) == 9)
        await table.steer()
        await table.head.until(lambda view: view.get("results") is not None, 60)
        demo.cancel()
        assert {one["name"] for one in table.head.view["people"]} <= set(NAMES)
        assert set(table.head.view["results"]["predictions"]) == {"1", "2", "3"}

    play(tmp_path / "room", played)


@pytest.mark.verify
def test_the_end_leaves_reports_whose_numbers_are_those_of_the_board(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        await one_round(table)
        board.append(table.people[0].view["results"]["teams"]["1"]["outcomes"]["satisfaction_mean"])
        await table.head.ask("close")
        async with asyncio.timeout(300):
            while not (tmp_path / "room" / "rounds" / "1" / "report" / "report.zh.html").exists():
                await asyncio.sleep(0.5)

    board: list[dict[str, object]] = []
    play(tmp_path / "room", played)
    table = tmp_path / "room" / "rounds" / "1" / "report" / "tables"
    import pandas as pd

    rows = pd.read_parquet(table / "differences.parquet")
    mine = rows[(rows["outcome"] == "satisfaction_mean") & (rows["window"] == "last_year")]
    assert board[0]["difference"] in mine["difference"].tolist(), json.dumps(board)
    assert board[0]["low"] in mine["low"].tolist()
    assert not (tmp_path / "room" / ".secret").exists()


def test_circles_of_teams_that_did_alike_lie_beside_each_other() -> None:
    others = [{"at": 100.0, "y": [0, 50.0, 0]}, {"at": 100.0 + BREADTH, "y": [0, 50.0, 0]}]
    assert _aside(99.0, up=50.0, others=others) == 100 + 2 * BREADTH
    assert _aside(99.0, up=50.0 + BREADTH, others=others) == 99
