"""From a TOML file to a design, with everything that is wrong with it at once."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sim.city.profile import city_names, load_profile, usual_size
from sim.errors import DesignError, InputError, Problem, ScenarioError
from sim.language import message
from sim.limits import FIRST_SEED, MONTHS, SEEDS, SIZES, Range
from sim.outcomes import BY_NAME
from sim.runs.store import PARTS
from sim.scenario.file_changes import texts
from sim.scenario.library import shipped_folder
from sim.scenario.toml_file import open_document
from sim.scenario.values import did_you_mean, shortened, shown
from sim.studies.sweep.checks import wrong_points
from sim.studies.sweep.design import METHODS, MOST, SAMPLED, SOBOL, Design
from sim.studies.sweep.factor_reader import factors, point_table
from sim.studies.sweep.file_reader import FileReader
from sim.studies.sweep.reductions import REDUCTIONS, Measure

_TOP = (
    *("name", "question", "scenarios", "size", "months", "seeds", "first_seed", "city", "keep"),
    *("design", "factors", "outcomes"),
)
_METHOD_KEYS = ("method", "n", "seed", "file")
_NEEDED = ("scenarios", "months", "seeds", "design", "outcomes")


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
