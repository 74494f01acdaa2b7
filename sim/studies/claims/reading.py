"""From claims' files to claims, with everything that is wrong with a file at once."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from sim.errors import ClaimError, InputError, Problem, ScenarioError
from sim.language import message
from sim.model.groups import GROUPS
from sim.outcomes import BY_NAME
from sim.parameters import TYPES, Quantity
from sim.scenario.columns import ENTRIES, QUANTITIES, is_world
from sim.scenario.file_changes import texts
from sim.scenario.library import shipped_folder
from sim.scenario.lines import Key
from sim.scenario.problem_reader import Reader
from sim.scenario.toml_file import open_document
from sim.scenario.values import did_you_mean, listed, shown
from sim.studies.claims.arms import check_arm
from sim.studies.claims.claim import CITY, EXPECTS, Arm, Claim, Measured, Test, Values
from sim.studies.claims.measuring import outcomes_of_groups
from sim.studies.claims.sums import terms

_TOP = ("name", "claim", "elements", "arms", "tests", "fails_where", "without", "cannot")
_ARM = ("scenario", "set", "scale")
_TEST = ("compare", "outcome", "group", "expects", "matters", "years", "decides", "built_in", "discount")
MOST_YEARS = 100
_ELEMENT = re.compile(r"E\d\d")


def _real(low: float, *, high: float, integer: bool = False) -> Quantity:
    return Quantity("", "", "1", (low, high), (low, high), (), "", {}, (), integer=integer)


_MATTERS, _YEAR, _DISCOUNT, _FACTOR = (
    _real(0, high=1e9),
    _real(1, high=MOST_YEARS, integer=True),
    _real(0, high=0.2),
    _real(0, high=1_000),
)


def shipped_claims() -> dict[str, Path]:
    """The claims that are shipped, by what their files' names begin with."""
    files = sorted((shipped_folder().parent / "experiments" / "claims").glob("*.toml"))
    return {file.stem.partition("_")[0]: file for file in files}


def load_claims(asked: tuple[str, ...] | list[str] = ()) -> list[Claim]:
    """Read claims by identifier (``H01``) or file; without any all that are shipped.

    Raises
    ------
    ClaimError
        With everything that is wrong with the files.
    InputError
        If there is no such claim, or one is asked for twice.
    """
    known = shipped_claims()
    files = [_located(one, known) for one in asked] or list(known.values())
    if twice := next((one for one in files if files.count(one) > 1), None):
        raise InputError(message("claim.twice", name=twice.stem))
    found, problems = list[Claim](), list[Problem]()
    for file in files:
        try:
            found.append(load_claim(file))
        except ClaimError as error:
            problems += error.problems
    if problems:
        raise ClaimError(problems)
    return found


def _located(asked: str, known: Mapping[str, Path]) -> Path:
    if asked.endswith(".toml"):
        return Path(asked)
    if asked.upper() not in known:
        raise InputError(
            message("claim.none", name=asked, known=listed(known), hint=did_you_mean(asked.upper(), known))
        )
    return known[asked.upper()]


def load_claim(file: Path) -> Claim:
    """Read one claim's file.

    Raises
    ------
    ClaimError
        With everything that is wrong with it.
    """
    try:
        reader = Reader(open_document(file))
    except ScenarioError as error:
        raise ClaimError(error.problems) from None
    claim = _Parts(reader).claim()
    if reader.problems:
        raise ClaimError(sorted(dict.fromkeys(reader.problems), key=lambda one: one.line or 0))
    return claim


