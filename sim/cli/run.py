"""``shequ run``."""

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

from sim.cli import options, output
from sim.cli.option_groups import ANSWER, HERE, AnswerOptions, CrewOptions
from sim.cli.options import City, Engine, FirstSeed, Months, Out, Reference, Size, Threads
from sim.language import Language, text
from sim.language.numbers import counted, level
from sim.limits import SEEDS

if TYPE_CHECKING:
    from sim.runs.result import Run


def run(
    scenario: Reference,
    seeds: Annotated[int, options.option("--seeds", limits=SEEDS)] = 1,
    first_seed: FirstSeed = 0,
    months: Months = None,
    size: Size = None,
    engine: Engine = "compiled",
    city: City = "ningbo",
    out: Out = None,
    crew: CrewOptions = HERE,
    threads: Threads = None,
    answer: AnswerOptions = ANSWER,
) -> None:
    """Simulate one scenario."""
    from sim.cli.progress import progress_bars
    from sim.cli.simulate import checked, folder, settings, simulate
    from sim.runs.folder import alone_in, check_unsealed
    from sim.scenario import load

    language = answer.language()
    how = settings(
        first_seed,
        city=city,
        months=months,
        size=size,
        seeds=seeds,
        engine=engine,
        workers=crew.workers,
        threads=threads,
    )
    chosen = load(scenario, start=how.start)
    checked([chosen], how, language)
    where = folder(out, scenario)
    check_unsealed(where)
    began = perf_counter()
    with alone_in(where):
        with progress_bars(language) as begin:
            begin("start")
            runs = simulate([chosen], how, where, begin, crew.remote())[chosen.reference]
        _write_communities(runs, how.city, where)
    if answer.as_json:
        output.print_json(_run_json(runs, where, perf_counter() - began))
    else:
        _print_run(chosen.name[language], runs, where, language)


def _write_communities(runs: "list[Run]", city: str, where: Path) -> None:
    """Where the city lists its communities and all of them were simulated, write a table of them."""
    from sim.city.profile import load_profile

    communities = load_profile(city).communities
    if not communities:
        return
    from sim.report.files import write_table
    from sim.report.frames import outcomes_by_community, shows_all

    if shows_all(runs, communities):
        write_table(outcomes_by_community(runs, communities), where / "tables", "communities")


def _run_json(runs: "list[Run]", where: Path, total_s: float) -> dict[str, Any]:
    first = runs[0]
    return {
        "scenario": first.scenario,
        "size": first.size,
        "engine": first.engine,
        "months": first.months,
        "seeds": [run.seed for run in runs],
        "hashes": [run.digest for run in runs],
        "trajectories": {name: [run.city[name].tolist() for run in runs] for name in first.city},
        "timing": {
            "setup_s": sum(run.setup_s for run in runs),
            "stepping_s": sum(run.stepping_s for run in runs),
            "total_s": total_s,
            "resident_months": sum(run.residents * run.months for run in runs),
        },
        "path": str(where),
    }


def _print_run(name: str, runs: "list[Run]", where: Path, lang: Language) -> None:

    first = runs[0]
    year = min(12, first.months)
    head = [
        text("cli.column.outcome", lang),
        text("cli.column.first_year", lang, months=year),
        text("cli.column.last_year", lang, months=year),
    ]
    counts = {"seeds": len(runs), "months": first.months, "residents": first.residents}
    facts = {what: counted(what, count, lang) for what, count in counts.items()}
    title = text("cli.heading.outcomes", lang, scenario=name, **facts)
    output.print_table(title, head, _means(runs, year, lang), numbers=head[1:])
    output.print_text(text("cli.word.results", lang, folder=where))


def _means(runs: "list[Run]", year: int, lang: Language) -> list[tuple[str, str, str]]:
    """Return each outcome's mean over all seeds in the first and in the last months."""
    from sim.outcomes import OUTCOMES
    from sim.statistics.panel import panel

    rows = []
    for outcome in (outcome for outcome in OUTCOMES if outcome.name in runs[0].city):
        world = panel(runs, outcome)
        first, last = (level(world.pooled(span), outcome.unit, lang) for span in (slice(year), slice(-year, None)))
        rows.append((text(f"outcome.{outcome.name}", lang), first, last))
    return rows
