"""Groups of residents: every resident is in one cell, and every group is made of whole cells."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sim.model.groups import GROUPS, STAGES
from sim.parameters.market import Market
from sim.rules.observation import add_up_cells, cell_of, count_groups, sum_up
from sim.state import Many
from sim.state.words import CELLS, STATE_FACTS
from tests.records import person, place, usual

FLAGS = ("registered", "takes_part", "volunteers", "registered_volunteer", "asked", "helps", "attends")
PERSON = st.fixed_dictionaries(
    {name: st.integers(0, 1) for name in FLAGS}
    | {"age_group": st.integers(0, 7), "stage": st.integers(0, 2), "rumour": st.integers(0, 2)}
    | {"standing_domain": st.sampled_from([0, 1, 3]), "case_domain": st.integers(0, 8)}
    | {"case_opened": st.integers(-30, 40)}
    | {name: st.floats(0, 1) for name in ("satisfaction", "trust", "belonging")}
)
MONTH = 40
PARTS = (1024, 512, 256, 128, 64, 32, 16, 8)
"""Of 1024 residents of an age group with registration, those who can pay; without it half."""
MEANS = usual(Market, pays_share=[part / 1024 for part in PARTS], unregistered_means=0.5)


def facts_of(one: dict[str, Any]) -> tuple[int, ...]:
    """What a person adds to each of ``STATE_FACTS``."""
    waits = one["case_domain"] > 0
    states = [int(one[name] * 2**20 + 0.5) for name in ("satisfaction", "trust", "belonging")]
    acts = (one["takes_part"], one["volunteers"], one["rumour"] == 1, waits, waits * (MONTH - one["case_opened"]))
    ends = (one["registered_volunteer"], one["stage"] == 2, one["standing_domain"] > 0)
    ways = (one["asked"], one["helps"], one["attends"])
    return (1, one["age_group"] > 0, *acts, *states, *ends, *ways)


def test_a_cell_is_an_age_class_a_registration_and_a_stage() -> None:
    assert [cell_of(age_group=age, registered=0, stage=0) for age in range(8)] == [0, 6, 6, 12, 12, 18, 18, 24]
    assert cell_of(age_group=7, registered=1, stage=2) == 29


def test_ages_divide_everybody_and_so_do_registration_and_stages() -> None:
    for names in ([name for name in GROUPS if name.startswith("age_")], ["registered", "unregistered"], list(STAGES)):
        assert sorted(cell for name in names for cell in GROUPS[name]) == list(range(CELLS))


@given(st.lists(PERSON, max_size=60))
def test_words_hold_what_a_count_person_by_person_gives(people: list[dict[str, Any]]) -> None:
    here, wanted = place(group_states=[7] * 480, group_payers=[7] * 30), [0] * 480
    can_pay = [0] * 30
    residents = Many([person(**one) for one in people])
    for me in residents:
        sum_up(me, MONTH)
    count_groups(residents, here, MEANS)
    for one in people:
        at = 16 * cell_of(age_group=one["age_group"], registered=one["registered"], stage=one["stage"])
        for k, fact in enumerate(facts_of(one)):
            wanted[at + k] += fact
        can_pay[at // 16] += PARTS[one["age_group"]] // (1 if one["registered"] else 2)
    assert (here.group_payers, here.payers) == (can_pay, sum(can_pay))
    assert here.group_states == wanted
    add_up_cells(here)
    totals = [getattr(here, name) for name in (*STATE_FACTS, "elders", "active_elders")]
    old = [one for one in people if one["age_group"] >= 5]
    of_the_old = [len(old), sum(one["takes_part"] for one in old)]
    assert totals == [sum(facts) for facts in _columns(people)] + of_the_old


def _columns(people: list[dict[str, Any]]) -> list[tuple[int, ...]]:
    return list(zip(*map(facts_of, people), strict=True)) or [() for _ in STATE_FACTS]


def test_satisfaction_falls_into_one_of_256_bins_the_edges_too() -> None:
    nobody = dict.fromkeys((*FLAGS, "age_group", "stage", "rumour", "standing_domain", "case_domain", "case_opened"), 0)

    def bin_of(satisfaction: float) -> int:
        me = person(**nobody, trust=0.5, belonging=0.5, satisfaction=satisfaction)
        sum_up(me, MONTH)
        return me.bin_of

    assert [bin_of(one) for one in (0.0, 0.5, 0.9999, 1.0, 1 / 256)] == [0, 128, 255, 255, 1]
