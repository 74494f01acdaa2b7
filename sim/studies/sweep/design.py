"""A design: which scenarios, points and seeds, what is measured of each run, and every run in the order of its tables."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property, partial
from math import prod
from typing import Any

from sim.city.layout import lay_out
from sim.city.profile import load_profile
from sim.errors import InputError
from sim.extension import code
from sim.language import Language, message, text
from sim.limits import SEEDS
from sim.parameters import TYPES
from sim.runs.result import Floats
from sim.runs.store import key_in, world_digest
from sim.runs.task import Task
from sim.scenario import Scenario, load
from sim.scenario.notices import late_texts
from sim.studies.sweep import sampling
from sim.studies.sweep.factors import Factor, delayed, unchecked
from sim.studies.sweep.reductions import Measure
from sim.studies.sweep.target import DELAY

SAMPLED: dict[str, Callable[..., Floats]] = {
    "lhs": sampling.latin,
    "sobol": sampling.saltelli,
    "sobol2": partial(sampling.saltelli, pairs=True),
    "morris": sampling.morris,
}
SOBOL = ("sobol", "sobol2")
METHODS = ("grid", *SAMPLED, "table")
GROUPS: dict[str, Callable[[int], int]] = {
    "lhs": lambda d: 1,
    "sobol": lambda d: d + 2,
    "sobol2": lambda d: 2 * d + 2,
    "morris": lambda d: d + 1,
}
"""Points of a sample, by the number of factors."""
MOST_POINTS, MOST_RUNS = 100_000, 10_000_000
MOST = SEEDS.high
"""Seeds of a design, and samples that are asked for at a time."""
PLACE = ["scenario", "point", "seed"]
"""The columns that say which run a row is of."""
Values = tuple[float, ...]
ENGINE = "compiled"


@dataclass(frozen=True)
class Design:
    """What a sweep simulates; the same seeds, hence the same cities and luck, at every point of every scenario.

    ``n`` are the samples that were asked for, first and with each extension; ``rows`` the points of a table. ``keep`` are
    the parts of a run that are kept beside the city's outcomes.
    """

    name: Mapping[str, str]
    question: Mapping[str, str]
    scenarios: tuple[str, ...]
    size: str
    months: int
    first_seed: int
    seeds: int
    city: str
    start: str
    method: str
    n: tuple[int, ...]
    sampling_seed: int
    factors: tuple[Factor, ...]
    measures: tuple[Measure, ...]
    keep: tuple[str, ...]
    rows: tuple[Values, ...] = ()

    @cached_property
    def points(self) -> list[Values]:
        """The factors' values, point by point."""
        if self.method == "grid":
            return sampling.grid(self.factors)
        if self.method == "table":
            return list(self.rows)
        shares = SAMPLED[self.method](self.n, len(self.factors), seed=self.sampling_seed)
        return [
            tuple(factor.at(share) for factor, share in zip(self.factors, row, strict=True)) for row in shares.tolist()
        ]

    @property
    def n_points(self) -> int:
        """Number of points, without making them."""
        if self.method == "grid":
            return prod(len(factor.grid()) for factor in self.factors)
        return len(self.rows) if self.method == "table" else sum(self.n) * GROUPS[self.method](len(self.factors))

    @property
    def runs(self) -> int:
        """Number of runs."""
        return len(self.scenarios) * self.n_points * self.seeds

    def check_size(self) -> None:
        """Check that the design can be kept in memory, and finished.

        Raises
        ------
        InputError
            If it has too many points or runs.
        """
        for what, number, most in (("points", self.n_points, MOST_POINTS), ("runs", self.runs, MOST_RUNS)):
            if number > most:
                raise InputError(message(f"design.too_many_{what}", number=f"{number:,}", most=f"{most:,}"))

    @property
    def seed_range(self) -> range:
        """The seeds."""
        return range(self.first_seed, self.first_seed + self.seeds)

    def extended(self, seeds: int | None, *, points: int | None, measures: tuple[Measure, ...]) -> "Design":
        """Return the design with more seeds, samples or measures.

        Raises
        ------
        InputError
            If it would have fewer seeds, too many seeds or samples, or be too large, or its method has no further points.
        """
        if seeds is not None and seeds < self.seeds:
            raise InputError(message("design.fewer_seeds", seeds=seeds, own=self.seeds))
        if not (seeds or 0) <= MOST or not (points or 0) <= MOST:
            raise InputError(message("design.too_many_more", most=MOST))
        if points and self.method not in SAMPLED:
            raise InputError(message("design.no_more_points", method=self.method))
        n = (*self.n, points) if points else self.n
        if self.method in SOBOL and not _is_power_of_two(sum(n)):
            raise InputError(message("design.double", points=points, own=sum(self.n), sum=sum(n)))
        more = replace(self, seeds=seeds or self.seeds, n=n, measures=tuple(dict.fromkeys((*self.measures, *measures))))
        more.check_size()
        return more

    def to_json(self) -> dict[str, Any]:
        """Return the design as JSON can hold it."""
        return asdict(self) | {"measures": [list(measure) for measure in self.measures]}


