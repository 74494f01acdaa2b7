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
from sim.scenario.toml_file import open_document
from sim.scenario.values import did_you_mean, listed
from sim.studies.claims.claim import CITY, EXPECTS, Arm, Claim, Measured, Test, Values, check_arm
from sim.studies.claims.measuring import outcomes_of_groups
from sim.studies.sweep.file_reader import FileReader, number_within

_TOP = ("name", "claim", "elements", "arms", "tests", "fails_where", "without", "cannot")
_ARM = ("scenario", "set", "scale")
_TEST = ("compare", "outcome", "group", "expects", "matters", "years", "decides", "built_in", "discount")
MOST_YEARS = 100
_FACTOR, _YEAR = number_within(0, high=1_000), number_within(1, high=MOST_YEARS, integer=True)
_REALS = (("matters", number_within(0, high=1e9)), ("discount", number_within(0, high=0.2)))
_FLAGS = (("decides", True), ("built_in", False))
_ELEMENT = re.compile(r"E\d\d")
Terms = tuple[tuple[str, float], ...]
_TERM = re.compile(r"\s*([+-]?)\s*(?:(\d+(?:\.\d+)?(?:/\d+)?)\s*\*\s*)?([A-Za-z_]\w*)\s*")
_ROUNDING = 1e-9


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
        reader = _ClaimReader(open_document(file))
    except ScenarioError as error:
        raise ClaimError(error.problems) from None
    claim = reader.claim()
    if reader.problems:
        raise ClaimError(sorted(dict.fromkeys(reader.problems), key=lambda one: one.line or 0))
    return claim


class _ClaimReader(FileReader):
    """Reads the parts of a claim."""

    def claim(self) -> Claim:
        self.data = self.table((), self.document.data, _TOP)
        arms = dict(self._arms())
        cannot = texts(self, "cannot") if "cannot" in self.data else None
        tests = tuple(self._tests(arms))
        if not cannot and not any(test.decides for test in tests):
            self.refuse(("tests",), message("claim.no_test"), advice=message("claim.test_or_cannot"))
        of_world = [path for path in (*QUANTITIES, *ENTRIES) if is_world(path)]
        fails_where = self.data.get("fails_where", [])
        return Claim(
            id=self.document.path.stem.partition("_")[0],
            name=texts(self, "name"),
            claim=texts(self, "claim"),
            elements=tuple(self._elements()),
            arms=arms,
            tests=tests,
            fails_where=tuple(self.each_of(("fails_where",), fails_where, of_world, message("claim.of_the_world"))),
            without=dict(self._without()),
            cannot=cannot,
        )

    def _elements(self) -> Iterator[str]:
        elements = self.data.get("elements", [])
        for element in elements if isinstance(elements, list) else [elements]:
            if isinstance(element, str) and _ELEMENT.fullmatch(element):
                yield element
            else:
                self.refuse_value(("elements",), element, write='["E07"]')

    def _arms(self) -> Iterator[tuple[str, Arm]]:
        for name, value in self.table(("arms",), self.data.get("arms", {})).items():
            key = ("arms", name)
            table = self.table(key, value, _ARM)
            scenario = table.get("scenario")
            if not isinstance(scenario, str) or not scenario:
                self.refuse_value((*key, "scenario"), scenario, write='scenario = "baseline"')
                continue
            if scenario.endswith(".toml"):
                scenario = str(self.document.path.parent / scenario)
            arm = Arm(scenario, self._values((*key, "set"), table), self._values((*key, "scale"), table, _FACTOR))
            self.problems += check_arm(arm, partial(self.document.problem, key))
            yield name, arm

    def _values(self, key: Key, table: Mapping[str, Any], factor: Quantity | None = None) -> Values:
        values = self.table(key, table.get(str(key[-1]), {}))
        read = (self.assignments((*key, path), path, value, factor) for path, value in values.items())
        return tuple((entry, value) for assignments in read for entry, value, _ in assignments)

    def _tests(self, arms: Mapping[str, Arm]) -> Iterator[Test]:
        tests = self.data.get("tests", [])
        if not isinstance(tests, list):
            self.refuse_value(("tests",), tests, write="[[tests]]")
            return
        for number, test in enumerate(tests):
            key: Key = ("tests", number)
            table = self.table(key, test, _TEST)
            outcome = self.one_of((*key, "outcome"), table.get("outcome"), tuple(BY_NAME))
            expects = self.one_of((*key, "expects"), table.get("expects"), EXPECTS)
            group = self.one_of((*key, "group"), table.get("group", CITY), (CITY, *GROUPS, *TYPES))
            summed = self._sum((*key, "compare"), table.get("compare"), arms)
            matters, discount = (self._real((*key, name), table, kind) for name, kind in _REALS)
            years = self._years((*key, "years"), table.get("years"))
            decides, built_in = (self._flag((*key, name), table.get(name, value)) for name, value in _FLAGS)
            if outcome and group in GROUPS and outcome not in outcomes_of_groups():
                self.refuse((*key, "group"), message("claim.no_group"), allowed=listed(outcomes_of_groups()))
            if outcome and expects and group and summed:
                measured = Measured(outcome, group)
                yield Test(summed, measured, expects, matters, years, decides, built_in, discount or 0.0)

    def _sum(self, key: Key, value: object, arms: Mapping[str, Arm]) -> Terms:
        summed = terms(value) if isinstance(value, str) else None
        if summed is None:
            self.refuse_value(key, value, message("claim.a_sum"), write='"menu - more"')
            return ()
        for name in [name for name, _ in summed if name not in arms]:
            given, near = message("claim.no_arm", name=name), did_you_mean(name, arms)
            self.refuse(key, given, allowed=listed(arms), advice=near)
        return summed

    def _years(self, key: Key, value: object) -> tuple[int, int] | None:
        if value is None:
            return None
        ends = [self.number(key, end, _YEAR) for end in value] if isinstance(value, list) else []
        if len(ends) != 2 or None in ends or (ends[0] or 0) > (ends[1] or 0):
            self.refuse_value(key, value, message("claim.two_years"), write="[9, 10]")
            return None
        return int(ends[0] or 0), int(ends[1] or 0)

    def _real(self, key: Key, table: Mapping[str, Any], kind: Quantity) -> float | None:
        name = str(key[-1])
        return self.number(key, table[name], kind) if name in table else None

    def _flag(self, key: Key, value: object) -> bool:
        if not isinstance(value, bool):
            self.refuse_value(key, value, "true, false")
        return bool(value)

    def _without(self) -> Iterator[tuple[str, Values]]:
        for name in self.table(("without",), self.data.get("without", {})):
            yield name, self._values(("without", name), self.data["without"])


def terms(written: str) -> Terms | None:
    """The arms and their weights; None where it is no such sum, names an arm twice, or has weights that do not add up to 0."""
    found, at = list[tuple[str, float]](), 0
    while at < len(written):
        match = _TERM.match(written, at)
        if match is None or (found and not match[1]):
            return None
        found.append((match[3], (-1 if match[1] == "-" else 1) * _number(match[2])))
        at = match.end()
    names = [name for name, _ in found]
    is_sum = len(found) > 1 and len(set(names)) == len(names) and abs(sum(weight for _, weight in found)) < _ROUNDING
    return tuple(found) if is_sum else None


def _number(written: str | None) -> float:
    over, _, under = (written or "1").partition("/")
    return float(over) / float(under or 1)
