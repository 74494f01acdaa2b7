"""X3: a rumour passed on for one month under complete mixing reaches the share that Reed and Frost's chain does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.city.profile import load_profile
from sim.model.advance import advance
from sim.rules.information import BELIEVER, IGNORANT, IMMUNE
from sim.runs.one import build
from sim.scenario.library import shipped_folder

Make = Callable[..., Any]
PEOPLE, MONTHS = 200_000, 60
ALONE = {
    **{f"information.{lever}": 0.0 for lever in ("platform_reach", "screening", "transparency", "face_to_face")},
    **{f"world.information.{name}": 0.0 for name in ("rumour_arrivals", "belief_half_life", "immunity_lost")},
    "world.information.believe_if_heard": 1.0,
    "world.demography.turnover": 0.0,
    "world.participation.complete_mixing": 1.0,
}


@pytest.fixture(scope="module")
def one_community(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A city that is one community of grown-ups, as a file."""
    text = (shipped_folder() / "cities" / "ningbo.toml").read_text(encoding="utf8")
    figures = {"residents = 8_582_000": f"residents = {PEOPLE}", "communities = 3_223": "communities = 1"}
    figures |= {"communities = 0.12\nresidents = 0.29": "communities = 1.0\nresidents = 1.0"}
    figures |= {
        f"communities = {communities}\nresidents = {residents}": "communities = 0.0\nresidents = 0.0"
        for communities, residents in (("0.10", "0.26"), ("0.60", "0.28"), ("0.18", "0.17"))
    }
    figures |= {"ages = [0.11, 0.02,": "ages = [0.0, 0.13,"}
    for old, new in figures.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    path: Path = tmp_path_factory.mktemp("cities") / "one_community.toml"
    path.write_text(text, encoding="utf8")
    return str(path)


def reached(scenario: Any, profile: str) -> float:
    """The share ever reached by a rumour that one in a thousand believes at the start."""
    schedule = scenario.schedule(MONTHS)
    machine = build(load_profile(profile), schedule, 1, "city", "compiled")
    rumour = machine.state.residents.rumour
    assert len(rumour) == PEOPLE
    rumour[::1000] = BELIEVER
    for month in range(MONTHS):
        advance(machine, schedule, month, 1)
    assert set(np.unique(rumour).tolist()) == {IGNORANT, IMMUNE}
    return float((rumour == IMMUNE).mean())


@pytest.mark.parametrize(("contacts", "share"), [(1.5, 0.58281), (2.0, 0.79681), (3.0, 0.94048)])
def test_a_rumour_reaches_the_share_that_reed_and_frost_say(
    varied: Make, one_community: str, contacts: float, share: float
) -> None:
    scenario = varied(ALONE | {"world.information.rumour_contacts": contacts})
    assert reached(scenario, one_community) == pytest.approx(share, abs=0.01)
