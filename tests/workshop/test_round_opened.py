"""What a room knows and does before it is asked: the city as before, runs of what is proposed, signs of life."""

import asyncio
from pathlib import Path

import pytest

from sim.errors import Problem, ProblemsError
from sim.workshop import broadcast as hub
from sim.workshop.policy import problems_told
from tests.workshop.people import MORE, Someone, commit, toml
from tests.workshop.rooms import Table, play


def test_people_who_guess_are_told_where_the_city_goes_as_before(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        one = await table.member(1)
        await table.steer()
        await one.until(lambda view: view["levels"])
        assert 0 < one.view["levels"]["satisfaction_mean"] < 1
        await commit(one, MORE, "a")
        await one.until(lambda view: view["results"] is not None)
        for name, level in one.view["levels"].items():
            assert one.view["results"]["teams"]["1"]["outcomes"][name]["baseline"] == pytest.approx(level)

    play(tmp_path / "room", played)


def test_after_a_shock_the_city_as_before_is_another_one(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        one = await table.member(1)
        await table.steer()
        await one.until(lambda view: view["levels"])
        before = one.view["levels"]
        await table.head.ask("shock", shock="funding_cut")
        await one.until(lambda view: view["shocks"] and view["levels"])
        assert one.view["levels"]["public_spending_yuan"] < before["public_spending_yuan"]

    play(tmp_path / "room", played)


def test_no_guess_lies_further_off_than_the_scale_is_long(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        one = await table.member(1)
        await table.steer()
        assert (await one.ask("predict", round=0, values={"satisfaction_mean": 2}))["refused"] == "not_understood"
        assert (await one.ask("predict", round=0, values={"satisfaction_mean": -0.2}))["ok"]

    play(tmp_path / "room", played)


def test_what_is_proposed_is_run_before_it_is_committed(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        one = await table.member(1)
        await table.steer()
        await one.until(lambda view: view["levels"])
        await asyncio.sleep(1)  # the baseline under each shock
        before = len(table.host.queue.jobs)
        await one.ask("propose", round=0, toml=toml(MORE), id="p")
        async with asyncio.timeout(20):
            while len(table.host.queue.jobs) == before or any(one.is_open for one in table.host.queue.jobs.values()):
                await asyncio.sleep(0.05)

    play(tmp_path / "room", played)


def test_a_page_to_which_nothing_happens_hears_that_the_room_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "BEAT_S", 0.2)

    async def played(table: Table) -> None:
        one = Someone(table.address)
        await one.join(table.host.room.code, 1)
        table.people.append(one)
        await one.connect()
        await asyncio.sleep(1.5)
        assert one.beats >= 3

    play(tmp_path / "room", played)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "public money for community governance and services: too much; spend less"),
        ("zh", "社区治理与服务的公共经费：too much；spend less"),
    ],
)
def test_people_are_told_what_is_wrong_without_files_and_paths(lang: str, said: str) -> None:
    error = ProblemsError([Problem("policy.toml", 3, "funding.budget_per_resident", "too much", "", "spend less")])
    assert problems_told(error, "zh" if lang == "zh" else "en") == [said]


def test_a_shock_is_no_change_of_the_team_s(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        one = await table.member(1)
        await table.steer()
        await table.head.ask("shock", shock="funding_cut")
        await one.ask("propose", round=0, toml=toml(MORE), id="p")
        await one.until(lambda view: view["proposal"])
        assert [change["path"] for change in one.view["proposal"]["changed"]] == list(MORE)

    play(tmp_path / "room", played)


def test_the_page_to_print_keeps_its_style_and_runs_no_script(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        answer = await table.head.ask_http("GET", "/debrief.html?lang=zh")
        policy = answer.headers["content-security-policy"]
        assert "style-src 'unsafe-inline'; font-src data:" in policy
        assert policy.startswith("default-src 'none'")
        assert "script-src" not in policy

    play(tmp_path / "room", played)
