"""People in a room: they come, come back, are moved and removed; and those who mean no good."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import websockets

from tests.workshop.people import MORE, Someone, commit, toml
from tests.workshop.rooms import Table, play

SCRIPT = '<img src=x onerror="alert(1)">'


def test_a_person_comes_back_from_another_device_by_the_return_code(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        one = await table.member(2, "Li")
        again = Someone(table.address)
        body = {"code": table.host.room.code.lower(), "back": one.view["return_code"].lower()}
        assert (await again.ask_http("POST", "/join", body)).status_code == 200
        table.people.append(again)
        await again.connect()
        assert again.view["me"] == one.view["me"]
        assert len(table.host.room.persons) == 1

    play(tmp_path / "room", played)


def test_cookies_are_for_this_server_s_pages_alone(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        answer = await Someone(table.address).join(table.host.room.code, 1)
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie

    play(tmp_path / "room", played)


def test_pages_allow_no_script_but_their_own(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        for path in ("/", "/team", "/board", "/facilitator", "/room.js", "/texts.json"):
            answer = await Someone(table.address).ask_http("GET", path)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
            assert "unsafe" not in policy

    play(tmp_path / "room", played)


def test_of_two_of_a_name_in_a_team_the_second_is_numbered_and_control_characters_go(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        await table.member(1, "Li")
        two = await table.member(1, "L\u202ei\n")
        assert two.view["me"]["name"] == "Li 2"

    play(tmp_path / "room", played)


async def wrong_code(table: Table) -> None:
    answer = await Someone(table.address).join("ABCDEF", 1)
    assert (answer.status_code, answer.json()) == (403, {"refused": "wrong_code"})


async def guessing_codes(table: Table) -> None:
    guesser = Someone(table.address)
    answers = [(await guesser.join("ABCDEF", 1)).status_code for _ in range(80)]
    assert 429 in answers[60:]  # on a slow machine a guess is given back meanwhile


async def wrong_links(table: Table) -> None:
    answer = await Someone(table.address).ask_http("GET", "/enter/facilitator/0123456789abcdef01234567")
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


async def foreign_origin(table: Table) -> None:
    one = Someone(table.address)
    body = {"code": table.host.room.code, "name": "x", "team": 1}
    assert (await one.ask_http("POST", "/join", body, origin="http://evil.example")).status_code == 403
    await one.join(table.host.room.code, 1)
    with pytest.raises(websockets.InvalidStatus):
        await one.connect(origin="http://evil.example")


async def foreign_host(table: Table) -> None:
    port = table.address.rpartition(":")[2]
    reader, writer = await asyncio.open_connection("127.0.0.1", int(port))
    writer.write(f"GET / HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n".encode())
    assert b" 403 " in await reader.readline()
    writer.close()


async def a_forged_token(table: Table) -> None:
    one, two = Someone(table.address), await table.member(2)
    other = two.cookies["shequ_person"].partition(".")[0]
    for token in ("", "facilitator", f"{other}.{'0' * 43}", f"{other}é"):
        one.cookies = {"shequ_person": token} if token.isascii() else {}
        with pytest.raises(websockets.InvalidStatus):
            await one.connect()


async def a_participant_s_token_at_the_facilitator_s_door(table: Table) -> None:
    one = await table.member(1)
    mine = Someone(table.address, "facilitator")
    mine.cookies = {"shequ_facilitator": one.cookies["shequ_person"]}
    with pytest.raises(websockets.InvalidStatus):
        await mine.connect()
    assert (await one.ask("begin", round=0))["refused"] == "not_yours"
    assert (await one.ask_http("GET", "/debrief.html")).status_code == 403


async def an_agreement_in_another_team(table: Table) -> None:
    one, two = await table.member(1), await table.member(2)
    await table.steer()
    await one.ask("propose", round=0, toml=toml(MORE), id="mine")
    assert (await two.ask("agree", round=0, proposal="mine", on=True))["refused"] == "another_proposal"
    assert (await two.ask("commit", round=0, proposal="mine"))["refused"] == "another_proposal"
    assert two.view["proposal"] is None


async def garbage(table: Table) -> None:
    one = await table.member(1)
    assert one.socket
    for text in (
        "",
        "{",
        "[]",
        "null",
        '{"do": 7}',
        '{"do": "predict", "values": 3}',
        "[" * 20_000,
        '{"do": "propose"}',
    ):
        await one.socket.send(text)
    await table.steer()
    values: list[object] = [{"satisfaction_mean": 1e400}, {"satisfaction_mean": True}, {"x": 1}, []]
    for value in values:
        assert (await one.ask("predict", round=0, values=value))["refused"] == "not_understood"


async def a_large_message(table: Table) -> None:
    one = await table.member(1)
    assert one.socket
    with contextlib.suppress(websockets.ConnectionClosed):
        await one.socket.send("x" * 10_000_000)
    await one.socket.wait_closed()
    assert one.socket.close_code == 1009


async def a_flood(table: Table) -> None:
    one = await table.member(1)
    assert one.socket
    message = json.dumps({"do": "lang", "lang": "zh", "id": "x"})
    with contextlib.suppress(websockets.ConnectionClosed):
        for _ in range(2_000):
            await one.socket.send(message)
            await asyncio.sleep(0)
    await asyncio.wait_for(one.socket.wait_closed(), 10)
    assert one.socket.close_code in (1008, 1006)


@pytest.mark.parametrize(
    "trouble",
    [
        wrong_code,
        guessing_codes,
        wrong_links,
        foreign_origin,
        foreign_host,
        a_forged_token,
        a_participant_s_token_at_the_facilitator_s_door,
        an_agreement_in_another_team,
        garbage,
        a_large_message,
        a_flood,
    ],
)
def test_nobody_else_notices(tmp_path: Path, trouble: Callable[[Table], Awaitable[None]]) -> None:
    async def played(table: Table) -> None:
        calm = await table.member(3, "calm")
        await trouble(table)
        if calm.view["round"] is None:
            await table.steer()
        assert (await commit(calm, {}, "calm"))["ok"]

    play(tmp_path / "room", played)


def test_the_facilitator_holds_freezes_moves_and_removes(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        one, two = await table.member(1, SCRIPT[:24]), await table.member(1, "Wang")
        await table.steer()
        await table.head.ask("freeze", on=True)
        assert (await one.ask("propose", round=0, toml=toml(MORE), id="a"))["refused"] == "frozen"
        await table.head.ask("freeze", on=False)
        await table.head.ask("hold", on=True)
        await one.until(lambda view: view["held"] and view["left"] > 290)
        await table.head.ask("hold", on=False)
        await table.head.ask("move", person=two.view["me"]["id"], team=2)
        await two.until(lambda view: view["me"]["team"] == 2)
        await table.head.ask("unname", person=one.view["me"]["id"])
        await one.until(lambda view: view["me"]["name"] is None)
        await table.head.ask("remove", person=two.view["me"]["id"])
        assert two.socket
        await asyncio.wait_for(two.socket.wait_closed(), 10)
        assert two.socket.close_code == 4003

    play(tmp_path / "room", played)


def test_more_than_half_of_those_present_have_to_agree(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        one, two = await table.member(1, "a"), await table.member(1, "b")
        asleep = await table.member(1, "c")
        await table.steer()
        await one.ask("propose", round=0, toml=toml(MORE), id="p")
        assert (await one.ask("commit", round=0, proposal="p"))["refused"] == "not_agreed"
        await asleep.leave()
        await two.ask("agree", round=0, proposal="p", on=True)
        await one.until(lambda view: view["may_commit"])
        assert (await one.ask("commit", round=0, proposal="p"))["ok"]
        assert (await one.ask("commit", round=0, proposal="p"))["ok"], "sent again after the network was lost"
        assert sum(event.kind == "committed" for event in table.host.journal.read()) == 1

    play(tmp_path / "room", played)


def test_a_shock_gives_policies_back_and_changes_the_city_they_are_compared_with(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        one = await table.member(1)
        await table.steer()
        two = await table.member(2)
        await two.until(lambda view: view["round"] == 0)
        await commit(one, MORE, "a")
        await table.head.ask("shock", shock="funding_cut")
        await one.until(lambda view: view["committed"] is None and view["shocks"])
        await one.ask("agree", round=0, proposal="a", on=True)
        assert (await one.ask("commit", round=0, proposal="a"))["ok"]
        await commit(two, {}, "b")
        await one.until(lambda view: view.get("results") is not None)
        assert one.view["results"]["teams"]["2"]["outcomes"]["satisfaction_mean"]["difference"] == 0.0
        assert table.host.room.plays[0].judged is not None
        assert table.host.room.plays[0].judged["shocks"] == ["funding_cut"]

    play(tmp_path / "room", played)


def test_a_round_begun_anew_is_empty_and_what_was_in_it_stays_in_the_journal(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        one = await table.member(1)
        await table.steer(0)
        await commit(one, MORE, "a")
        await one.until(lambda view: view.get("results") is not None)
        await table.steer(1)
        assert (await one.ask("propose", round=0, toml=toml(MORE), id="late"))["refused"] == "round_over"
        await table.head.ask("begin", round=0)
        await one.until(lambda view: view["round"] == 0 and view["results"] is None and view["proposal"] is None)
        assert [event.data["id"] for event in table.host.journal.read() if event.kind == "proposed"] == ["a"]

    play(tmp_path / "room", played)


def test_devices_that_cannot_compute_are_answered_and_told_that_it_is_a_first_look(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        one = await table.member(1)
        await table.steer()
        answer = await one.ask("try", round=0, toml=toml(MORE))
        assert set(answer["tried"]) == {"satisfaction_mean", "public_spending_yuan", "total_cost_yuan"}
        assert [row["settled"] for row in answer["tried"].values()] == [False] * 3
        refused = await one.ask("try", round=0, toml=toml({"methods.culture": 2}))
        assert refused["problems"][0].startswith(
            "community culture: this round does not open it; public money for community"
        )

    play(tmp_path / "room", played)


def test_the_board_sees_no_policy_before_the_results(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        one, board = await table.member(1), await table.board()
        await table.steer()
        await one.ask("propose", round=0, toml=toml(MORE), id="secret-id")
        await one.until(lambda view: view["proposal"] is not None)
        assert "secret-id" not in json.dumps(board.view)
        assert (await board.ask("begin", round=1))["refused"] == "not_yours"

    play(tmp_path / "room", played)
