from collections.abc import Callable
from pathlib import Path

import pytest

from sim.city.profile import load_profile
from sim.language import Language
from sim.spreadsheet.city_file import city_text
from sim.spreadsheet.communities import read_communities

Table = Callable[..., Path]
FOLDER = Path(__file__).resolve().parents[2] / "docs" / "tutorials"


def test_a_row_becomes_a_community(table: Table) -> None:
    first = read_communities(table())[0]
    assert (first.name, first.type, first.residents) == ("Example community A", "traditional", 3200)
    assert first.ages == (0.11, 0.02, 0.15, 0.29, 0.19, 0.135, 0.07, 0.035)
    assert (first.registered, first.staff, first.budget_per_resident) == (0.82, 9, 290)
    assert (first.district, first.street) == ("Example district 1", "Example street 1")


def test_an_excel_file_says_the_same_as_a_csv_file(table: Table) -> None:
    assert read_communities(table(name="mine.xlsx")) == read_communities(table())


def test_the_chinese_example_says_the_same_as_the_english_one() -> None:
    english, chinese = (read_communities(FOLDER / f"example-communities.{end}") for end in ("csv", "zh.csv"))
    words = {"name", "district", "street"}
    assert [one.model_dump(exclude=words) for one in chinese] == [one.model_dump(exclude=words) for one in english]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encodings_of_spreadsheet_programs_are_read(tmp_path: Path, encoding: str) -> None:
    words = (FOLDER / "example-communities.zh.csv").read_text("utf-8-sig")
    path = tmp_path / "table.csv"
    path.write_bytes(words.encode(encoding))
    assert read_communities(path)[0].name == "示例社区A"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_read(tmp_path: Path, delimiter: str) -> None:
    words = (FOLDER / "example-communities.csv").read_text("utf-8").replace(",", delimiter)
    path = tmp_path / "table.csv"
    path.write_text(words, encoding="utf-8")
    assert read_communities(path) == read_communities(FOLDER / "example-communities.csv")


def test_percentages_are_shares(table: Table) -> None:
    def percent(cells: list[list[str]]) -> None:
        for row in cells[1:]:
            row[3:12] = [f"{100 * float(cell):g}%" for cell in row[3:12]]

    assert read_communities(table(percent)) == read_communities(table())


def test_rounded_age_shares_are_made_to_add_up_exactly(table: Table) -> None:
    def rounded(cells: list[list[str]]) -> None:
        cells[1][3:11] = ["0.111", "0.021", "0.15", "0.29", "0.19", "0.135", "0.07", "0.036"]

    first = read_communities(table(rounded))[0]
    assert sum(first.ages) == pytest.approx(1, abs=1e-9)
    assert first.ages[0] == pytest.approx(0.111 / 1.003)


def test_headers_may_differ_in_case_blanks_and_hyphens(table: Table) -> None:
    def loose(cells: list[list[str]]) -> None:
        cells[0][:4] = ["Name", " TYPE ", "Residents", "Age 0-14"]

    assert read_communities(table(loose)) == read_communities(table())


def test_blank_rows_and_a_missing_district_and_street_are_no_problem(table: Table) -> None:
    def fewer(cells: list[list[str]]) -> None:
        cells[:] = [row[:-2] for row in cells]
        cells.insert(3, [""] * 14)

    communities = read_communities(table(fewer))
    assert len(communities) == 12
    assert {(one.district, one.street) for one in communities} == {("", "")}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_written_city_is_read_back_as_it_was(table: Table, tmp_path: Path, lang: Language) -> None:
    def strange(cells: list[list[str]]) -> None:
        cells[1][0], cells[2][0], cells[3][5] = 'A "quoted" \\ name', "名称 #1", "0.1501"

    communities = read_communities(table(strange))
    path = tmp_path / "mine.toml"
    path.write_text(city_text(communities, 'Ours "1"', table="mine.csv", lang=lang), encoding="utf-8")
    profile, model = load_profile(str(path)), load_profile("ningbo")
    assert profile.communities == communities
    assert profile.name.en == profile.name.zh == 'Ours "1"'
    assert (profile.start, profile.organizations) == (model.start, model.organizations)
    assert (profile.city.residents, profile.city.communities) == (29_200, 12)
