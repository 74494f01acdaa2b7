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
from sim.parameters import Quantity
from sim.runs.store import PARTS
from sim.scenario.file_changes import texts
from sim.scenario.library import shipped_folder
from sim.scenario.lines import Key
from sim.scenario.problem_reader import Reader
from sim.scenario.toml_file import open_document
from sim.scenario.values import did_you_mean, shortened, shown
from sim.studies.sweep.checks import wrong_points
from sim.studies.sweep.design import METHODS, MOST, SAMPLED, SOBOL, Design
from sim.studies.sweep.factor_reader import factors
from sim.studies.sweep.point_table import point_table
from sim.studies.sweep.reductions import REDUCTIONS, Measure

_TOP = (
    "name",
    "question",
    "scenarios",
    "size",
    "months",
    "seeds",
    "first_seed",
    "city",
    "keep",
    "design",
    "factors",
    "outcomes",
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
        document = open_document(_located(path))
    except ScenarioError as error:
        raise DesignError(error.problems) from None
    reader = Reader(document)
    design = _Parts(reader).design()
    problems = reader.problems or _too_large(design, reader) or wrong_points(design, reader)
    if problems:
        raise DesignError(sorted(dict.fromkeys(problems), key=lambda one: (one.file, one.line or 0)))
    return design


def _too_large(design: Design, reader: Reader) -> list[Problem]:
    try:
        design.check_size()
    except InputError as error:
        return [reader.document.problem(("design",), str(error))]
    return []


def shipped() -> dict[str, Path]:
    """The designs that are shipped, by name."""
    files = sorted((shipped_folder().parent / "experiments").glob("*.toml"))
    return {file.stem: file for file in files if "[design]" in file.read_text("utf-8")}


def _cities() -> str:
    return message("design.city_or_file", names=", ".join(city_names()))


def _located(path: Path) -> Path:
    known = shipped()
    if os.path.exists(path) or str(path) in known:
        return path if os.path.exists(path) else known[str(path)]
    there, near = message("design.file_or_shipped", names=", ".join(known)), did_you_mean(path.stem, known)
    raise ScenarioError([Problem(shortened(str(path)), None, "", message("design.no_such_design"), there, near)])


class _Parts:
    """Reads the parts of one file; what is wrong is noted and reading goes on."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.data = reader.table((), reader.document.data, _TOP)
        for name in _NEEDED:
            if name not in self.data:
                reader.refuse((name,), message("missing"), advice=message("design.add", name=name))

    def design(self) -> Design:
        method, n, seed = self._method()
        city, start, usual = self._city()
        varied, rows = self._varied(method)
        return Design(
            name=texts(self.reader, "name"),
            question=texts(self.reader, "question"),
            scenarios=tuple(self._scenarios()),
            size=self._one_of("size", SIZES, usual),
            months=self._whole("months", MONTHS),
            first_seed=self._whole("first_seed", FIRST_SEED, absent=0),
            seeds=self._whole("seeds", SEEDS),
            city=city,
            start=start,
            method=method,
            n=(n,) if method in SAMPLED else (),
            sampling_seed=seed,
            factors=varied,
            measures=tuple(self._measures()),
            keep=tuple(self._keep()),
            rows=rows,
        )

    def _scenarios(self) -> Iterator[str]:
        given = self.data.get("scenarios", [])
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            self.reader.refuse(
                ("scenarios",),
                shown(given),
                allowed=message("design.array_of_names"),
                advice=message("write", value='scenarios = ["baseline"]'),
            )
            return
        if len(set(given)) < len(given) or not given:
            self.reader.refuse(("scenarios",), message("design.none_or_twice"), advice=message("design.name_once"))
        for name in given:
            beside = self.reader.document.path.parent / name
            yield str(beside) if name.endswith(".toml") and os.path.exists(beside) else name

    def _city(self) -> tuple[str, str, str]:
        """The city, when it starts, and how much of it is simulated unless asked otherwise."""
        name = self.data.get("city", "ningbo")
        beside = self.reader.document.path.parent / str(name)
        found = (
            str(beside) if isinstance(name, str) and name.endswith(".toml") and os.path.exists(beside) else str(name)
        )
        try:
            profile = load_profile(found)
            return found, profile.city.start, usual_size(profile)
        except InputError:
            near = did_you_mean(name, city_names())
            self.reader.refuse(("city",), message("design.no_city", name=shown(name)), allowed=_cities(), advice=near)
            return found, "", "neighbourhood"

    def _method(self) -> tuple[str, int, int]:
        table = self.reader.table(("design",), self.data.get("design", {}), _METHOD_KEYS)
        method = table.get("method")
        if method not in METHODS:
            near = did_you_mean(method, METHODS)
            self.reader.refuse(
                ("design", "method"),
                message("missing") if method is None else shown(method),
                allowed=", ".join(METHODS),
                advice=near,
            )
            return "", 0, 0
        for key, methods in (("n", tuple(SAMPLED)), ("seed", tuple(SAMPLED)), ("file", ("table",))):
            if key in table and method not in methods:
                self.reader.refuse(
                    ("design", key),
                    message("design.takes_no", method=method, name=key),
                    allowed=message("design.only_for", names=", ".join(methods)),
                    advice=message("design.remove_it"),
                )
        n = self._number(("design", "n"), table.get("n"), Range(1, MOST)) if method in SAMPLED else 0
        if method in SOBOL and n & (n - 1):
            self.reader.refuse(
                ("design", "n"),
                str(n),
                allowed=message("design.power_of_two"),
                advice=message("write", value=1 << n.bit_length()),
            )
        return method, n, self._number(("design", "seed"), table.get("seed", 0), FIRST_SEED)

    def _varied(self, method: str) -> tuple[Any, Any]:
        if method != "table":
            return tuple(factors(self.reader, method)), ()
        if "factors" in self.data:
            self.reader.refuse(("factors",), message("design.table_names"), advice=message("remove", what="[factors]"))
        return point_table(self.reader)

    def _measures(self) -> Iterator[Measure]:
        given = self.reader.table(("outcomes",), self.data.get("outcomes", {}), tuple(BY_NAME))
        if "outcomes" in self.data and not given:
            self.reader.refuse(
                ("outcomes",),
                message("design.none"),
                advice=message("write", value='participation_rate = "last_year_mean"'),
            )
        for name, value in given.items():
            for reduction in value if isinstance(value, list) else [value]:
                if isinstance(reduction, str) and reduction in REDUCTIONS:
                    yield Measure(name, reduction)
                else:
                    near = did_you_mean(reduction, REDUCTIONS)
                    self.reader.refuse(
                        ("outcomes", name),
                        shown(reduction),
                        allowed=message("design.one_or_more", names=", ".join(REDUCTIONS)),
                        advice=near,
                    )

    def _keep(self) -> Iterator[str]:
        given = self.data.get("keep", [])
        for part in given if isinstance(given, list) else [given]:
            if part in PARTS:
                yield part
            else:
                near = did_you_mean(part, PARTS)
                self.reader.refuse(
                    ("keep",), shown(part), allowed=message("design.array_or_none", names=", ".join(PARTS)), advice=near
                )

    def _one_of(self, key: str, known: tuple[str, ...], absent: str) -> str:
        value = self.data.get(key, absent)
        if value not in known:
            self.reader.refuse(
                (key,),
                shown(value),
                allowed=message("one_of", names=", ".join(known)),
                advice=did_you_mean(value, known),
            )
        return str(value)

    def _whole(self, key: str, within: Range[int], absent: int | None = None) -> int:
        if key not in self.data and (absent is not None or key in _NEEDED):
            return absent or 0
        return self._number((key,), self.data.get(key), within)

    def _number(self, key: Key, value: object, within: Range[int]) -> int:
        if value is None:
            self.reader.refuse(
                key,
                message("missing"),
                allowed=message("whole_number_from", **within._asdict()),
                advice=message("design.add_key", name=key[-1]),
            )
            return 0
        quantity = Quantity("", "", "1", within, within, (), "", {}, (), integer=True)
        return int(self.reader.number(key, value, quantity) or 0)
