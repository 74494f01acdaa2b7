"""A round from joining to results, in one process."""

import json
import tomllib
from pathlib import Path

from sim.scenario import load
from tests.workshop.people import MORE, commit
from tests.workshop.rooms import Table, play


def test_two_teams_commit_and_see_official_results_of_what_they_committed(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        one, two = await table.member(1, "Li"), await table.member(2, "王")
        await table.steer()
        assert (await commit(one, MORE, "a"))["ok"]
        assert not one.view["results"]
        assert (await commit(two, {}, "b"))["ok"]
        await one.until(lambda view: view["results"] is not None)
        results = one.view["results"]
        assert list(results["teams"]) == ["1", "2"]
        assert results["teams"]["2"]["outcomes"]["satisfaction_mean"]["difference"] == 0.0
        assert results["teams"]["1"]["outcomes"]["satisfaction_mean"]["difference"] != 0.0
        assert [pair["teams"] for pair in results["apart"]["satisfaction_mean"]] == [[1, 2]]

    play(tmp_path / "room", played)
    kept = tmp_path / "room" / "rounds" / "1" / "team-1" / "policy.toml"
    assert tomllib.loads(kept.read_text("utf-8"))["levers"]["funding"]["budget_per_resident"] == 330
    assert load(str(kept)).name == {"en": "Team 1", "zh": "第1组"}


def test_a_room_comes_back_from_its_journal_as_it_was(tmp_path: Path) -> None:
    async def first(table: Table) -> None:
        one = await table.member(1)
        await table.steer()
        await commit(one, MORE, "a")
        await one.until(lambda view: view["results"] is not None)
        tokens.append(one.cookies)
        views.append(json.dumps(one.view["results"]["teams"], sort_keys=True))

    async def second(table: Table) -> None:
        from tests.workshop.people import Someone

        back = Someone(table.address)
        back.cookies = tokens[0]
        table.people.append(back)
        await back.connect()
        assert json.dumps(back.view["results"]["teams"], sort_keys=True) == views[0]

    tokens: list[dict[str, str]] = []
    views: list[str] = []
    play(tmp_path / "room", first)
    play(tmp_path / "room", second)
