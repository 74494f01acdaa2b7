"""What lies beside a page in its folder is listed in the page's language, by heading."""

from pathlib import Path

from sim.report.section_page import beside


def test_pages_of_earlier_questions_are_listed_by_language_and_heading(tmp_path: Path) -> None:
    for name in ("claims", "claims.zh", "H01", "H24", "H24.zh", "discovery-1"):
        (tmp_path / f"{name}.html").write_text(f"<h1>{name} &amp; more</h1>", "utf-8")
    english, chinese = beside(tmp_path, ["claims", "H01"], "en"), beside(tmp_path, ["claims"], "zh")
    assert english.table is not None
    assert [(row.link, row.cells) for row in english.table.rows] == [
        ("H24.html", ("H24 & more",)),
        ("discovery-1.html", ("discovery-1 & more",)),
    ]
    assert chinese.table is not None
    assert [row.link for row in chinese.table.rows] == ["H24.zh.html"]
    assert beside(tmp_path / "nothing", [], "en").table is None
