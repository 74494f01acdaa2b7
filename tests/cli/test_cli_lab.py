"""``shequ lab`` writes one file, overwrites nothing, and says what it cannot show."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

MOST = 1_500_000
"""Bytes of the file."""
Shequ = Callable[..., Any]


def test_it_writes_one_small_file_that_needs_nothing_else(shequ: Shequ) -> None:
    answer = shequ("lab", "menu_services", "--out", "lab.html", "--lang", "zh")
    assert answer.status == 0
    assert "lab.html" in answer.out
    text = Path("lab.html").read_text(encoding="utf-8")
    assert len(text.encode()) < MOST
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in text
    assert "default-src 'none'" in text


def test_it_overwrites_nothing(shequ: Shequ) -> None:
    Path("lab.html").write_text("mine", encoding="utf-8")
    answer = shequ("lab", "--out", "lab.html", "--worlds", "0")
    assert answer.status != 0
    assert "lab.html" in answer.err
    assert Path("lab.html").read_text(encoding="utf-8") == "mine"


def test_values_of_single_districts_are_refused(shequ: Shequ) -> None:
    head = 'extends = "baseline"\n[name]\nen = "x"\nzh = "x"\n[question]\nen = "x?"\nzh = "x？"\n'
    Path("own.toml").write_text(f"{head}[by_district.1]\nmethods.culture = 1.5\n", encoding="utf-8")
    answer = shequ("lab", "own.toml", "--out", "lab.html", "--lang", "en")
    assert answer.status != 0
    assert "single districts" in answer.err
    assert not Path("lab.html").exists()


def test_a_comparison_leaves_a_lab_beside_its_folder(shequ: Shequ) -> None:
    quick = ("--seeds", "2", "--months", "12", "--size", "hamlet", "--lucks", "0", "--worlds", "0")
    answer = shequ(
        "compare", "baseline", "menu_services", *quick, "--lab", "--json", "--out", "found", "--workers", "1"
    )
    assert answer.status == 0
    assert Path("found-lab.html").exists()
    assert not list(Path("found").glob("*lab*"))
