"""What is tried of each lever: the table ``experiments/levers.toml``, which tests and ``shequ levers --effects`` read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sim.errors import InputError
from sim.outcomes import BY_NAME
from sim.scenario import Scenario, load
from sim.scenario.checks import ROUNDING, most_shared_out
from sim.scenario.columns import COLUMN, ENTRIES
from sim.scenario.library import shipped_folder
from sim.scenario.table import table_in, turning_months

NAME = "levers.toml"


@dataclass(frozen=True)
class LeverTest:
    """A lever is raised from ``low`` to ``high``, all else being ``scenario`` with ``beside``.

    ``rises`` and ``falls`` name the outcomes that it moves so with every seed; where both are empty, ``tested_by`` names
    the test that looks at the lever.
    """

    lever: str
    low: float
    high: float
    scenario: str
    beside: Mapping[str, float]
    rises: tuple[str, ...]
    falls: tuple[str, ...]
    tested_by: str

    @property
    def signs(self) -> dict[str, int]:
        """The direction by outcome."""
        return dict.fromkeys(self.rises, 1) | dict.fromkeys(self.falls, -1)

    @property
    def raised(self) -> str:
        """From what to what the lever is raised, as text."""
        return f"{self.low:.12g} → {self.high:.12g}"

    @property
    def conditions(self) -> str:
        """The scenario with what holds beside it, as text."""
        return ", ".join((self.scenario, *(f"{path} = {value:.12g}" for path, value in self.beside.items())))

    def world(self, value: float) -> Scenario:
        """Return the scenario in which the lever has a value.

        Raises
        ------
        InputError
            If no scenario file could say so: a value outside its domain, or shares of the budget above the whole.
        """
        scenario, where = load(self.scenario), f"{NAME}: test of {self.lever} at {value:g}"
        base = scenario.base.copy()
        for path, number in {**self.beside, self.lever: value}.items():
            low, high = ENTRIES[path].domain
            if not low <= number <= high:
                raise InputError(f"{where}: {path} is {number:g}; a number from {low:g} to {high:g}; correct it")
            base[:, COLUMN[path]] = number
        total = most_shared_out(table_in(base, scenario.changes, turning_months(scenario.changes), scenario.districts))
        if total > 1 + ROUNDING:
            raise InputError(f"{where}: shares of the budget add to {total:.4g}; at most 1; lower one beside")
        return replace(scenario, base=base)


def lever_tests(path: Path | None = None) -> tuple[LeverTest, ...]:
    """Read the table; the first test of a lever is the one whose effects are shown.

    Raises
    ------
    InputError
        If a test names a parameter or an outcome that does not exist, or is not complete.
    """
    path = path or shipped_folder().parent / "experiments" / NAME  # in a checkout or in an installed package
    return tuple(_read(entry) for entry in tomllib.loads(path.read_text("utf-8"))["test"])


def shown() -> tuple[LeverTest, ...]:
    """Return the first test of each lever."""
    return tuple({test.lever: test for test in reversed(lever_tests())}.values())[::-1]


def _read(entry: dict[str, object]) -> LeverTest:
    absent = {"scenario": "baseline", "beside": {}, "rises": [], "falls": [], "tested_by": ""}
    try:
        test = LeverTest(**(absent | entry))  # type: ignore[arg-type]
    except TypeError as error:
        raise InputError(f"{NAME}: {entry}: {error}; give lever, low and high") from None
    unknown = [path for path in (test.lever, *test.beside) if path not in COLUMN]
    unknown += [name for name in (*test.rises, *test.falls) if name not in BY_NAME]
    if unknown or not (test.signs or test.tested_by):
        what = f"there is no {unknown[0]}" if unknown else "it says neither what it moves nor tested_by"
        raise InputError(f"{NAME}: test of {test.lever}: {what}; correct it")
    return replace(test, rises=tuple(test.rises), falls=tuple(test.falls))
