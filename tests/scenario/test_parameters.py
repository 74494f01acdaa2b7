from collections import Counter

import pytest
from pydantic import ValidationError

from sim.parameters import LEVERS, WORLD, ByDomain, Levers, Quantity, World, flatten, offsets
from sim.parameters.budget import Funding
from sim.quantities import Group, factor

ALL = (*LEVERS, *WORLD)


def test_a_parameter_is_known_by_its_last_word_alone() -> None:
    assert [name for name, count in Counter(one.name for one in ALL).items() if count > 1] == []


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.path)
def test_a_default_is_plausible_and_a_plausible_value_is_in_the_domain(one: Quantity) -> None:
    assert one.domain[0] <= one.plausible[0] < one.plausible[1] <= one.domain[1]
    assert all(one.plausible[0] <= value <= one.plausible[1] for value in one.default)
    assert all(value == int(value) for value in one.default) or not one.integer


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.path)
def test_a_parameter_says_unit_source_and_meaning_in_both_languages(one: Quantity) -> None:
    assert all((one.unit, one.source))
    assert one.meaning("en").isascii()
    assert any("一" <= letter <= "鿿" for letter in one.meaning("zh"))


def test_nothing_of_the_world_is_an_intervention() -> None:
    assert [one.path for one in WORLD if one.intervention] == []


@pytest.mark.parametrize(("model", "quantities"), [(Levers(), LEVERS), (World(), WORLD)])
def test_a_flat_row_holds_each_parameter_at_its_offset(model: Levers | World, quantities: tuple[Quantity, ...]) -> None:
    row = flatten(model)
    assert sum(len(one.entries) for one in quantities) == len(row)
    for one in quantities:
        assert tuple(row[offsets(quantities)[one.name]]) == one.default


def test_a_vector_is_laid_out_in_the_order_of_its_keys() -> None:
    rates = ByDomain(**{key: float(place) for place, key in enumerate(ByDomain.model_fields)})

    class OneGroup(Group):
        rate: ByDomain = factor(rates, (0, 9)).means("rate", "率")

    class Model(Group):
        group: OneGroup = OneGroup()

    assert flatten(Model.model_construct(group=OneGroup())) == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]


def test_levers_outside_their_domain_are_refused() -> None:
    with pytest.raises(ValidationError, match=r"grant_share is 1\.5; it must be from 0 to 1"):
        Funding(grant_share=1.5)
