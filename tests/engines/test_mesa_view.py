"""What a user of Mesa meets: a model to step, agents to select and ask, data that the collector keeps."""

import inspect
from collections.abc import Callable
from typing import Any, ClassVar

import mesa
import numpy as np
import pandas as pd
import pytest

from sim.errors import InputError
from sim.mesa_model import CityModel, Committee, GovernmentOffice, Resident, SocialOrganization
from sim.mesa_model.agents import TYPES
from sim.outcomes import OUTCOMES
from sim.runs.single import simulate
from sim.scenario import load


@pytest.fixture(scope="module")
def model() -> CityModel:
    """A hamlet three months old."""
    made = CityModel("menu_services", seed=1)
    for _ in range(3):
        made.step()
    return made


def test_a_city_is_a_mesa_model_with_agents_of_every_type(model: CityModel) -> None:
    assert isinstance(model, mesa.Model)
    assert set(model.agents_by_type) == {*TYPES} >= {Resident, SocialOrganization, Committee, GovernmentOffice}
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
    run = simulate(load("menu_services"), 4, months=5, size="hamlet", engine="compiled", city="ningbo")
    assert [name for name in frame if not np.array_equal(frame[name], run.city[name], equal_nan=True)] == []


def test_agents_have_pythons_own_numbers(model: CityModel) -> None:
    resident = model.residents[7]
    assert isinstance(resident.trust, float)
    assert isinstance(resident.age_group, int)
    assert resident.trust == float(model.state.residents.trust[7])
    assert np.asarray(resident.tie).shape == (8,)


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


def test_a_subclass_has_the_same_attributes_and_the_same_passes() -> None:
    newcomer = CarefulCity(seed=1).residents[3]
    assert newcomer.age_group == newcomer.model.state.residents.age_group[3]
    with pytest.raises(RuntimeError, match="judge is a pass"):
        newcomer.judge()


def test_a_misspelt_attribute_is_an_error(model: CityModel) -> None:
    with pytest.raises(AttributeError, match="satisfactoin"):
        _ = model.residents[0].satisfactoin


def test_a_misspelt_attribute_cannot_be_set(model: CityModel) -> None:
    with pytest.raises(
        AttributeError, match=r"Resident has no field satisfacton\. Did you mean satisfaction\? A subclass"
    ):
        model.residents[0].satisfacton = 1
    with pytest.raises(AttributeError, match=r"Committee has no field xyz\. A subclass"):
        model.agents_by_type[Committee].set("xyz", 1)
    assert not hasattr(model.residents[0], "satisfacton")


def test_mesa_and_a_subclass_may_keep_names_of_their_own() -> None:
    resident: Any = CarefulCity(seed=1).residents[3]
    resident.pos, resident._seen = (1, 2), True
    resident.mood, resident.visits = 0.5, 3
    assert (resident.pos, resident.mood, resident.visits) == ((1, 2), 0.5, 3)
    with pytest.raises(AttributeError, match=r"Careful has no field moods\. A subclass"):
        resident.moods = 1


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
    [
        ({"engine": "fast"}, "choose one of compiled, mesa"),
        ({"size": "village"}, "hamlet"),
        ({"city": "ningpo"}, "ningbo"),
    ],
)
def test_a_wrong_choice_is_refused_before_the_first_month(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        CityModel(**wrong)


def test_a_model_does_not_step_beyond_its_horizon() -> None:
    model = CityModel(horizon=1)
    model.step()
    for _ in range(2):
        with pytest.raises(InputError, match="horizon of 1 month"):
            model.step()
        assert model.steps == 1


def test_a_model_runs_for_as_many_months_as_are_left() -> None:
    model = CityModel(seed=1, horizon=3)
    model.run_for(2)
    assert (model.month, model.steps, model.running) == (2, 2, True)
    model.run_for(5)
    assert (model.month, model.steps, model.running) == (3, 3, False)


def replications(**how: Any) -> list[float]:
    """What ``mesa.batch_run`` finds of a year of each replication, whichever way this Mesa is told of them."""
    found = mesa.batch_run(CityModel, {"horizon": 12}, max_steps=200, display_progress=False, **how)
    assert {row["Step"] for row in found} <= {11, 12}
    return [row["satisfaction_mean"] for row in found]


def test_replications_of_batch_run_differ_and_end_at_the_horizon() -> None:
    takes_rng = "rng" in inspect.signature(mesa.batch_run).parameters
    values = replications(**({"rng": [None] * 3} if takes_rng else {"iterations": 3}))
    assert len(set(values)) == 3


@pytest.mark.parametrize("name", ["seed", "rng"])
def test_a_seed_is_the_same_under_both_of_mesas_names(name: str) -> None:
    given: dict[str, Any] = {name: np.int64(5)}
    model, same = CityModel(seed=5), CityModel(**given)
    assert (same.seed, same.random.random(), same.rng.random()) == (5, model.random.random(), model.rng.random())
    assert same.state.residents.trust.tobytes() == model.state.residents.trust.tobytes()


def test_models_without_a_seed_differ_and_say_theirs() -> None:
    one, other = CityModel(), CityModel()
    assert one.seed != other.seed
    assert CityModel(seed=one.seed).state.residents.trust.tobytes() == one.state.residents.trust.tobytes()


def test_a_seed_is_also_what_numpy_makes_a_generator_of() -> None:
    drawn = {CityModel(rng=np.random.default_rng(3)).seed, CityModel(seed=np.random.default_rng(3)).seed}
    assert len(drawn) == 1
    assert drawn != {CityModel(rng=np.random.SeedSequence(3).spawn(1)[0]).seed}


@pytest.mark.parametrize(
    "wrong", [{"seed": -1}, {"seed": 2**64}, {"seed": 1.5}, {"rng": "one"}, {"seed": 1, "rng": 1}], ids=str
)
def test_a_seed_that_is_none_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"seed|rng"):
        CityModel(**wrong)


