"""A lever's course over the years: its steps are changed one by one, and the same money is spent in every month."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.parameters.levers import BUDGET_SHARES
from sim.scenario import load
from sim.scenario.columns import COLUMN
from sim.scenario.table import table_in
from tests.lab.conftest import Ask

MONTHS = 120
GRANTS, OWN = "funding.grant_share", "funding.direct_share"
NOTHING: dict[str, Any] = {"settings": [], "acts": []}


def step(value: float, month: int = 0, over: int = 0, until: int | None = None) -> dict[str, Any]:
    return {"how": "set", "value": value, "month": month, "over": over, "until": until}


def table(tmp_path: Path, toml: str) -> np.ndarray[Any, Any]:
    """Every value, (months, rows, entries), as the command reads a saved file; rows of the four types alone."""
    file = tmp_path / "lab.toml"
    file.write_text(toml, encoding="utf-8")
    one = load(str(file))
    return np.asarray(table_in(one.base, one.changes, np.arange(MONTHS))[:, 1:])


def shares(tmp_path: Path, toml: str) -> np.ndarray[Any, Any]:
    """The shares of the budget, (months, types, shares)."""
    return table(tmp_path, toml)[:, :, [COLUMN[path] for path in BUDGET_SHARES]]


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        (None, [step(0.1)]),
        (None, [step(0.15), step(0.0, 60, 36)]),
        (None, [step(0.12, 7, 5, 50), step(0.2, 60, 1)]),
        ("rural", [step(0.15, 24, 24), step(0.033, 90)]),
        ("market", [step(0.1), step(0.2, 30, 12, 55)]),
    ],
)
def test_the_same_money_is_spent_in_every_month_and_community(
    ask: Ask, tmp_path: Path, kind: str | None, steps: list[dict[str, Any]]
) -> None:
    (paid,) = ask([{"ask": "paid", "policy": NOTHING, "path": GRANTS, "type": kind, "steps": steps}])
    assert paid["stopped"] is None
    text, nothing = ask([{"ask": "toml", "policy": one, "above": ["baseline"]} for one in (paid["policy"], NOTHING)])
    found, before = shares(tmp_path, text), shares(tmp_path, nothing)
    assert found.sum(axis=2) == pytest.approx(before.sum(axis=2), abs=1e-8)
    assert not np.array_equal(found, before)
    acts = [one for one in paid["policy"]["acts"] if one["path"] == OWN]
    assert len({(one["month"], one["over"]) for one in acts}) <= 2 * len(steps), "a ramp is given by a ramp"


def test_the_same_money_follows_what_was_dated_before(ask: Ask, held: dict[str, Any], tmp_path: Path) -> None:
    """Seeding that tapers is moved half a year: departments' own services follow it, and the total stays what it was."""
    shipped = {part: held["scenarios"]["seed_then_taper"][part] for part in NOTHING}
    later = [step(0.15), step(0.0, 66, 36)]
    (paid,) = ask([{"ask": "paid", "policy": shipped, "path": GRANTS, "type": None, "steps": later}])
    text, old = ask([{"ask": "toml", "policy": one, "above": ["baseline"]} for one in (paid["policy"], shipped)])
    found, before = shares(tmp_path, text), shares(tmp_path, old)
    assert found.sum(axis=2) == pytest.approx(before.sum(axis=2), abs=1e-8)
    own = BUDGET_SHARES.index(OWN)
    assert found[65, 0, own] == pytest.approx(before[59, 0, own], abs=1e-9)


def test_a_share_stops_where_nothing_is_left_to_give(ask: Ask, tmp_path: Path) -> None:
    (paid,) = ask([{"ask": "paid", "policy": NOTHING, "path": GRANTS, "type": None, "steps": [step(0.9, 24, 12)]}])
    assert paid["stopped"] == pytest.approx(0.333, abs=1e-9)
    (text,) = ask([{"ask": "toml", "policy": paid["policy"], "above": ["baseline"]}])
    found = shares(tmp_path, text)
    assert found[-1, 0, BUDGET_SHARES.index(OWN)] == pytest.approx(0, abs=1e-9)
    assert found.min() >= 0


def test_a_share_that_goes_back_leaves_the_baseline(ask: Ask) -> None:
    (paid,) = ask([{"ask": "paid", "policy": NOTHING, "path": GRANTS, "type": None, "steps": [step(0.1, 12, 24)]}])
    (back,) = ask([{"ask": "paid", "policy": paid["policy"], "path": GRANTS, "type": None, "steps": []}])
    assert back["policy"] == NOTHING


def test_steps_put_back_as_they_are_change_nothing(ask: Ask, held: dict[str, Any], tmp_path: Path) -> None:
    """Every lever that a shipped policy dates, or moves in one type of community."""
    asked = [
        ({part: one[part] for part in NOTHING}, path)
        for one in held["scenarios"].values()
        for path in sorted({each["path"] for part in NOTHING for each in one[part] if part == "acts" or each["type"]})
        if not path.startswith("world.")
    ]
    again = ask([{"ask": "steps", "policy": policy, "path": path, "type": "rural"} for policy, path in asked])
    texts = ask([{"ask": "toml", "policy": one, "above": ["baseline"]} for one in again])
    olds = ask([{"ask": "toml", "policy": policy, "above": ["baseline"]} for policy, _ in asked])
    assert len(asked) > 20
    for (_, path), text, old in zip(asked, texts, olds, strict=True):
        assert np.array_equal(table(tmp_path, text), table(tmp_path, old)), path


def test_values_are_gone_through_month_by_month(ask: Ask) -> None:
    values = [0.1] * 10 + [0.1 + 0.01 * k for k in range(1, 11)] + [0.3] * 50 + [0.05] * 50
    (found,) = ask([{"ask": "through", "values": values, "path": GRANTS}])
    assert found == pytest.approx(values, abs=1e-12)