class _Parts:
    """Reads the parts of one file; what is wrong is noted and reading goes on."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.data = reader.table((), reader.document.data, _TOP)

    def claim(self) -> Claim:
        arms = dict(self._arms())
        cannot = texts(self.reader, "cannot") if "cannot" in self.data else None
        tests = tuple(self._tests(arms))
        if not cannot and not any(test.decides for test in tests):
            self.reader.refuse(("tests",), message("claim.no_test"), advice=message("claim.test_or_cannot"))
        return Claim(
            id=self.reader.document.path.stem.partition("_")[0],
            name=texts(self.reader, "name"),
            claim=texts(self.reader, "claim"),
            elements=tuple(self._elements()),
            arms=arms,
            tests=tests,
            fails_where=tuple(self._fails_where()),
            without=dict(self._without()),
            cannot=cannot,
        )

    def _elements(self) -> Iterator[str]:
        given = self.data.get("elements", [])
        for one in given if isinstance(given, list) else [given]:
            if isinstance(one, str) and _ELEMENT.fullmatch(one):
                yield one
            else:
                self.reader.refuse(("elements",), shown(one), advice=message("write", value='["E07"]'))

    def _arms(self) -> Iterator[tuple[str, Arm]]:
        for name, given in self.reader.table(("arms",), self.data.get("arms", {})).items():
            key = ("arms", name)
            table = self.reader.table(key, given, _ARM)
            scenario = table.get("scenario")
            if not isinstance(scenario, str) or not scenario:
                told_given = message("missing") if scenario is None else shown(scenario)
                self.reader.refuse(
                    (*key, "scenario"), told_given, advice=message("write", value='scenario = "baseline"')
                )
                continue
            if scenario.endswith(".toml"):
                scenario = str(self.reader.document.path.parent / scenario)
            arm = Arm(scenario, self._values((*key, "set"), table), self._values((*key, "scale"), table, _FACTOR))
            for problem in check_arm(arm, partial(self.reader.document.problem, key)):
                self.reader.problems.append(problem)
            yield name, arm

    def _values(self, key: Key, table: Mapping[str, Any], factor: Quantity | None = None) -> Values:
        given = self.reader.table(key, table.get(str(key[-1]), {}))
        read = (self.reader.assignments((*key, path), path, value, factor) for path, value in given.items())
        return tuple((entry, value) for found in read for entry, value, _ in found)

    def _tests(self, arms: Mapping[str, Arm]) -> Iterator[Test]:
        given = self.data.get("tests", [])
        if not isinstance(given, list):
            self.reader.refuse(("tests",), shown(given), advice=message("write", value="[[tests]]"))
            return
        for number, one in enumerate(given):
            key: Key = ("tests", number)
            table = self.reader.table(key, one, _TEST)
            outcome = self._one_of((*key, "outcome"), table.get("outcome"), tuple(BY_NAME))
            expects = self._one_of((*key, "expects"), table.get("expects"), EXPECTS)
            group = self._one_of((*key, "group"), table.get("group", CITY), (CITY, *GROUPS, *TYPES))
            summed = self._sum((*key, "compare"), table.get("compare"), arms)
            matters, discount = (self._real((*key, name), table, kind) for name, kind in _REALS)
            years = self._years((*key, "years"), table.get("years"))
            decides, built_in = (self._flag((*key, name), table.get(name, value)) for name, value in _FLAGS)
            if outcome and group in GROUPS and outcome not in outcomes_of_groups():
                self.reader.refuse((*key, "group"), message("claim.no_group"), allowed=listed(outcomes_of_groups()))
            if outcome and expects and group and summed:
                measured = Measured(outcome, group)
                yield Test(summed, measured, expects, matters, years, decides, built_in, discount or 0.0)

    def _sum(self, key: Key, given: object, arms: Mapping[str, Arm]) -> tuple[tuple[str, float], ...]:
        found = terms(given) if isinstance(given, str) else None
        if found is None:
            given_shown = message("missing") if given is None else shown(given)
            self.reader.refuse(
                key, given_shown, allowed=message("claim.a_sum"), advice=message("write", value='"menu - more"')
            )
            return ()
        for name, _ in found:
            if name not in arms:
                self.reader.refuse(
                    key, message("claim.no_arm", name=name), allowed=listed(arms), advice=did_you_mean(name, arms)
                )
        return found

    def _years(self, key: Key, given: object) -> tuple[int, int] | None:
        if given is None:
            return None
        ends = [self.reader.number(key, one, _YEAR) for one in given] if isinstance(given, list) else []
        if len(ends) != 2 or None in ends or (ends[0] or 0) > (ends[1] or 0):
            self.reader.refuse(
                key, shown(given), allowed=message("claim.two_years"), advice=message("write", value="[9, 10]")
            )
            return None
        return int(ends[0] or 0), int(ends[1] or 0)

    def _real(self, key: Key, table: Mapping[str, Any], kind: Quantity) -> float | None:
        name = str(key[-1])
        return self.reader.number(key, table[name], kind) if name in table else None

    def _flag(self, key: Key, given: object) -> bool:
        if not isinstance(given, bool):
            self.reader.refuse(key, shown(given), allowed="true, false")
        return bool(given)

    def _one_of(self, key: Key, given: object, known: tuple[Any, ...]) -> Any:
        if given in known:
            return given
        said = message("missing") if given is None else shown(given)
        self.reader.refuse(
            key, said, allowed=message("one_of", names=", ".join(known)), advice=did_you_mean(given, known)
        )
        return None

    def _fails_where(self) -> Iterator[str]:
        given = self.data.get("fails_where", [])
        for path in given if isinstance(given, list) else [given]:
            known = [one for one in (*QUANTITIES, *ENTRIES) if is_world(one)]
            if path in known:
                yield path
            else:
                self.reader.refuse(
                    ("fails_where",),
                    shown(path),
                    allowed=message("claim.of_the_world"),
                    advice=did_you_mean(path, known),
                )

    def _without(self) -> Iterator[tuple[str, Values]]:
        for name in self.reader.table(("without",), self.data.get("without", {})):
            yield name, self._values(("without", name), self.data["without"])


_REALS = (("matters", _MATTERS), ("discount", _DISCOUNT))
_FLAGS = (("decides", True), ("built_in", False))
