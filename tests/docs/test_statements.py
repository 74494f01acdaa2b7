"""What the pages say about formulas, sources, patterns and the founding article agrees with the code and with each other."""

import re

import pytest

from docs.generate.patterns import observed, written
from sim.ensemble.patterns.table import PATTERNS
from sim.language import text
from sim.model.books import PUBLIC
from sim.parameters import LEVERS, WORLD
from tests.docs.traced import named, page

SOURCE = re.compile(r"\b[SMT]\d+\b")
PAGES = ("data/parameters.csv", "model.md", "patterns.md", "claims.md", "elements.md", "state.md", "sources.md")
TITLE = "创新社会治理,从社区发展开始"


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def rows(text: str, first: str) -> list[list[str]]:
    """Rows of the table whose heading begins with a word."""
    table = re.search(rf"^\| {first}.*\n\|[-| ]*\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert table, f"no table of {first}"
    return [cells(line) for line in table[1].splitlines()]


def held() -> dict[str, list[str]]:
    return {row[0]: row for row in rows(page("patterns.md"), "pattern \\| its band")}


def test_the_formula_of_public_spending_names_every_column_that_is_counted() -> None:
    formula = next(row[1] for row in rows(page("outcomes.md"), "outcome \\| formula") if "public_spending" in row[0])
    assert named(formula) == list(PUBLIC)


def test_every_source_has_all_cells_and_stands_once() -> None:
    table = rows(page("sources.md"), "key")
    assert [row for row in table if len(row) != 4 or not all(row[:3])] == []
    keys = [row[0] for row in table]
    assert keys == sorted(set(keys), key=lambda key: ("SMT".index(key[0]), int(key[1:])))


@pytest.mark.parametrize("name", PAGES)
def test_every_source_that_a_page_cites_has_a_row(name: str) -> None:
    known = {row[0] for row in rows(page("sources.md"), "key")}
    assert sorted(set(SOURCE.findall(page(name))) - known) == []


def test_claims_know_that_present_values_are_computed() -> None:
    assert "not computed" not in page("claims.md")


def test_the_table_of_patterns_has_a_row_for_each_that_is_observed() -> None:
    shown = [(row[0], row[1]) for row in rows(page("patterns.md"), "pattern \\| observable")]
    assert shown == [(one.id, text(f"pattern.{one.observable}", "en")) for one in PATTERNS]


@pytest.mark.verify
def test_the_table_of_patterns_is_what_the_baseline_shows() -> None:
    assert page("patterns.md") == written(observed()), "docs/patterns.md is stale; run: make patterns"


def test_every_pattern_with_a_band_says_where_the_band_comes_from() -> None:
    banded = {one.id for one in PATTERNS if one.observe and not one.reported}
    assert set(held()) == banded


@pytest.mark.parametrize("pattern", sorted({one.id for one in PATTERNS if one.observe and not one.reported}))
def test_only_a_pattern_whose_sources_set_no_parameter_is_called_structural(pattern: str) -> None:
    _, sources, sets, kind = held()[pattern]
    shared = {one.path for one in (*LEVERS, *WORLD) if set(SOURCE.findall(one.source)) & set(SOURCE.findall(sources))}
    assert set(named(sets)) <= shared | {"size_spread"}  # of the city file
    assert bool(named(sets)) == bool(shared)
    assert {kind} == {one.kind for one in PATTERNS if one.id == pattern}
    assert kind == "fitted" or (kind == "input") == bool(shared)


def test_the_article_is_identified_where_sources_are_listed_and_every_entry_page_leads_there() -> None:
    assert TITLE in page("sources.md")
    assert "宁波市发展规划研究院" in page("sources.md")
    for name in ("elements.md", "claims.md", "model.md", "../README.md", "../README.zh.md"):
        assert "sources.md#the-founding-article" in page(name), name
