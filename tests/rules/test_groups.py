"""Groups of residents: every resident is in one cell, and every group is made of whole cells."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sim.model.groups import GROUPS, STAGES
from sim.rules.groups import add_up_cells, cell_of, count_groups, sum_up
from sim.state.words import CELLS, STATE_FACTS

FLAGS = ("registered", "takes_part", "volunteers", "registered_volunteer")
PERSON = st.fixed_dictionaries(
    {name: st.integers(0, 1) for name in FLAGS}
    | {"age_group": st.integers(0, 7), "stage": st.integers(0, 2), "rumour": st.integers(0, 2)}
    | {"standing_domain": st.sampled_from([0, 1, 3]), "case_domain": st.integers(0, 8)}
    | {"case_opened": st.integers(-30, 40)}
    | {name: st.floats(0, 1) for name in ("satisfaction", "trust", "belonging")}
)
MONTH = 40


def facts_of(one: dict[str, Any]) -> tuple[int, ...]:
    """What a person adds to each of ``STATE_FACTS``."""
    waits = one["case_domain"] > 0
    states = [int(one[name] * 2**20 + 0.5) for name in ("satisfaction", "trust", "belonging")]
    acts = (one["takes_part"], one["volunteers"], one["rumour"] == 1, waits, waits * (MONTH - one["case_opened"]))
    ends = (one["registered_volunteer"], one["stage"] == 2, one["standing_domain"] > 0)
    return (1, one["age_group"] > 0, *acts, *states, *ends)


def test_a_cell_is_an_age_class_a_registration_and_a_stage() -> None:
    assert [cell_of(age, 0, 0) for age in range(8)] == [0, 6, 6, 12, 12, 18, 18, 24]
    assert cell_of(7, 1, 2) == 29


def test_ages_divide_everybody_and_so_do_registration_and_stages() -> None:
    for names in ([name for name in GROUPS if name.startswith("age_")], ["registered", "unregistered"], list(STAGES)):
        assert sorted(cell for name in names for cell in GROUPS[name]) == list(range(CELLS))


@given(st.lists(PERSON, max_size=60))
def test_words_hold_what_a_count_person_by_person_gives(people: list[dict[str, Any]]) -> None:
    words = [sum_up(**one, month=MONTH) for one in people]
    found, wanted = [7] * 390, [0] * 390
    count_groups(*([word[k] for word in words] for k in range(7)), found)
    for one in people:
        at = 13 * cell_of(one["age_group"], one["registered"], one["stage"])
        for k, fact in enumerate(facts_of(one)):
            wanted[at + k] += fact
    assert found == wanted
    totals = [[9] for _ in range(len(STATE_FACTS) + 2)]
    add_up_cells(found, *totals)
    old = [one for one in people if one["age_group"] >= 5]
    of_the_old = [len(old), sum(one["takes_part"] for one in old)]
    assert [total for [total] in totals] == [sum(facts) for facts in _columns(people)] + of_the_old


def _columns(people: list[dict[str, Any]]) -> list[tuple[int, ...]]:
    return list(zip(*map(facts_of, people), strict=True)) or [() for _ in STATE_FACTS]


def test_satisfaction_falls_into_one_of_256_bins_the_edges_too() -> None:
    nobody = dict.fromkeys((*FLAGS, "age_group", "stage", "rumour", "standing_domain", "case_domain", "case_opened"), 0)
    states = {"trust": 0.5, "belonging": 0.5, "month": MONTH}
    bins = [sum_up(**nobody, **states, satisfaction=one)[7] for one in (0.0, 0.5, 0.9999, 1.0, 1 / 256)]
    assert bins == [0, 128, 255, 255, 1]
