"""``shequ sensitivity``."""

from typing import TYPE_CHECKING, Annotated

from sim.cli import options, output
from sim.cli.option_groups import ANSWER, AnswerOptions
from sim.cli.sweep import Folder
from sim.language import Language, text

if TYPE_CHECKING:
    from sim.studies.sweep import Results
    from sim.studies.sweep.sensitivity import Influence


def sensitivity(
    folder: Folder,
    method: Annotated[str | None, options.option("--method", key="sensitivity_method", metavar="pawn")] = None,
    answer: AnswerOptions = ANSWER,
) -> None:
    """Say which factors decide the outcomes of a sweep."""
    language = answer.language()
    from sim.report.sweep_figures import write_sensitivity
    from sim.studies.sweep import open_sweep
    from sim.studies.sweep.sensitivity import influences_frame
    from sim.studies.sweep.sensitivity import sensitivity as analysed

    opened = open_sweep(folder)
    result = analysed(opened, method)
    figures = write_sensitivity(result, opened.design, folder, language)
    if answer.as_json:
        output.print_json(influences_frame(result, opened.design).to_dict("records"))
        return
    for influence in result:
        _print(influence, opened, language)
    output.say_written(language, *figures)


def _print(influence: "Influence", opened: "Results", lang: Language) -> None:
    from sim.studies.sweep.factors import factor_name
    from sim.studies.sweep.sensitivity_texts import sentences, written

    kinds = [text(f"sensitivity.index.{index.kind}", lang) for index in influence.found]
    head = [
        text("sensitivity.path", lang),
        text("sensitivity.factor", lang),
        *kinds,
        text("sensitivity.interval", lang, of=kinds[influence.found.index(influence.main)]),
    ]
    rows = [
        (
            factor.path,
            factor_name(factor, lang),
            *(written(influence, float(index.value[number]), lang) for index in influence.found),
            " – ".join(
                written(influence, float(getattr(influence.main, end)[number]), lang) for end in ("low", "high")
            ),
        )
        for number, factor in enumerate(opened.design.factors)
    ]
    if influence.luck_share is not None:
        blank = ("",) * len(influence.found)
        rows.append(("", text("sensitivity.luck_left", lang), f"{100 * influence.luck_share:.0f} %", *blank))
    output.print_table("", head, rows, numbers=head[2:])
    output.print_text(*sentences(influence, opened.design, str(opened.folder), lang))
