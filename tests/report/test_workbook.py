"""The workbook speaks the report's language, holds numbers and not texts of them, and has charts that follow its cells."""

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from sim.language import LANGUAGES, Language, text
from sim.language.catalog import catalog
from sim.outcomes import HEADLINE
from sim.report.workbook import workbook
from sim.studies.comparison.fee_payers import fee_payers

IDENTIFIER = re.compile(r"^[a-z]+(_[a-z0-9]+)+$")
CHINESE = re.compile("[\u4e00-\u9fff]")


def opened(made: Any, lang: Language) -> Any:
    names = {name: one.name[lang] for name, one in made.scenarios.items()}
    return openpyxl.load_workbook(io.BytesIO(workbook(made.study, names, lang)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    header, *below = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in below]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cell_is_a_number_or_a_word_of_the_language(case: Callable[..., Any], lang: Language) -> None:
    book = opened(case(persons=True), lang)
    words = [
        cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str)
    ]
    assert [one for one in words if IDENTIFIER.match(one)] == []
    if lang == "en":
        assert [one for one in (*words, *book.sheetnames) if CHINESE.search(one)] == []
    assert {type(cell) for row in book[text("book.sheet.years", lang)].iter_rows(2, 2, 4) for cell in row} != {str}


def test_the_cover_says_what_was_compared_and_links_to_every_other_sheet(case: Callable[..., Any]) -> None:
    book = opened(case(persons=True), "en")
    cover, *others = book
    facts = {row[0]: row[1] for row in cover.iter_rows(values_only=True) if row[1]}
    assert facts["Policies"] == "Menu, Grid"
    assert "Ningbo" in facts["Where and when"]
    assert facts["Seeds"] == "1–10"
    links = {cell.value for (cell,) in cover.iter_rows(max_col=1) if cell.hyperlink}
    assert links == {sheet.title for sheet in others}
    assert links <= facts.keys()


def test_every_sheet_has_a_filter_and_a_header_that_stays_in_sight(case: Callable[..., Any]) -> None:
    _, *sheets = opened(case(persons=True), "zh")
    assert {sheet.title for sheet in sheets if not sheet.auto_filter.ref or not sheet.freeze_panes} == set()


def test_the_answer_has_the_numbers_of_the_comparison_in_the_units_that_it_names(case: Callable[..., Any]) -> None:
    made = case(effect=0.2)
    book = opened(made, "en")
    found = next(
        row for row in rows(book["Answer"]) if (row["Policy"], row["Outcome"]) == ("Menu", "Participation rate")
    )
    expected = made.comparison.difference("menu_services", outcome="participation_rate")
    assert found["Baseline"] == expected.baseline
    assert found["Difference"] == pytest.approx(100 * expected.estimate.value)
    assert (found["Unit"], found["Verdict"]) == ("percentage points", "better")
    assert book["Answer"]["D2"].number_format == "0.0%"


def test_each_headline_outcome_has_a_chart_of_its_years_and_who_pays_has_one(case: Callable[..., Any]) -> None:
    made = case()
    book = opened(made, "en")
    years = book["By year"]
    assert len(years._charts) == len(HEADLINE)
    series = [one for chart in years._charts for one in chart.series]
    assert len(series) == len(HEADLINE) * 3
    assert series[0].val.numRef.f == "'By year'!$D$2:$F$2"
    assert [cell.value for cell in years["D"][:2]] == [
        "2016",
        next(one for one in made.comparison.trajectories if one.outcome == HEADLINE[0].name).yearly[0],
    ]
    assert len(book["Who pays"]._charts) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_fees_by_group_have_a_sheet_in_yuan_and_fen(case: Callable[..., Any], lang: Language) -> None:
    made = case(effect=0.2)
    sheet = opened(made, lang)[text("book.sheet.fees", lang)]
    found = rows(sheet)
    assert len({*found[0]}) == sheet.max_column
    assert [list(row.values())[:3] for row in found[:1]] == [
        [made.scenarios["menu_services"].name[lang], text("group.age_0_14", lang), 72.0]
    ]
    (paid,) = (one.share for one in fee_payers(made.study, "menu_services") if one.group == "age_60_79")
    own = next(row for row in found if text("group.age_60_79", lang) in row.values())
    assert own[text("book.column.share_of_change", lang)] == pytest.approx(paid.of_change.value)
    assert sheet["C2"].number_format == "0.00"


def test_no_name_of_a_sheet_is_longer_than_spreadsheet_programs_allow() -> None:
    for lang in LANGUAGES:
        names = [words for key, words in catalog(lang).items() if key.startswith("book.sheet.")]
        assert [name for name in names if len(name) > 31 or re.search(r"[\[\]:*?/\\']", name)] == []
        assert len({*names}) == len(names)


def test_a_name_that_looks_like_a_formula_is_a_text(case: Callable[..., Any]) -> None:
    made = case()
    names = dict.fromkeys(made.scenarios, "=1+1")
    book = openpyxl.load_workbook(io.BytesIO(workbook(made.study, names, "en")))
    cell = book["Answer"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
