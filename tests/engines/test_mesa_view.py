"""What a user of Mesa meets: a model to step, agents to select and ask, data that the collector keeps."""

import mesa
import numpy as np
import pandas as pd
import pytest

from sim.errors import InputError
from sim.mesa_model import CityModel, Committee, GovernmentOffice, Resident, SocialOrganization
from sim.outcomes import OUTCOMES
from sim.runs.one import simulate
from sim.scenario import load


@pytest.fixture(scope="module")
def model() -> CityModel:
    """A hamlet three months old."""
    made = CityModel("menu_services", seed=1)
    for _ in range(3):
        made.step()
    return made


def test_a_city_is_a_mesa_model_with_four_types_of_agents(model: CityModel) -> None:
    assert isinstance(model, mesa.Model)
    assert set(model.agents_by_type) == {Resident, SocialOrganization, Committee, GovernmentOffice}
    assert {kind: len(agents) for kind, agents in model.agents_by_type.items()}[Resident] == 300


def test_a_step_is_a_month(model: CityModel) -> None:
    assert model.month == 3


def test_the_collector_keeps_every_outcome_every_month(model: CityModel) -> None:
    frame = model.datacollector.get_model_vars_dataframe()
    assert isinstance(frame, pd.DataFrame)
    assert set(frame.columns) == {outcome.name for outcome in OUTCOMES}
    assert len(frame) == 3


@pytest.mark.parametrize("engine", ["mesa", "compiled"])
def test_a_model_shows_the_outcomes_of_the_run_with_its_seed(engine: str) -> None:
    stepped = CityModel("menu_services", seed=4, engine=engine)
    for _ in range(5):
        stepped.step()
    frame = stepped.datacollector.get_model_vars_dataframe()
    run = simulate(load("menu_services"), 4, 5, "hamlet", "compiled", "ningbo")
    assert [name for name in frame if not np.array_equal(frame[name], run.city[name], equal_nan=True)] == []


def test_agents_have_pythons_own_numbers(model: CityModel) -> None:
    resident = model.residents[7]
    assert isinstance(resident.trust, float)
    assert isinstance(resident.age_group, int)
    assert resident.trust == float(model.state.residents.trust[7])
    assert resident.tie.shape == (8,)


def test_agent_sets_select_aggregate_and_group(model: CityModel) -> None:
    residents = model.agents_by_type[Resident]
    old = residents.select(lambda resident: resident.age_group >= 5)
    assert len(old) == int((model.state.residents.age_group >= 5).sum())
    assert residents.agg("satisfaction", np.mean) == pytest.approx(model.state.residents.satisfaction.mean(), abs=1e-6)
    assert {age: len(group) for age, group in residents.groupby("age_group")} == {
        age: int(count) for age, count in enumerate(np.bincount(model.state.residents.age_group)) if count
    }


def test_what_is_set_on_agents_stands_in_the_columns() -> None:
    model = CityModel()
    model.agents_by_type[Resident].select(lambda resident: resident.age_group == 0).set("trust", 0.25)
    children = model.state.residents.age_group == 0
    assert (model.state.residents.trust[children] == 0.25).all()
    assert not (model.state.residents.trust[~children] == 0.25).all()


def test_what_is_set_on_an_agent_is_what_the_next_month_goes_by() -> None:
    usual, told = CityModel(seed=2), CityModel(seed=2)
    told.agents_by_type[Resident].set("habit", 1.0)
    for model in (usual, told):
        model.step()
    assert told.state.residents.takes_part.sum() > usual.state.residents.takes_part.sum()


def test_peers_and_committee_are_agents(model: CityModel) -> None:
    resident = model.residents[150]
    assert len(resident.peers) == resident.n_peers
    assert all(isinstance(peer, Resident) and peer is not resident for peer in resident.peers)
    assert resident.committee is model.committees[0]


def test_a_pass_called_outside_its_month_is_refused(model: CityModel) -> None:
    with pytest.raises(RuntimeError, match=r"take_part is a pass of the month.*step\(\)"):
        model.residents[0].take_part()
    with pytest.raises(RuntimeError, match="need_arises is a pass"):
        model.agents_by_type[Resident].do("need_arises")


def test_a_subclass_has_the_same_attributes_and_the_same_passes(model: CityModel) -> None:
    class Newcomer(Resident):
        """A resident of a user's own."""

    newcomer = Newcomer(CityModel(), 3, 0, 3)
    assert newcomer.age_group == newcomer.model.residents[3].age_group
    with pytest.raises(RuntimeError, match="judge is a pass"):
        newcomer.judge()


def test_a_misspelt_attribute_is_an_error(model: CityModel) -> None:
    with pytest.raises(AttributeError, match="satisfactoin"):
        _ = model.residents[0].satisfactoin


def test_agents_do_not_shuffle_what_happens() -> None:
    """The same seed twice gives the same bits, whatever Mesa's own generator does in between."""
    one, other = CityModel(seed=9), CityModel(seed=9)
    for month in range(3):
        one.step()
        other.random.random()
        other.agents_by_type[Resident].shuffle(inplace=True)
        other.step()
        assert one.state.residents.satisfaction.tobytes() == other.state.residents.satisfaction.tobytes(), month


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"engine": "fast"}, "choose mesa or compiled"), ({"size": "village"}, "hamlet"), ({"city": "ningpo"}, "ningbo")],
)
def test_a_wrong_choice_is_refused_before_the_first_month(wrong: dict[str, str], words: str) -> None:
    with pytest.raises(InputError, match=words):
        CityModel(**wrong)


def test_a_model_does_not_step_beyond_its_horizon() -> None:
    model = CityModel(horizon=1)
    model.step()
    with pytest.raises(InputError, match="horizon of 1 month"):
        model.step()
