"""Groups of residents: every resident is in one cell, and every group is made of whole cells."""

from sim.model.groups import GROUPS, STAGES
from sim.rules.groups import CELLS, cell_of


def test_a_cell_is_an_age_class_a_registration_and_a_stage() -> None:
    assert [cell_of(age, 0, 0) for age in range(8)] == [0, 6, 6, 12, 12, 18, 18, 24]
    assert cell_of(7, 1, 2) == 29


def test_ages_divide_everybody_and_so_do_registration_and_stages() -> None:
    for names in ([name for name in GROUPS if name.startswith("age_")], ["registered", "unregistered"], list(STAGES)):
        assert sorted(cell for name in names for cell in GROUPS[name]) == list(range(CELLS))
