"""A program that asks for what is not there is refused when it is put together, not in month 40."""

from collections.abc import Callable
from typing import Any

import pytest

from sim.engine.program import Program, ProgramError
from sim.engine.steps import Each, Settle, Step, Ties, Total
from sim.errors import SimError
from sim.model.month import DRAWS, month_program
from sim.model.tables import TABLES
from sim.parameters.flat import WORLD, offsets
from sim.quantities import Group, per_month
from sim.rules import rule
from sim.state import Resident


@rule
def trusts(trustt: float) -> float:
    """Ask for a column that is misspelt."""
    return trustt


@rule
def hopes(trust: float, qwertyuiop: float) -> float:
    """Ask for something that is like nothing."""
    return trust + qwertyuiop


@rule
def counts(trust: float) -> int:
    """Count something."""
    return 1 if trust > 0.5 else 0


@rule
def sees(their_belongin: float) -> float:
    """Look at whom one is tied to."""
    return their_belongin


@rule
def draws(u_need: float) -> None:
    """Ask for luck that is a resident's."""


def put_together(step: Step) -> Program:
    return Program(TABLES, (step,), offsets(WORLD), DRAWS)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Each("residents", trusts, ("trust",)), r"trusts.*'trustt'.*'trust'\?"),
        (Each("residents", counts, ("takes_prt",)), r"counts.*'takes_prt'.*'takes_part'\?"),
        (Total("residents", counts, ("person",)), r"counts.*'person'.*'persons'\?"),
        (Ties(sees, ("peers_active",)), r"sees.*'their_belongin'.*'their_belonging'\?"),
        (Ties(counts, ("peers_activ",)), r"counts.*'peers_activ'.*'peers_active'\?"),
        (Settle(trusts, ("trust",)), r"trusts.*'trustt'"),
    ],
    ids=["argument", "column written", "total", "what a tie sees", "sum over ties", "settlement"],
)
def test_a_misspelt_name_is_refused_with_the_nearest(step: Step, words: str) -> None:
    with pytest.raises(ProgramError, match=words):
        put_together(step)


def test_a_name_like_no_other_is_refused_without_a_guess() -> None:
    with pytest.raises(ProgramError, match=r"'qwertyuiop'$"):
        put_together(Each("residents", hopes, ("trust",)))


def test_a_resident_may_not_ask_for_an_organizations_column() -> None:
    @rule
    def envies(reputation: float) -> float:
        return reputation

    with pytest.raises(ProgramError, match="'reputation'"):
        put_together(Each("residents", envies, ("trust",)))


class Unlisted(Group):
    """Parameters that no list has."""

    hiring: float = per_month(0.1, (0.0, 0.2)).means("share hired", "雇用比例")


def test_a_group_of_parameters_in_no_list_is_named() -> None:
    @rule
    def hires(me: Resident, how: Unlisted) -> None:
        me.trust = how.hiring

    with pytest.raises(ProgramError, match=r"hires: .*'hiring'.*the group Unlisted listed"):
        put_together(Each("residents", hires))


def test_every_name_of_the_month_is_known_and_each_step_has_its_own() -> None:
    names = [step.name for step in month_program().steps]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", [Each, Total])
def test_a_step_is_named_after_its_rule(kind: Callable[..., Any]) -> None:
    assert kind("residents", counts, ("persons",)).name == "counts"


@pytest.mark.parametrize(
    "step",
    [
        Each("residents", counts, ("gini",)),
        Each("residents", counts, ("peer_weight",)),
        Each("residents", counts, ("trust",), where="is_neww"),
        Total("residents", counts, ("trust",)),
        Settle(draws, ("trust",)),
        Each("resident", counts, ("trust",)),
    ],
    ids=[
        "another table's column",
        "a parameter",
        "a condition",
        "a total of a resident",
        "luck for a settlement",
        "a table",
    ],
)
def test_what_a_step_cannot_read_or_write_is_refused_before_any_text_is_made(step: Step) -> None:
    with pytest.raises(ProgramError):
        put_together(step)


def test_two_steps_of_one_name_are_refused_for_the_second_would_run_twice() -> None:
    with pytest.raises(ProgramError, match="counts"):
        Program(TABLES, (Each("residents", counts, ("takes_part",)), Total("residents", counts, ("persons",))), {}, {})


def test_an_error_of_a_program_is_one_of_ours() -> None:
    assert issubclass(ProgramError, SimError)