def test_a_model_runs_to_its_horizon_and_stops() -> None:
    model = CityModel(seed=1, horizon=2)
    model.run_model()
    assert (model.month, model.running) == (2, False)


def test_no_agent_can_be_removed(model: CityModel) -> None:
    for agent in (model.residents[0], model.organizations[0], model.committees[0], model.offices[0]):
        with pytest.raises(InputError, match=r"cannot be removed.*attributes"):
            agent.remove()
    with pytest.raises(InputError, match="cannot be removed"):
        model.remove_all_agents()
    assert len(model.agents_by_type[Resident]) == 300


@pytest.mark.parametrize(
    "take",
    [
        lambda agents, one: agents.remove(one),
        lambda agents, one: agents.discard(one),
        lambda agents, one: agents.clear(),
        lambda agents, one: agents.select(lambda agent: agent is not one, inplace=True),
    ],
    ids=["remove", "discard", "clear", "select"],
)
def test_no_agent_can_be_taken_out_of_the_models_own_sets(take: Callable[[Any, Any], None]) -> None:
    model = CityModel(seed=1, horizon=1)
    one = model.residents[5]
    for agents in (model.agents, model.agents_by_type[Resident]):
        held = len(agents)
        with pytest.raises(InputError, match=r"cannot be removed.*attributes"):
            take(agents, one)
        assert len(agents) == held
    chosen = model.agents_by_type[Resident].select(lambda agent: agent.row < 5)
    chosen.remove(model.residents[0])
    assert len(chosen) == 4
    model.agents_by_type[Resident].sort("row", ascending=False, inplace=True)
    model.step()


@pytest.mark.parametrize("row", [3, 300, -1])
def test_no_agent_of_the_citys_own_types_can_be_added(model: CityModel, row: int) -> None:
    with pytest.raises(InputError, match=r"Resident: .*none can be added"):
        Resident(model, row, community=0, place=row)
    with pytest.raises(InputError, match=r"Resident: .*none can be added"):
        Resident.create_agents(model, 2)
    assert len(model.agents_by_type[Resident]) == 300


def test_agents_of_other_types_come_and_go() -> None:
    model = CityModel(seed=1)
    visitor = mesa.Agent(model)
    model.step()
    visitor.remove()
    assert model.state.residents.trust.tobytes() == stepped(1).state.residents.trust.tobytes()


def stepped(seed: int) -> CityModel:
    model = CityModel(seed=seed)
    model.step()
    return model


class Careful(Resident):
    """A resident of a user's own, who never takes part."""

    visits = 0

    def __init__(self, model: CityModel, row: int, community: int, place: int) -> None:
        super().__init__(model, row, community=community, place=place)
        self.mood = 0.0

    def take_part(self) -> None:
        """Decide as residents do, and stay at home."""
        super().take_part()
        self.takes_part = 0


class CarefulCity(CityModel):
    """A city of them."""

    kinds: ClassVar = {**CityModel.kinds, "residents": Careful}


def test_residents_of_a_users_own_type_take_every_pass_in_their_own_way() -> None:
    model = CarefulCity(seed=1)
    model.step()
    assert len(model.agents_by_type[Careful]) == 300
    assert model.state.residents.takes_part.sum() == 0 < stepped(1).state.residents.takes_part.sum()


def test_the_compiled_engine_refuses_a_way_of_a_users_own() -> None:
    with pytest.raises(InputError, match=r"Careful\.take_part: the compiled engine runs the rules"):
        CarefulCity(seed=1, engine="compiled")


def test_what_a_user_collects_is_of_the_moment() -> None:
    model = CityModel(seed=1)
    model.step()
    model.state.communities.columns["active_residents"][:] = 0
    model.datacollector.collect(model)
    assert model.datacollector.get_model_vars_dataframe()["participation_rate"].iloc[-1] == 0.0
