"""Purposes of luck are written numbers: no two under one key are alike, and nothing is drawn for a number without a name."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import sim
from sim.state import OrganizationAtStart, OrganizationDraws, ResidentAtStart, ResidentDraws, random_numbers
from sim.state.record import Draw, Draws, fields

OF_A_CITY = ("TIES_OF", "SIZE_OF", "ORDER_OF", "POSTS_OF", "SAMPLE_OF", "ACTIVATION_OF", "RANK_OF")
OF_WHAT_HAPPENS = (
    *("MEANS_OF", "ENTITLEMENT_OF", "LIKENESS_OF", "JUDGEMENT_OF", "INSIGHT_OF", "LENDING_OF", "METHODS_OF"),
    "PURCHASE_OF",
    *("FIELD_OF", "TIER_OF", "BID_OF", "TENDER_OF", "LATER_TENDER_OF"),
)
FOLDERS = ("city", "rules", "model", "runs", "extension", "mesa_model")


def draws_of(*kinds: type[Draws]) -> list[Draw]:
    return [one for kind in kinds for one in fields(kind).values() if isinstance(one, Draw)]


def purposes(words: tuple[str, ...], *kinds: type[Draws]) -> Counter[int]:
    """How often each purpose is given out: one by one, or to a block of a kind of agent."""
    blocks = [purpose for kind in kinds for purpose in {one.purpose for one in draws_of(kind)}]
    return Counter([*(getattr(random_numbers, word) for word in words), *blocks])


def twice(counted: Counter[int]) -> dict[int, int]:
    return {purpose: count for purpose, count in counted.items() if count > 1}


def test_no_two_purposes_under_the_key_of_a_city_are_alike() -> None:
    assert twice(purposes(OF_A_CITY, ResidentAtStart, OrganizationAtStart)) == {}


def test_no_two_purposes_under_the_key_of_what_happens_are_alike() -> None:
    assert twice(purposes(OF_WHAT_HAPPENS, ResidentDraws, OrganizationDraws)) == {}


def test_no_two_draws_of_a_purpose_share_a_lane() -> None:
    for kinds in ((ResidentDraws, OrganizationDraws), (ResidentAtStart, OrganizationAtStart)):
        lanes = Counter((one.purpose, one.lane) for one in draws_of(*kinds))
        assert max(lanes.values()) == 1
        assert {lane for _, lane in lanes} <= set(range(4))


def test_the_register_holds_every_purpose_that_words_are_drawn_for() -> None:
    written = {name for name in vars(random_numbers) if name.endswith("_OF")}
    assert written == {*OF_A_CITY, *OF_WHAT_HAPPENS}
    asked = {one for file in _files() for one in _asked(ast.parse(file.read_text(encoding="utf8")))}
    assert asked - written == set()
    assert written - asked == set()


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from (Path(sim.__file__).parent / folder).rglob("*.py")


def _asked(tree: ast.Module) -> Iterator[str]:
    """The purposes that philox, and what hands its own ``purpose`` on, are given by name."""
    given = {
        ast.unparse(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "purpose"
    }
    yield from given - {"purpose"}
