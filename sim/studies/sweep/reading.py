"""From a TOML file to a design, with everything that is wrong with it at once."""

import os
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from sim.city.profile import city_names, load_profile, usual_size
from sim.errors import DesignError, InputError, Problem, ScenarioError
from sim.language import message
from sim.limits import FIRST_SEED, MONTHS, SEEDS, SIZES, Range
from sim.outcomes import BY_NAME
from sim.parameters.levers import BUDGET_SHARES
from sim.runs.store import PARTS
from sim.scenario import Scenario, load
from sim.scenario.checks import ROUNDING, farthest_outside, most_shared_out
from sim.scenario.columns import ENTRIES
from sim.scenario.file_changes import texts
from sim.scenario.library import shipped_folder
from sim.scenario.months import month_text
from sim.scenario.problem_reader import Reader
from sim.scenario.table import Floats, place_text, table_in, turning_months
from sim.scenario.toml_file import open_document
from sim.scenario.values import allowed, did_you_mean, shortened, shown
from sim.studies.sweep.design import METHODS, MOST, SAMPLED, SOBOL, Design
from sim.studies.sweep.factor_reader import factors, point_table
from sim.studies.sweep.factors import Factor, Refusal, overdrawn_by, unchecked, would_be, written
from sim.studies.sweep.file_reader import FileReader
from sim.studies.sweep.reductions import REDUCTIONS, Measure
from sim.studies.sweep.target import DELAY

_TOP = (
    *("name", "question", "scenarios", "size", "months", "seeds", "first_seed", "city", "keep"),
    *("design", "factors", "outcomes"),
)
_METHOD_KEYS = ("method", "n", "seed", "file")
_NEEDED = ("scenarios", "months", "seeds", "design", "outcomes")


def wrong_points(design: Design, reader: Reader) -> list[Problem]:
    """Find scenarios that cannot be loaded, factors that move nothing, and the first wrong point of each scenario."""
    problems = [*_absent_districts(design, reader)]
    for reference in design.scenarios:
        try:
            scenario = load(reference, start=design.start)
        except ScenarioError as error:
            at = partial(reader.document.problem, ("scenarios",))
            problems += [
                at(f"{reference}: {one.given}", allowed=one.allowed, advice=one.advice) for one in error.problems
            ]
            continue
        wrong = [*_overruled(design, scenario, reader)]
        first = None if wrong else _first_wrong(design, scenario)
        problems += [*wrong, *([reader.document.problem(("factors",), **first._asdict())] if first else [])]
    return problems or [*_events_of_none(design, reader), *_absent_events(design, reader)]


def _overruled(design: Design, scenario: Scenario, reader: Reader) -> Iterator[Problem]:
    """Factors whose value an event replaces before anything was simulated with it."""
    at_once = {
        change.entry for change in scenario.changes if change.how == "set" and not change.month and not change.over
    }
    for factor in design.factors:
        if factor.target.from_start and not {*factor.target.entries}.isdisjoint(at_once):
            given = message("design.overruled", scenario=scenario.reference, path=factor.path)
            yield reader.document.problem(("factors", factor.path), given, advice=message("design.vary_else"))


def _events_of_none(design: Design, reader: Reader) -> Iterator[Problem]:
    delays = [number for number, factor in enumerate(design.factors) if factor.path == DELAY]
    changes = [change for reference in design.scenarios for change in load(reference, start=design.start).changes]
    if delays and not changes:
        yield reader.document.problem(
            ("factors", DELAY), message("design.no_events"), advice=message("design.name_with_events")
        )
    first = min((change.month for change in changes), default=0)
    if delays and first + min(point[delays[0]] for point in design.points) < 0:
        given = message("design.before_start", month=first)
        yield reader.document.problem(("factors", DELAY), given, allowed=message("design.from", low=-first))


def _absent_districts(design: Design, reader: Reader) -> Iterator[Problem]:
    """Factors of a district that the city does not have."""
    count = load_profile(design.city).city.districts
    for factor in design.factors:
        if (factor.target.district or 0) > count:
            allowed = message("only_district") if count == 1 else message("a_district", count=count)
            yield reader.document.problem(("factors", factor.path), message("no_such_district"), allowed=allowed)


def _absent_events(design: Design, reader: Reader) -> Iterator[Problem]:
    """Factors of an event that no scenario of the design has."""
    scenarios = [load(reference, start=design.start) for reference in design.scenarios]
    for factor in design.factors:
        if factor.target.date and not any(factor.target.changes_in(one) for one in scenarios):
            events = {
                f"events.{month_text(one.month, design.start)}.{one.how}.{place_text((one.type, one.district))}{one.entry}"
                for each in scenarios
                for one in each.changes
            }
            given = message("design.no_event", path=factor.path)
            near = did_you_mean(factor.path, sorted(events)) or message("design.name_with_events")
            yield reader.document.problem(("factors", factor.path), given, advice=near)


