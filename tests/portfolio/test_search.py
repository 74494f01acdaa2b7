"""A search for the best mixes finds what is known to be best, and goes on where it was stopped."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.errors import DamagedError, InputError
from sim.language import Language
from sim.report import canvas
from sim.report.portfolio import front_panels
from sim.scenario import load
from sim.scenario.columns import ENTRIES
from sim.studies.portfolio.evolving import Effort
from sim.studies.portfolio.goals import TOLERANCE
from sim.studies.portfolio.portfolio import Move
from sim.studies.portfolio.sentences import convergence, gives_up, in_words, place, sentences
from tests.portfolio.conftest import CULTURE, MENU, Searched


def hashes(folder: Path) -> dict[str, str]:
    """Every file of a folder but the lock."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != ".lock")
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_the_best_mix_has_all_of_what_is_free_and_no_more_than_the_budget_of_what_costs(searched: Searched) -> None:
    found = searched().found
    first = found.recommended[0]
    moves = {move.path: move.value for move in first.portfolio}
    assert moves[MENU] > 0.9
    assert "methods.problem_solving" not in moves
    assert all(one.values[:, -1].mean() <= 320 * (1 + TOLERANCE) for one in found.recommended)
    assert max(one.value for one in first.portfolio if one.path == CULTURE) > 1
    assert first.stands == first.worlds == 12


def test_satisfaction_that_is_won_is_told_with_an_interval_over_worlds(searched: Searched) -> None:
    table = searched().mixes.set_index(["mix", "measure"])
    low, size, high = (float(table[name]["A", "satisfaction_mean_mean"]) for name in ("low", "difference", "high"))
    assert low <= size <= high
    assert size == pytest.approx(0.1, abs=0.011)


def test_a_search_that_was_stopped_goes_on_to_the_same_bytes(
    searched: Searched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched("whole").report(["en", "zh"])

    def stop(done: int, _: int) -> None:
        if done > 150:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        searched("stopped", progress=stop)
    assert not (tmp_path / "stopped" / "evaluations" / "fresh.parquet").exists()
    searched("stopped").report(["en", "zh"])
    assert hashes(tmp_path / "stopped") == hashes(tmp_path / "whole")


def test_the_same_call_simulates_nothing_again(searched: Searched, monkeypatch: pytest.MonkeyPatch) -> None:
    first = searched()
    monkeypatch.setattr("sim.runs.task.simulate", None)
    again = searched()
    assert again.mixes.equals(first.mixes)
    assert again.convergence.equals(first.convergence)


def test_the_hypervolume_of_a_start_never_falls(searched: Searched) -> None:
    volumes = searched().found.volumes
    assert volumes.shape == (2, 4)
    assert (np.diff(volumes, axis=1) >= -1e-12).all()
    assert volumes.max() <= 1


def test_another_search_in_the_folder_is_refused(searched: Searched) -> None:
    searched()
    with pytest.raises(InputError, match="another search"):
        searched(budget=330)


def test_a_file_of_other_mixes_is_refused(searched: Searched, tmp_path: Path) -> None:
    searched()
    kept = tmp_path / "out" / "evaluations"
    shutil.copy(kept / "shipped-0.parquet", kept / "fresh.parquet")
    with pytest.raises(DamagedError, match="other mixes or worlds"):
        searched()


def test_a_budget_that_nothing_keeps_says_what_to_do(searched: Searched) -> None:
    said = list[str]()
    with pytest.raises(InputError, match="Raise --budget") as refused:
        searched(budget=200, generations=9, say=said.append)
    assert "it spends 280.0 yuan, and the limit is 200.0" in str(refused.value)
    assert "methods.culture = 0.5 @ 0" in str(refused.value)
    assert "public_spending_per_resident_year +80 ± 0" in str(refused.value)
    assert len(said) == 3


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"budget": "much"}, "--budget is much"),
        ({"outcomes": ["satisfaction_men"]}, "satisfaction_mean"),
        ({"outcomes": ["arrived_cases"]}, "neither more nor less"),
        ({"outcomes": []}, "one or more outcomes"),
        ({"worlds": 900}, "lower --worlds"),
        ({"starts": 0}, "starts"),
        ({"speed": 3}, "speed"),
        ({"levers": ["provision.menu_share=0:3"]}, "from 0 to 1"),
    ],
)
def test_what_is_asked_wrongly_is_refused(searched: Searched, given: dict[str, object], words: str) -> None:
    with pytest.raises(InputError, match=words):
        searched(**given)


