"""Addresses and ports, and what is said where they will not do."""

import socket

import pytest

from sim.errors import InputError
from sim.workshop import launch as opening
from sim.workshop.launch import HERE, bound, lan_address, other_addresses


def test_a_taken_port_says_that_a_room_may_still_be_open() -> None:
    with bound(HERE, 0) as door:
        door.listen()
        port = door.getsockname()[1]
        with pytest.raises(InputError, match=f"127.0.0.1:{port}: .*perhaps an earlier room.*--port"):
            bound(HERE, port)


def test_an_address_of_another_machine_is_told_with_those_of_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "other_addresses", lambda: ["10.42.0.1", "192.168.7.7"])
    with pytest.raises(InputError, match=r"203\.0\.113\.9: is no address of this machine; it has 10\.42\.0\.1, 192"):
        bound("203.0.113.9", 0)


def _ways(monkeypatch: pytest.MonkeyPatch, ways: dict[str, str | None], names: list[str]) -> None:
    """Let this machine reach others by some addresses, and be known by name under some."""
    monkeypatch.setattr(opening, "_address_towards", lambda other: ways.get(other, ways.get("")))
    monkeypatch.setattr(socket, "gethostbyname_ex", lambda _: ("laptop", [], names))


def test_a_laptop_with_a_hotspot_and_a_cable_names_both(monkeypatch: pytest.MonkeyPatch) -> None:
    _ways(monkeypatch, {"": "172.16.5.5", "10.42.0.1": "10.42.0.1"}, ["127.0.1.1"])
    assert lan_address() == "172.16.5.5"
    assert other_addresses("172.16.5.5") == ["10.42.0.1"]


def test_a_hotspot_without_a_way_out_has_to_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    _ways(monkeypatch, {"10.42.0.1": "10.42.0.1"}, ["127.0.1.1"])
    with pytest.raises(InputError, match=r"--address: 10\.42\.0\.1"):
        lan_address()


def test_a_machine_in_no_network_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    _ways(monkeypatch, {}, [])
    with pytest.raises(InputError, match="join the Wi-Fi first"):
        lan_address()
