"""Groups of residents: every resident is in one cell, and every group is made of whole cells."""

from sim.model.groups import GROUPS
from sim.rules.groups import CELLS, cell_of


def test_a_cell_is_an_age_class_and_a_registration() -> None:
    assert [cell_of(age, 0) for age in range(8)] == [0, 2, 2, 4, 4, 6, 6, 8]
    assert cell_of(7, 1) == 9


def test_ages_divide_everybody_and_so_does_registration() -> None:
    for names in ([name for name in GROUPS if name.startswith("age_")], ["registered", "unregistered"]):
        assert sorted(cell for name in names for cell in GROUPS[name]) == list(range(CELLS))
