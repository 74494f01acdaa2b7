"""``shequ calibrate``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from sim.cli import options, output
from sim.cli.option_groups import ANSWER, HERE, AnswerOptions, CrewOptions
from sim.cli.options import City, FirstSeed, Out, Size
from sim.language import Language, text
from sim.limits import SIZES, one_of

MOST_PRINTED = 10

if TYPE_CHECKING:
    from sim.ensemble.shipped import Plausible


def calibrate(
    out: Out = None,
    observed: Annotated[Path | None, options.option("--observed", metavar="FILE.csv")] = None,
    effort: Annotated[float, options.option("--effort", min=0.01, max=1000)] = 1.0,
    first_seed: FirstSeed = 0,
    size: Size = None,
    city: City = "ningbo",
    crew: CrewOptions = HERE,
    answer: AnswerOptions = ANSWER,
) -> None:
    """Find the sets of the world's numbers that fit what is known of a city."""
    language = answer.language()
    from sim.city.profile import load_profile
    from sim.cli.progress import progress_bars
    from sim.ensemble.calibrate import FILE, calibrate, scaled
    from sim.ensemble.observed import read_observed
    from sim.runs.executors import lasting

    profile = load_profile(city, of="--city")
    counted = read_observed(observed, profile) if observed else []
    chosen = one_of("--size", size, SIZES) if size else None
    folder = out or Path("results") / f"worlds-{Path(city).stem}"
    with progress_bars(language) as begin, lasting(crew.crew()) as hired:
        result = calibrate(folder, hired, city, chosen, counted, scaled(effort, first_seed), output.say, begin("runs"))
    if answer.as_json:
        output.print_json(_json(result, folder / FILE))
    else:
        _print(result, folder / FILE, language)


def _json(result: "Plausible", file: Path) -> dict[str, object]:
    return {
        "worlds": len(result.worlds),
        "log10_share_of_prior": result.share,
        "file": str(file),
        **result.log,
    }


def _print(result: "Plausible", file: Path, lang: Language) -> None:
    log = result.log
    words = {"worlds": len(result.worlds), "begun": log["begun"], "share": f"{-result.share:.0f}"}
    counts = {"runs": f"{log['runs']:,}", "again": f"{log['fit again']:.0%}"}
    output.print_text(text("calibrate.found", lang, **words, **counts), text("calibrate.moved", lang))
    for move in log["moved"][:MOST_PRINTED]:
        numbers = f"{move['mean']:+.2f}  {move['typical']:.2f}  {move['spread']:.2f}"
        output.print_text(f"  {move['coordinate']}  {numbers}  {move['target']}")
    output.print_text(text("calibrate.use", lang, file=file))
