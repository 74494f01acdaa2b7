"""X3: a rumour passed on for one month under complete mixing reaches the share that Reed and Frost's chain does."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.state.words import IGNORANT, TIRED

Make = Callable[..., Any]
PEOPLE, MONTHS = 200_000, 60
ALONE = """
levers.information = { platform_reach = 0, screening = 0, transparency = 0, face_to_face = 0 }
[world.participation]
complete_mixing = 1
[world.information]
rumour_arrivals = 0
belief_half_life = 0
resistance_lost = 0
believe_if_heard = 1
"""


@pytest.mark.parametrize(("contacts", "share"), [(1.5, 0.58281), (2.0, 0.79681), (3.0, 0.94048)])
def test_a_rumour_reaches_the_share_that_reed_and_frost_say(place: Make, contacts: float, share: float) -> None:
    """One in a thousand believes it at the start; the share ever reached solves s = 1 - exp(-c s)."""
    city = place(f"{ALONE}rumour_contacts = {contacts}\n", PEOPLE, MONTHS, believers=0.001)
    rumour = city.state.residents.rumour
    assert np.count_nonzero(rumour) == 200
    for _ in city.months(MONTHS):
        pass
    assert set(np.unique(rumour).tolist()) == {IGNORANT, TIRED}
    assert float((rumour == TIRED).mean()) == pytest.approx(share, abs=0.01)
