"""The report on paper says what the page says, in real tables, with a text for each figure."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sim.language import LANGUAGES, Language
from sim.report import write
from sim.report.finalize import can_typeset
from sim.report.outcome_tables import verdict_table
from sim.report.page import contents, limits
from sim.report.pdf import blocks, paper
from sim.report.summary import answers, cautions

needs_typst = pytest.mark.skipif(not can_typeset(), reason="shequ[pdf] is not installed")


def of_kind(made: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [one for one in made if one["kind"] == kind]


@pytest.fixture
def told(case: Callable[..., Any]) -> Callable[[Language], tuple[Any, dict[str, str], list[dict[str, Any]]]]:
    def tell(lang: Language) -> tuple[Any, dict[str, str], list[dict[str, Any]]]:
        made = case(persons=True)
        names = {name: one.name[lang] for name, one in made.scenarios.items()}
        drawn = {key: [("a", b""), ("b", b"")] for key in ("differences", "trajectories", "plane", "map", "life_0")}
        return made.study, names, blocks(contents(made.study, made.scenarios, lang), drawn, lang)

    return tell


@pytest.mark.parametrize("lang", LANGUAGES)
def test_paper_has_the_sentences_of_the_page_and_no_others(told: Callable[..., Any], lang: Language) -> None:
    study, names, made = told(lang)
    said = "".join(one["text"] for one in made if one["kind"] in ("answer", "text", "note"))
    for one in answers(study, names, lang):
        assert one.sentence in said
        assert all(more in said for more in (one.then, *one.more))
    assert all(one in said for one in cautions(study, lang))
    assert {*limits(study, lang)} <= {item for one in of_kind(made, "list") for item in one["items"]}


def test_tables_are_tables_with_a_header_and_a_cell_for_each_column(told: Callable[..., Any]) -> None:
    study, names, made = told("en")
    tables = of_kind(made, "table")
    for one in tables:
        rows = [row for group in one["groups"] for row in group["rows"]]
        assert {len(row) for row in rows} == {len(one["header"]) - 1}
        assert len(one["widths"]) == len(one["right"]) == len(one["header"])
    page = verdict_table(study.comparison, "menu_services", names, "en")
    (ours,) = [one for one in tables if one["caption"] == page.caption]
    assert [group["first"] for group in ours["groups"]] == [first for first, _ in page.groups]


def test_every_figure_that_was_drawn_stands_once_with_a_text_for_who_cannot_see_it(told: Callable[..., Any]) -> None:
    *_, made = told("zh")
    panels = [panel for one in of_kind(made, "figure") for panel in one["panels"]]
    assert sorted(one["file"] for one in panels) == [
        f"{name}-{k}.svg" for name in ("differences", "life_0", "map", "plane", "trajectories") for k in (0, 1)
    ]
    assert {one["alt"] for one in panels} == {"a", "b"}


@needs_typst
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pdf_is_tagged_holds_its_font_and_is_the_same_each_time(
    case: Callable[..., Any], tmp_path: Path, lang: Language
) -> None:
    made = case(seeds=3, months=12, persons=True)
    for place in ("first", "second"):
        write(made.study, {lang: made.scenarios}, tmp_path / place)
    first, second = ((tmp_path / place / "report.pdf").read_bytes() for place in ("first", "second"))
    assert first == second
    assert first.startswith(b"%PDF")
    for what in (b"/StructTreeRoot", b"/FontFile2", b"/Lang"):
        assert what in first, what
    assert b"/Type3" not in first


@needs_typst
def test_words_are_never_read_as_markup(case: Callable[..., Any]) -> None:
    made = case(seeds=3, months=12)
    markup = {"en": '#panic("read") $ _ * [ @a <b> \\'}
    scenarios = {reference: replace(scenario, name=markup) for reference, scenario in made.scenarios.items()}
    assert paper(contents(made.study, scenarios, "en"), {}, "en").startswith(b"%PDF")


def test_without_the_typesetter_no_pdf_is_written_and_all_else_is(
    case: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.report.finalize.find_spec", lambda _: None)
    made = case(seeds=3, months=12)
    write(made.study, {"en": made.scenarios}, tmp_path)
    assert sorted(path.name for path in tmp_path.glob("report.*")) == ["report.html", "report.xlsx"]
