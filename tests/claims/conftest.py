"""Two years in a few worlds, for claims that are soon run."""

from pathlib import Path

import pytest

from sim.ensemble.shipped import World, shipped
from sim.runs.executors import here
from sim.studies.claims.reading import load_claims
from sim.studies.claims.runs import Plan, Setting, plan_of, run_ensemble

SETTING = Setting("ningbo", "neighbourhood", 24, 3, 2)


@pytest.fixture(scope="session")
def worlds() -> tuple[World, ...]:
    known = shipped("ningbo")
    assert known is not None
    return tuple(known.worlds[:3])


@pytest.fixture(scope="session")
def three_claims(worlds: tuple[World, ...]) -> Plan:
    return plan_of(load_claims(["H03", "H14", "H24"]), worlds, SETTING)


@pytest.fixture(scope="session")
def run(three_claims: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("claims")
    status = run_ensemble(three_claims, folder, here())
    assert (status.finished, status.failed) == (three_claims.runs, 0)
    return folder
