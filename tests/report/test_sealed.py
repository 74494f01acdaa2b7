"""What was sealed is not overwritten by the answer to another question; the same question may be asked again."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.errors import InputError
from sim.report.question import check_free
from sim.report.verify_comparison import check
from sim.runs.files import json_file
from sim.studies.sweep import load_design, start

Shequ = Callable[..., Any]
SMALL = ("--size", "hamlet", "--months", "3", "--seeds", "2", "--person-seeds", "0", "--workers", "1", "--out", "here")
ASKED = ("compare", "baseline", "menu_services", *SMALL)


def content(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_question_gives_the_same_bytes_and_any_other_is_refused(shequ: Shequ) -> None:
    assert shequ(*ASKED, "--lang", "en").status == 0
    before = content(Path("here"))
    assert shequ(*ASKED, "--lang", "en", "--workers", "2").status == 0
    assert content(Path("here")) == before
    for other, names in (
        (("--lang", "zh"), "语言"),
        (("--lang", "en", "--discount", "0.05"), "discount"),
        (("--lang", "en", "--first-seed", "1"), "first seed"),
    ):
        answer = shequ(*ASKED, *other)
        assert (answer.status, answer.out) == (2, "")
        assert names in answer.err
        assert "--replace" in answer.err
    assert shequ("compare", "baseline", "funding_cut", *SMALL, "--lang", "en").status == 2
    assert shequ("run", "baseline", "--size", "hamlet", "--months", "3", "--out", "here").status == 2
    assert shequ("why", "3", "--between", "baseline", "menu_services", "--size", "hamlet", "--out", "here").status == 2
    assert content(Path("here")) == before


def test_a_report_is_replaced_only_when_asked_and_leaves_nothing_of_the_old_one(shequ: Shequ) -> None:
    assert shequ(*ASKED, "--person-seeds", "20", "--lang", "en").status == 0
    assert Path("here/figures/map.svg").is_file()
    Path("here/notes.txt").write_text("mine", "utf-8")
    answer = shequ(*ASKED, "--lang", "zh", "--replace")
    assert answer.status == 0
    assert not Path("here/figures/map.svg").exists()
    assert Path("here/notes.txt").read_text("utf-8") == "mine"
    assert 'lang="zh-CN"' in Path("here/report.html").read_text("utf-8")
    assert check(Path("here"), 0, "en").problems == ()


@pytest.mark.parametrize("question", [{"seeds": 2, "language": "en"}, {}])
def test_a_seal_names_what_is_asked_otherwise(tmp_path: Path, question: dict[str, Any]) -> None:
    manifest: dict[str, Any] = {"files": {}} | ({"question": question} if question else {})
    (tmp_path / "manifest.json").write_bytes(json_file(manifest))
    with pytest.raises(InputError, match="other language" if question else "other version"):
        check_free(tmp_path, {"seeds": 2, "language": "zh"})


def test_what_is_not_sealed_is_free(tmp_path: Path) -> None:
    check_free(tmp_path, {"seeds": 2})
    (tmp_path / "manifest.json").write_bytes(json_file({"seeds": 3}))
    check_free(tmp_path, {"seeds": 2})


def test_a_sweep_does_not_begin_in_a_sealed_folder(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(json_file({"files": {}}))
    with pytest.raises(InputError, match="sealed report"):
        start(load_design(Path("menu_and_tastes")), tmp_path, resume=False)


def test_a_report_asked_from_python_in_another_language_does_not_overwrite_the_first(tmp_path: Path) -> None:
    from sim import compare

    answer = compare("baseline", ["menu_services"], out=tmp_path, seeds=2, months=2, size="hamlet", workers=1)
    answer.report("en")
    before = content(tmp_path)
    with pytest.raises(InputError, match="language"):
        answer.report("zh")
    with pytest.raises(InputError, match="months"):
        compare("baseline", ["menu_services"], out=tmp_path, seeds=2, months=3, size="hamlet", workers=1)
    assert content(tmp_path) == before


def test_both_languages_are_written_without_computing_again_and_verified_together(
    shequ: Shequ, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.studies.comparison.study import study

    asked = list[int]()

    def counted(*given: Any) -> Any:
        asked.append(1)
        return study(*given)

    monkeypatch.setattr("sim.api.compare.study", counted)
    answer = shequ(*ASKED, "--lang", "zh,en")
    assert answer.status == 0, answer.err
    assert len(asked) == 1
    assert answer.out.splitlines()[-2:] == ["报告：here/report.html", "报告：here/report.en.html"]
    assert 'lang="zh-CN"' in Path("here/report.html").read_text("utf-8")
    assert 'lang="en"' in Path("here/report.en.html").read_text("utf-8")
    for name in ("report.en.xlsx", "figures/plane.svg", "figures/plane.en.svg"):
        assert Path("here", name).is_file()
    assert check(Path("here"), 0, "en").problems == ()
    before = content(Path("here"))
    refused = shequ(*ASKED, "--lang", "en")
    assert refused.status == 2
    assert "language" in refused.err
    assert content(Path("here")) == before


def test_one_language_in_the_place_of_two_leaves_nothing_of_the_other(shequ: Shequ) -> None:
    assert shequ(*ASKED, "--lang", "en,zh").status == 0
    assert shequ(*ASKED, "--lang", "zh", "--replace").status == 0
    assert [path.name for path in Path("here").rglob("*.zh.*")] == []
    assert check(Path("here"), 0, "en").problems == ()


@pytest.mark.parametrize("asked", ["en,fr", "", "en;zh"])
def test_a_language_that_there_is_not_is_refused_before_anything_runs(shequ: Shequ, asked: str) -> None:
    answer = shequ(*ASKED, f"--lang={asked}")
    assert (answer.status, Path("here").exists()) == (2, False) if asked else (0, True)
