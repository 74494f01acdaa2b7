"""Every run of a design, in the order of its tables, made one by one so that any number takes no room."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from sim.city.layout import lay_out
from sim.city.profile import load_profile
from sim.extension import code
from sim.language import Language, text
from sim.parameters import TYPES
from sim.runs.store import key_in, world_digest
from sim.runs.task import Task
from sim.scenario import Scenario, load
from sim.scenario.notices import late_texts
from sim.studies.sweep.design import Design
from sim.studies.sweep.factors import delayed, unchecked
from sim.studies.sweep.target import DELAY

ENGINE = "compiled"


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