def from_json(given: Mapping[str, Any]) -> Design:
    """Return the design that `Design.to_json` wrote."""
    factors = tuple(Factor(**(factor | {"values": tuple(factor["values"])})) for factor in given["factors"])
    lists = {name: tuple(given[name]) for name in ("scenarios", "n", "keep")}
    measures, rows = tuple(Measure(*one) for one in given["measures"]), tuple(map(tuple, given["rows"]))
    return Design(**(dict(given) | lists | {"factors": factors, "measures": measures, "rows": rows}))


def _is_power_of_two(n: int) -> bool:
    return n > 0 and n & (n - 1) == 0


@dataclass(frozen=True)
class Plan:
    """A design with its scenarios and its city read."""

    design: Design

    @cached_property
    def scenarios(self) -> list[Scenario]:
        """The scenarios, in the design's order."""
        found = [load(reference, start=self.design.start) for reference in self.design.scenarios]
        districts = load_profile(self.design.city).city.districts
        for scenario in found:
            scenario.check_districts(districts)
        return found

    def notices(self, lang: Language) -> list[str]:
        """Tell which events no run of the design reaches, or reaches the end of, and which factors have nothing to act on."""
        design = self.design
        delays = [int(point[k]) for k, one in enumerate(design.factors) if one.path == DELAY for point in design.points]
        first = (delayed(scenario, min(delays, default=0)) for scenario in self.scenarios)
        late = [said for scenario in first for said in late_texts(scenario, design.months, lang)]
        return [*late, *self._idle(lang)]

    def _idle(self, lang: Language) -> list[str]:
        """Tell which factors move a type of community that the size does not have."""
        typed = {one.path: one.target.type for one in self.design.factors if one.target.type}
        if not typed:
            return []
        there = {TYPES[kind] for kind in lay_out(load_profile(self.design.city), self.design.size, (0, 0)).kind}
        words = {"size": self.design.size}
        return [
            text("cli.notice.no_type", lang, path=path, type=of, **words)
            for path, of in typed.items()
            if of not in there
        ]

    def digests(self) -> dict[str, str]:
        """Hash of each scenario, with its city and the model."""
        profile = load_profile(self.design.city)
        return {one.reference: world_digest(one, profile) for one in self.scenarios}

    def tasks(self) -> Iterator[Task]:
        """Yield every run: scenario by scenario, point by point, seed by seed."""
        for scenario in self.scenarios:
            for point in range(len(self.design.points)):
                yield from self._at(scenario, point)

    def _at(self, scenario: Scenario, point: int) -> Iterator[Task]:
        design = self.design
        varied = unchecked(scenario, design.factors, design.points[point])
        world = world_digest(varied, load_profile(design.city))
        first = Task(varied, 0, design.months, design.size, ENGINE, design.city, "", code(), design.keep, point)
        for seed in design.seed_range:
            yield replace(
                first, seed=seed, key=key_in(world, seed, months=design.months, size=design.size, engine=ENGINE)
            )