def check_points(design: Design, where: str) -> None:
    """Check the points of a design that was read before and is larger now; ``where`` is the folder of its runs.

    Raises
    ------
    DesignError
        With the first wrong point of each scenario.
    """
    scenarios = (load(reference, start=design.start) for reference in design.scenarios)
    found = [wrong for scenario in scenarios if (wrong := _first_wrong(design, scenario))]
    if found:
        raise DesignError([Problem(where, None, "factors", *one) for one in found])


def _first_wrong(design: Design, scenario: Scenario) -> Refusal | None:
    if not _may_leave(design, scenario):
        return None
    lows, highs = (np.array([quantity.domain[end] for quantity in ENTRIES.values()]) for end in (0, 1))
    for number, values in enumerate(design.points):
        point = unchecked(scenario, design.factors, values)
        overdrawn = overdrawn_by(point, design.factors, values, of=scenario)
        wrong = next(chain(overdrawn, _wrong(point, design.factors, lows, highs=highs)), None)
        if wrong:
            named = {"point": number, "values": written(design.factors, values)}
            where = message("design.at_point", scenario=scenario.reference, **named)
            return wrong._replace(given=f"{where}: {wrong.given}")
    return None


def _wrong(point: Scenario, factors: tuple[Factor, ...], lows: Floats, *, highs: Floats) -> Iterator[Refusal]:
    """Yield what is wrong with a scenario at a point; ``lows`` and ``highs`` are all entries' domains."""
    months = turning_months(point.changes)
    months = months[months >= 0]
    table = table_in(point.base, point.changes, months, point.districts)
    for column in np.flatnonzero(((table < lows - ROUNDING) | (table > highs + ROUNDING))[:, 1:].any(axis=(0, 1))):
        month, row = farthest_outside(table[:, 1:, column], low=lows[column], high=highs[column]) or (0, 0)
        entry = [*ENTRIES][column]
        given = would_be(entry, float(table[month, row + 1, column]), int(months[month]), point.start)
        yield Refusal(given, allowed(ENTRIES[entry]), message("design.narrow"))
    total = most_shared_out(table)
    if total > 1.0 + ROUNDING:
        yield Refusal(message("design.shares", total=f"{total:.4g}"), message("at_most_1"), _paid_by(factors))


def _paid_by(factors: tuple[Factor, ...]) -> str:
    """Advise the first share that pays for itself to take from one that the design leaves alone."""
    varied = {entry for factor in factors for entry in factor.target.entries}
    free = [factor.path for factor in factors if factor.target.number in BUDGET_SHARES and not factor.takes_from]
    source = next((one for one in ("funding.direct_share", *BUDGET_SHARES) if one not in varied), None)
    if not free or source is None:
        return message("design.narrow")
    return message("design.use_takes_from", path=free[0], source=source)


def _may_leave(design: Design, scenario: Scenario) -> bool:
    """Whether something else than a factor's own range, which was checked, decides what its numbers become."""
    moved = {entry for factor in design.factors for entry in factor.target.entries}
    return not moved.isdisjoint({*BUDGET_SHARES, *(change.entry for change in scenario.changes)}) or any(
        factor.takes_from or factor.target.is_multiple for factor in design.factors
    )


def load_design(path: Path) -> Design:
    """Read a design, or a shipped one by its name; its scenarios are found by name, or by path from the design's folder.

    Raises
    ------
    DesignError
        With everything that is wrong with the file, at once.
    """
    try:
        reader = _DesignReader(open_document(_located(path)))
    except ScenarioError as error:
        raise DesignError(error.problems) from None
    design = reader.design()
    problems = reader.problems or _too_large(design, reader) or wrong_points(design, reader)
    if problems:
        raise DesignError(sorted(dict.fromkeys(problems), key=lambda problem: (problem.file, problem.line or 0)))
    return design


def _too_large(design: Design, reader: FileReader) -> list[Problem]:
    try:
        design.check_size()
    except InputError as error:
        return [reader.document.problem(("design",), str(error))]
    return []


def shipped() -> dict[str, Path]:
    """The designs that are shipped, by name."""
    files = sorted((shipped_folder().parent / "experiments").glob("*.toml"))
    return {file.stem: file for file in files if "[design]" in file.read_text("utf-8")}


