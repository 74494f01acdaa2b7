"""``shequ check``."""

from typing import TYPE_CHECKING, Annotated, Any

from sim.cli import options, output
from sim.cli.option_groups import ANSWER, AnswerOptions
from sim.errors import ScenarioError
from sim.language import text

if TYPE_CHECKING:
    from sim.scenario import Scenario


def check(
    files: Annotated[list[str], options.argument("FILE...", key="files")],
    answer: AnswerOptions = ANSWER,
) -> None:
    """Check files and fail, once all were read, if anything is wrong."""
    from sim.city.profile import load_profile
    from sim.scenario import load
    from sim.scenario.notices import notices_told

    language = answer.language()
    horizon = load_profile("ningbo").city.horizon
    problems, described, good = [], [], []
    for file in files:
        try:
            scenario = load(file)
        except ScenarioError as error:
            problems += error.problems
            nothing: dict[str, Any] = {"notices": [], "overruled": [], "late": [], "freed": []}
            described.append({"file": file, "problems": [problem.__dict__ for problem in error.problems]} | nothing)
        else:
            output.say(*notices_told(scenario, horizon, language))
            described.append(_described(file, scenario, horizon))
            good.append(file)
    if answer.as_json:
        output.print_json({"files": described})
    else:
        for file in good:
            print(text("cli.word.fine", language, file=file))
    if problems:
        raise ScenarioError(list(dict.fromkeys(problems)))


def _described(file: str, scenario: "Scenario", horizon: int) -> dict[str, Any]:
    """Describe a good file; events are late that a run of the usual horizon does not reach."""
    from sim.cli.scenario_rows import freed_json, overruled_json
    from sim.scenario.notices import late_events

    return {
        "file": file,
        "problems": [],
        "notices": [notice.__dict__ for notice in scenario.notices],
        "overruled": overruled_json(scenario),
        "late": [event._asdict() for event in late_events(scenario, horizon)],
        "freed": freed_json(scenario),
    }