def test_each_mix_is_exported_as_a_scenario_that_loads(searched: Searched, tmp_path: Path) -> None:
    found = searched()
    found.report()
    for one in found.found.recommended:
        file = tmp_path / "out" / "mixes" / f"mix-{one.name.lower()}.toml"
        assert load(str(file)).canonical() == one.scenario.canonical()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_says_in_words_what_each_mix_does_and_needs_no_network(searched: Searched, lang: Language) -> None:
    found = searched()
    page = found.report(lang).read_text("utf-8")
    menu = ENTRIES[MENU]
    assert menu.meaning(lang) in page
    assert "shequ compare baseline mixes/mix-a.toml" in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org", "")
    said = sentences(found.found, lang)
    assert len(said) == 2 + len(found.found.recommended) + 1


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "(traditional communities), 2 (before: 0)"), ("zh", "（传统社区），2（原为 0）")]
)
def test_a_lever_of_a_type_is_told_by_its_type(searched: Searched, lang: Language, words: str) -> None:
    levers = [MENU, "by_type.traditional.methods.asking=2"]
    found = searched(levers=levers, starts=1, generations=1).found
    portfolio = replace(found.recommended[0], portfolio=(Move(0, "by_type.traditional.methods.asking", 2.0),))
    assert words in in_words(portfolio, found.base, lang)


def test_halving_tries_all_in_few_worlds_and_a_quarter_in_all() -> None:
    assert Effort(worlds=(4, 10, 24)).runs(32) == 32 * 4 + 16 * 6 + 8 * 14


def test_what_does_no_more_than_the_baseline_is_not_recommended(searched: Searched) -> None:
    found = searched(levers=["methods.problem_solving=0:2"]).found
    assert (found.left, found.better, found.recommended) == (found.front, 0, ())
    assert sentences(found, "en")[0].startswith("Nothing was found that beats the baseline")


@pytest.mark.parametrize(("fresh", "words"), [(9, "none is called recommended"), (10, "recommended: ")])
def test_mixes_are_recommended_in_ten_fresh_worlds_or_more(searched: Searched, fresh: int, words: str) -> None:
    assert words in sentences(searched(fresh=fresh).found, "en")[0]


def test_of_one_mix_nothing_is_said_beside_others(searched: Searched) -> None:
    found = searched().found
    alone = replace(found, recommended=found.recommended[:1])
    assert not place(alone.recommended[0], alone, "en")
    assert not gives_up(alone.recommended[0], alone, "en")


@pytest.mark.parametrize(
    ("starts", "generations", "tells"), [(1, 5, False), (2, 9, False), (3, 4, False), (3, 5, True)]
)
def test_whether_a_search_has_settled_is_told_after_three_starts_of_five_generations(
    searched: Searched, starts: int, generations: int, tells: bool
) -> None:
    found = replace(searched().found, volumes=np.ones((starts, generations + 1)))
    found = replace(found, effort=replace(found.effort, starts=starts, generations=generations))
    assert ("cannot be told" not in convergence(found, "en")) == tells


def test_a_shipped_policy_that_breaks_the_budget_is_not_the_best_one(searched: Searched) -> None:
    found = searched(budget=281, levers=[f"{CULTURE}=0.5:2", "methods.asking=0:2"], starts=1)
    assert found.found.shipped is None
    assert "No shipped policy" in found.sentences("en")[-1]


def test_the_page_says_how_it_was_searched_and_what_repeats_it(searched: Searched) -> None:
    found = searched(budget="same", levers=[f"{MENU}=0:1", "methods.problem_solving=0,1"], seed=7)
    page = found.report("en").read_text("utf-8")
    assert "shequ search provision.menu_share=0:1 methods.problem_solving=0,1 --budget same" in page
    assert "--seed 7 --first-seed 0 --city ningbo --size hamlet --months 24" in page
    assert "mixes/mix-a.toml --city ningbo --size hamlet --months 24" in page
    assert "Levers: provision.menu_share (0 to 1), methods.problem_solving (0, 1)." in page
    assert "No mix that is shown moves: methods.problem_solving." in page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_word_of_the_front_is_cut_off(searched: Searched, lang: Language) -> None:
    found = searched(outcomes=["satisfaction_mean=last_year_mean", "mismatched_cases=last_year_mean"]).found
    with canvas.style():
        figure = canvas.together(front_panels(found, lang)[:1])
        figure.draw_without_rendering()
        (axes,) = figure.axes
        ends = [label.get_window_extent() for label in (axes.xaxis.label, axes.yaxis.label)]
    assert all(one.x0 >= 0 and one.x1 <= figure.bbox.width for one in ends)
    assert all(one.y0 >= 0 and one.y1 <= figure.bbox.height for one in ends)