def _located(path: Path) -> Path:
    designs = shipped()
    if os.path.exists(path) or str(path) in designs:
        return path if os.path.exists(path) else designs[str(path)]
    allowed, near = message("design.file_or_shipped", names=", ".join(designs)), did_you_mean(path.stem, designs)
    raise ScenarioError([Problem(shortened(str(path)), None, "", message("design.no_such_design"), allowed, near)])


class _DesignReader(FileReader):
    """Reads the parts of a design."""

    def design(self) -> Design:
        self.data = self.table((), self.document.data, _TOP)
        for name in _NEEDED:
            if name not in self.data:
                self.refuse((name,), message("missing"), advice=message("design.add", name=name))
        method, n, seed = self._method()
        city, start, usual = self._city()
        varied, rows = self._varied(method)
        kept = message("design.array_or_none", names=", ".join(PARTS))
        return Design(
            name=texts(self, "name"),
            question=texts(self, "question"),
            scenarios=tuple(self._scenarios()),
            size=str(self.one_of(("size",), self.data.get("size", usual), SIZES)),
            months=self._whole("months", MONTHS),
            first_seed=self._whole("first_seed", FIRST_SEED),
            seeds=self._whole("seeds", SEEDS),
            city=city,
            start=start,
            method=method,
            n=(n,) if method in SAMPLED else (),
            sampling_seed=seed,
            factors=varied,
            measures=tuple(self._measures()),
            keep=tuple(self.each_of(("keep",), self.data.get("keep", []), PARTS, kept)),
            rows=rows,
        )

    def _scenarios(self) -> Iterator[str]:
        names = self.data.get("scenarios", [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            allowed = message("design.array_of_names")
            self.refuse_value(("scenarios",), names, allowed, write='scenarios = ["baseline"]')
            return
        if len(set(names)) < len(names) or not names:
            self.refuse(("scenarios",), message("design.none_or_twice"), advice=message("design.name_once"))
        yield from map(self._beside, names)

    def _beside(self, name: str) -> str:
        """The path of a file beside the design; else the name."""
        path = self.document.path.parent / name
        return str(path) if name.endswith(".toml") and os.path.exists(path) else name

    def _city(self) -> tuple[str, str, str]:
        """The city, when it starts, and how much of it is simulated unless asked otherwise."""
        name = self.data.get("city", "ningbo")
        city = self._beside(str(name))
        try:
            profile = load_profile(city)
            return city, profile.city.start, usual_size(profile)
        except InputError:
            allowed = message("design.city_or_file", names=", ".join(city_names()))
            given, near = message("design.no_city", name=shown(name)), did_you_mean(name, city_names())
            self.refuse(("city",), given, allowed=allowed, advice=near)
            return city, "", "neighbourhood"

    def _method(self) -> tuple[str, int, int]:
        table = self.table(("design",), self.data.get("design", {}), _METHOD_KEYS)
        method = self.one_of(("design", "method"), table.get("method"), METHODS, ", ".join(METHODS))
        if method is None:
            return "", 0, 0
        for key, methods in (("n", tuple(SAMPLED)), ("seed", tuple(SAMPLED)), ("file", ("table",))):
            if key in table and method not in methods:
                self.takes_no(("design", key), method, methods)
        n = self.whole(("design", "n"), table.get("n"), Range(1, MOST)) if method in SAMPLED else 0
        if method in SOBOL and n & (n - 1):
            self.refuse_value(("design", "n"), n, message("design.power_of_two"), write=1 << n.bit_length())
        return method, n, self.whole(("design", "seed"), table.get("seed", 0), FIRST_SEED)

    def _varied(self, method: str) -> tuple[Any, Any]:
        if method != "table":
            return tuple(factors(self, method)), ()
        if "factors" in self.data:
            self.refuse(("factors",), message("design.table_names"), advice=message("remove", what="[factors]"))
        return point_table(self)

    def _measures(self) -> Iterator[Measure]:
        outcomes = self.table(("outcomes",), self.data.get("outcomes", {}), tuple(BY_NAME))
        if "outcomes" in self.data and not outcomes:
            advice = message("write", value='participation_rate = "last_year_mean"')
            self.refuse(("outcomes",), message("design.none"), advice=advice)
        allowed = message("design.one_or_more", names=", ".join(REDUCTIONS))
        for name, value in outcomes.items():
            for reduction in self.each_of(("outcomes", name), value, REDUCTIONS, allowed):
                yield Measure(name, reduction)

    def _whole(self, key: str, within: Range[int]) -> int:
        return self.whole((key,), self.data[key], within) if key in self.data else 0
