"""``shequ lab`` writes one file, overwrites nothing, and says what it cannot show."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.runs.files import SEAL, json_file, read_json
from sim.runs.folder import FILES, MANIFEST

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
    answer = shequ("lab", own_district(), "--out", "lab.html", "--lang", "en")
    assert answer.status != 0
    assert "single districts" in answer.err
    assert not Path("lab.html").exists()


QUICK = ("--seeds", "2", "--months", "12", "--size", "hamlet", "--person-seeds", "0", "--worlds", "0", "--workers", "1")
ASKED = ("compare", "baseline", "menu_services", *QUICK, "--json", "--out", "found")


def test_a_report_links_to_a_lab_that_is_made_again_with_it(shequ: Shequ) -> None:
    """Without the lab the answer is another one."""
    assert shequ(*ASKED, "--lab").status == 0
    assert '<a href="lab.html">' in Path("found/report.html").read_text(encoding="utf-8")
    refused = shequ(*ASKED, "--lang", "en")
    assert (refused.status != 0, "other lab" in refused.err) == (True, True), refused.err
    verified = shequ("verify", "found", "--sample", "0", "--lang", "en")
    assert (verified.status, "lab" in verified.out) == (0, False), verified.out


@pytest.mark.verify
def test_a_lab_that_was_changed_is_found_even_if_its_hash_was_changed_too(shequ: Shequ) -> None:
    assert shequ(*ASKED, "--lab").status == 0
    lab = Path("found/lab.html")
    lab.write_text(lab.read_text(encoding="utf-8").replace("<h1", "<h1 hidden", 1), encoding="utf-8")
    reseal(Path("found"))
    verified = shequ("verify", "found", "--sample", "0", "--lang", "en")
    assert verified.status == 1
    assert "lab.html" in verified.out
    assert "report.html" not in verified.out
    assert shequ(*ASKED, "--lang", "en", "--replace").status == 0
    assert not lab.exists()
    assert "lab.html" not in Path("found/report.html").read_text(encoding="utf-8")


def reseal(folder: Path) -> None:
    """Write the manifest anew, as somebody would who hides what was changed."""
    manifest = folder / MANIFEST
    _, facts = read_json(manifest)
    assert facts is not None
    facts[FILES]["lab.html"] = hashlib.sha256((folder / "lab.html").read_bytes()).hexdigest()
    manifest.write_bytes(json_file({name: value for name, value in facts.items() if name != SEAL}))


def test_a_lab_that_cannot_be_shown_is_refused_before_anything_runs(shequ: Shequ) -> None:
    answer = shequ("compare", "baseline", own_district(), *QUICK, "--lab", "--out", "found", "--lang", "en")
    assert answer.status != 0
    assert "single districts" in answer.err
    assert not Path("found").exists()


def own_district() -> str:
    """A scenario with a value for a single district."""
    head = 'extends = "baseline"\n[name]\nen = "x"\nzh = "x"\n[question]\nen = "x?"\nzh = "x？"\n'
    Path("own.toml").write_text(f"{head}[by_district.1]\nmethods.culture = 1.5\n", encoding="utf-8")
    return "own.toml"
