"""Fills docs/first-look.md with what a comparison says by itself: ``make first-look`` takes a minute or two."""

import argparse
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.api.compare import compare
from sim.docs.fill import filled
from sim.docs.markdown import table
from sim.docs.pages import FOLDER
from sim.report.groups_figure import shown
from sim.report.money_tables import fee_table, payer_table
from sim.report.study_tables import group_table
from sim.report.summary import answers
from sim.report.table import Table
from sim.report.trajectory_tables import carried_table, course_table
from sim.studies.comparison.fee_payers import fee_sentences
from sim.studies.comparison.study import Study
from sim.studies.comparison.trajectory_sentences import carried_sentences, course_sentences
from sim.studies.comparison.world_sentences import world_sentences

PAGE, FIGURE = FOLDER / "first-look.md", "trajectories"
BASELINE, POLICY = "baseline", "best_mode"
Part = Callable[[Study, Mapping[str, str]], str]


def answer(study: Study, names: Mapping[str, str]) -> str:
    """What page one of the report says."""
    (found,) = answers(study, names, "en")
    return " ".join(filter(None, (f"**{found.sentence}**", found.then, *found.more)))


def course(study: Study, names: Mapping[str, str]) -> str:
    """What moves first, and what follows."""
    (found,) = study.timelines
    start = study.comparison.start
    drawn = course_table(found, start=start, name=names[POLICY], lang="en")
    return f"{_list(course_sentences(found, start=start, lang='en'))}\n\n{_table(drawn)}"


def through(study: Study, names: Mapping[str, str]) -> str:
    """Through what it acts."""
    drawn = carried_table(study.carried, name=names[POLICY], lang="en")
    return f"{_list(carried_sentences(study.carried, 'en'))}\n\n{_table(drawn)}"


def groups(study: Study, names: Mapping[str, str]) -> str:
    """Who gains and who does not."""
    return _table(group_table(shown(study.groups), POLICY, names, "en"))


def payers(study: Study, names: Mapping[str, str]) -> str:
    """Who pays."""
    return _table(payer_table(study, names, "en"))


def fees(study: Study, names: Mapping[str, str]) -> str:
    """Which residents pay."""
    told = _list(fee_sentences(study, POLICY, "en"))
    return f"{told}\n\n{_table(fee_table(study, POLICY, names, 'en'))}"


def worlds(study: Study, names: Mapping[str, str]) -> str:
    """In how many plausible worlds."""
    return _list(world_sentences(study.worlds, names, "en") if study.worlds else [])


PARTS: Mapping[str, Part] = {one.__name__: one for one in (answer, course, through, groups, payers, fees, worlds)}


def _list(sentences: list[str]) -> str:
    return "\n".join(f"- {one}" for one in sentences)


def _table(found: Table) -> str:
    rows = [(heading if k == 0 else "", *row.cells) for heading, rows in found.groups for k, row in enumerate(rows)]
    return table(found.header, rows)


def main() -> None:
    """Compare, and write the page and its figure anew."""
    argparse.ArgumentParser(description=main.__doc__).parse_args()
    with TemporaryDirectory(prefix="shequ-") as place:
        found = compare(BASELINE, [POLICY], out=Path(place), mechanisms=True, report="en")
        shutil.copy(Path(place) / "figures" / f"{FIGURE}.png", FOLDER / "figures" / f"{POLICY}_en.png")
    names = {name: one.name["en"] for name, one in found.study.scenarios.items()}
    PAGE.write_text(filled(PAGE, lambda name: PARTS[name](found.study, names)), encoding="utf-8")


if __name__ == "__main__":
    main()
