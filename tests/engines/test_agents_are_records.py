"""Mesa's agents are the records that rules read: no name means two things, and a type checker knows each field's type."""

from pathlib import Path

import mesa
import pytest
from mypy import api

from sim import state
from sim.extension.checks import OF_AGENTS
from sim.mesa_model.agents import BY_TABLE, TYPES, CityAgent, _types
from sim.model.month import MONTH
from sim.model.tables import TABLES
from sim.parameters import LEVERS, WORLD
from sim.state.record import Record, fields

ROOT = Path(__file__).resolve().parents[2]
OF_MESA = {
    *("advance", "create_agents", "from_dataframe", "model", "pos", "random", "remove", "rng", "scenario", "step"),
    "unique_id",
}
"""What an agent of Mesa 3.3 or 3.5 has, read off an installation of each."""
RECORDS = (
    state.Resident,
    state.Organization,
    state.OrganizationToBe,
    state.Community,
    state.CommunityToBe,
    state.Office,
    state.City,
)
OWN = {"row", "community", "place"}


def public(*kinds: type) -> set[str]:
    """What these classes and their instances have for others, but for fields."""
    return {name for kind in kinds for name in dir(kind) if not name.startswith("_")}


def of_agents() -> set[str]:
    """Every public name of the city's agents that is neither a field nor a step."""
    declared = {name for table in TABLES.values() for column in table.columns for name in [column.name]}
    return (public(mesa.Agent, CityAgent, *TYPES) | OF_MESA | OWN) - declared - {step.name for step in MONTH}


def test_this_mesas_agents_have_no_name_that_is_not_listed() -> None:
    made = mesa.Agent(mesa.Model())
    assert {name for name in dir(made) if not name.startswith("_")} <= OF_MESA


def test_the_names_of_agents_are_those_that_extensions_may_not_give() -> None:
    assert of_agents() == OF_AGENTS


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_no_field_bears_a_name_of_agents(kind: type[Record]) -> None:
    assert not {*fields(kind)} & OF_AGENTS


def test_no_parameter_and_no_step_bears_a_name_of_agents() -> None:
    names = {one.name for one in (*LEVERS, *WORLD)} | {step.name for step in MONTH}
    assert not names & OF_AGENTS


def test_no_step_bears_the_name_of_a_field() -> None:
    assert not {step.name for step in MONTH} & {column.name for table in TABLES.values() for column in table.columns}


def test_the_agents_of_every_table_but_the_citys_have_a_type_in_the_order_of_types() -> None:
    assert [kind.table for kind in TYPES] == [*BY_TABLE]
    assert {*BY_TABLE} == {*TABLES} - {"city"}


def test_a_further_table_has_agents_made_of_its_record(monkeypatch: pytest.MonkeyPatch) -> None:
    class Firm(Record):
        """A firm."""

        table = "firms"

    monkeypatch.setitem(TABLES, "firms", TABLES["offices"])
    *known, made = _types(*TYPES)
    assert known == [*TYPES]
    assert issubclass(made, CityAgent)
    assert issubclass(made, Firm)
    assert (made.__name__, made.__doc__) == ("Firm", "A firm.")


def test_an_agent_has_every_field_of_its_record() -> None:
    for kind in TYPES:
        record = next(base for base in kind.__mro__ if issubclass(base, Record) and not issubclass(base, mesa.Agent))
        assert {name: getattr(kind, name) for name in fields(record)} == fields(record)
        assert set(vars(kind)) & set(fields(record)) == set()


TYPED = """
from typing import assert_type

from sim.mesa_model import CityModel, Committee, GovernmentOffice, Resident, SocialOrganization
from sim.state import Community


def look(model: CityModel, resident: Resident, committee: Committee, record: Community) -> None:
    assert_type(resident.trust, float)
    assert_type(resident.age_group, int)
    assert_type(resident.committee.n_residents, int)
    assert_type(model.residents[0].satisfaction, float)
    assert_type([one.reputation for one in model.organizations], list[float])
    assert_type([one.claim for one in model.offices], list[float])
    assert_type(resident.peers[0].trust, float)
    assert_type(record.resolved[0], int)
    resident.trust = 0.5
    record.adluts = 1
    resident.trust = "much"
    resident.age_group = 0.5
"""


def test_a_type_checker_knows_what_an_agent_has(tmp_path: Path) -> None:
    (tmp_path / "typed.py").write_text(TYPED, encoding="utf-8")
    said, errors, _ = api.run([f"--config-file={ROOT / 'pyproject.toml'}", str(tmp_path / "typed.py")])
    assert errors == ""
    found = [line.partition(": error: ")[2] for line in said.splitlines() if "typed.py" in line and ": error: " in line]
    assert [line.split("  [")[1] for line in found] == ["attr-defined]", "assignment]", "assignment]"], said
