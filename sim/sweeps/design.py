"""A design: which scenarios, which points, which seeds, and what is measured of each run."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from sim.errors import InputError
from sim.language import told
from sim.sweeps import sampling
from sim.sweeps.factors import Factor
from sim.sweeps.reductions import Measure

SAMPLED = {"lhs": sampling.latin, "sobol": sampling.saltelli, "morris": sampling.morris}
METHODS = ("grid", *SAMPLED, "table")
MOST = 1_000_000
"""Seeds of a design, and samples that are asked for at a time."""
Values = tuple[float, ...]


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
        shares = SAMPLED[self.method](self.n, len(self.factors), self.sampling_seed)
        return [
            tuple(factor.at(share) for factor, share in zip(self.factors, row, strict=True)) for row in shares.tolist()
        ]

    @property
    def runs(self) -> int:
        """Number of runs."""
        return len(self.scenarios) * len(self.points) * self.seeds

    @property
    def seed_range(self) -> range:
        """The seeds."""
        return range(self.first_seed, self.first_seed + self.seeds)

    def extended(self, seeds: int | None, points: int | None, measures: tuple[Measure, ...]) -> "Design":
        """Return the design with more seeds, samples or measures.

        Raises
        ------
        InputError
            If it would have fewer seeds, or too many seeds or samples, or its method has no further points.
        """
        if seeds is not None and seeds < self.seeds:
            raise InputError(told("design.fewer_seeds", seeds=seeds, own=self.seeds))
        if not (seeds or 0) <= MOST or not (points or 0) <= MOST:
            raise InputError(told("design.too_many_more", most=MOST))
        if points and self.method not in SAMPLED:
            raise InputError(told("design.no_more_points", method=self.method))
        n = (*self.n, points) if points else self.n
        if self.method == "sobol" and not _is_power_of_two(sum(n)):
            raise InputError(told("design.double", points=points, own=sum(self.n), sum=sum(n)))
        return replace(self, seeds=seeds or self.seeds, n=n, measures=tuple(dict.fromkeys((*self.measures, *measures))))

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
