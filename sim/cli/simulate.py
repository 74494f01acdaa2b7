"""What commands that simulate share: checked settings, notices, and the call of the runner."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim import limits
from sim.city.layout import size_texts
from sim.city.profile import load_profile, usual_size
from sim.cli.output import say
from sim.language import Language, message, text
from sim.runs.progress import Begin
from sim.scenario import Scenario
from sim.scenario.notices import notices_told

if TYPE_CHECKING:
    from sim.runs.executors import Crew
    from sim.runs.result import Run


@dataclass(frozen=True)
class Settings:
    """How to simulate, checked before anything starts."""

    seeds: list[int]
    months: int
    size: str
    engine: str
    city: str
    workers: int
    threads: int
    start: str


def settings(
    first_seed: int,
    *,
    city: str,
    months: int | None,
    size: str | None,
    seeds: int = 1,
    engine: str = "compiled",
    workers: int | None = None,
    threads: int | None = None,
) -> Settings:
    """Gather options; without ``months`` and ``size`` the city's own, without ``workers`` and ``threads`` one a core."""
    profile = load_profile(city, of="--city")
    figures = profile.city
    numbers = list(range(first_seed, first_seed + seeds))
    cores = os.cpu_count() or 1
    length, much = months or figures.horizon, size or usual_size(profile)
    limits.checked({"--size": much, "--engine": engine})
    return Settings(numbers, length, much, engine, city, workers or cores, threads or cores, figures.start)


def checked(scenarios: list[Scenario], how: Settings, lang: Language) -> dict[str, list[str]]:
    """Check that the city has every district that a scenario names; tell what is worth a word of it, and return it.

    That is what lies outside plausible ranges or beyond the last month, where a smaller place lacks districts, and what it
    shows of communities of one's own.
    """
    profile, told = load_profile(how.city), {}
    whole = how.size == "city" or (profile.communities and how.size == "district")
    for scenario in scenarios:
        scenario.check_districts(profile.city.districts)
        told[scenario.reference] = notices_told(scenario, how.months, lang)
        say(*told[scenario.reference])
        if not whole and max(scenario.districts, default=1) > 1:
            say(text("cli.notice.one_district", lang, scenario=scenario.reference, size=how.size))
    say(*size_texts(profile, how.size, lang))
    return told


def say_compiling() -> None:
    """Tell the user to wait where the engine has to be compiled first."""
    from sim.runs import needs_compiling

    if needs_compiling():
        say(message("compiling"))


def simulate(
    scenarios: list[Scenario], how: Settings, out: Path, begin: Begin, crew: "Crew | None"
) -> "dict[str, list[Run]]":
    """Run every scenario with every seed, on a crew or by processes of this machine; results by the scenario's reference."""
    from sim.runs import run_many

    say_compiling()
    return run_many(
        scenarios,
        how.seeds,
        how.months,
        how.size,
        engine=how.engine,
        city=how.city,
        out=out,
        workers=how.workers,
        threads=how.threads,
        progress=begin("runs"),
        begin=begin,
        crew=crew,
    )


def folder(out: Path | None, *references: str) -> Path:
    """Return where results go: as asked, or under results/ by the scenarios' names."""
    names = [Path(part).stem for part in references]
    return out or Path("results") / "_vs_".join(names)
