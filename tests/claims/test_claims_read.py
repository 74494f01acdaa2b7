"""A claim's file with mistakes is refused whole: every mistake with its line, what is allowed, and the nearest name."""

from pathlib import Path

import pytest

from sim.errors import ClaimError, InputError
from sim.studies.claims.reading import load_claim, load_claims, shipped_claims, terms
from sim.studies.claims.sentences import arm_values

HEAD = '[name]\nen = "A"\nzh = "甲"\n[claim]\nen = "B."\nzh = "乙。"\n'
ARMS = '[arms]\nmenu = { scenario = "menu_services" }\nbase = { scenario = "baseline" }\n'
TEST = '[[tests]]\ncompare = "menu - base"\noutcome = "satisfaction_mean"\nexpects = "higher"\n'


def told(tmp_path: Path, text: str) -> str:
    file = tmp_path / "H99_made_up.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ClaimError) as refused:
        load_claim(file)
    return str(refused.value)


def test_the_article_has_24_claims_and_each_has_a_file() -> None:
    assert (
        [claim.id for claim in load_claims()] == [f"H{number:02}" for number in range(1, 25)] == list(shipped_claims())
    )


def test_everything_wrong_is_told_at_once_with_the_nearest_name(tmp_path: Path) -> None:
    text = HEAD + ARMS.replace('"menu_services"', '"menu_service"') + TEST
    text = (
        text.replace("menu - base", "menu - bas").replace("satisfaction_mean", "satisfaction").replace("higher", "more")
    )
    said = told(tmp_path, text)
    for words in ("menu_services", "bas is no arm", "did you mean base?", "satisfaction_mean", "higher, lower"):
        assert words in said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"menu - base"', '"menu - 2 * base"', "weights add up to 0"),
        ('"menu - base"', '"menu base"', "weights add up to 0"),
        ('expects = "higher"', 'expects = "higher"\nyears = [10, 9]', "the first and the last year"),
        ('expects = "higher"', 'expects = "higher"\ngroup = "rurals"', "rural"),
        ('expects = "higher"', 'expects = "higher"\nmatters = -1', "from 0"),
        ('expects = "higher"', 'expects = "higher"\ndecides = 1', "true, false"),
        ('expects = "higher"', 'expects = "higher"\ndecides = false', "no test that decides"),
        ("satisfaction_mean", 'satisfaction_gini"\ngroup = "unregistered', "satisfaction_mean"),
        ('"baseline" }', '"baseline", set = { "funding.direct_shar" = 0 } }', "did you mean direct_share?"),
        ('"baseline" }', '"baseline", set = { "funding.direct_share" = 0.9 } }', "add up to 1.573"),
        ("[name]", 'elements = ["E7"]\n[name]', '["E07"]'),
        ("[name]", 'fails_where = ["world.needs.taste_heterogenity"]\n[name]', "world.needs.taste_heterogeneity"),
    ],
)
def test_a_mistake_is_told_with_what_is_allowed(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert words in told(tmp_path, (HEAD + ARMS + TEST).replace(old, new, 1))


def test_a_sum_has_weights_that_may_be_fractions() -> None:
    assert terms("no - 2/3 * base - 1/3 * nothing") == (("no", 1.0), ("base", -2 / 3), ("nothing", -1 / 3))
    assert terms("both - money - skills + none") is not None


@pytest.mark.parametrize(("asked", "words"), [(["H77"], "no such claim"), (["H01", "h01"], "asked for twice")])
def test_a_claim_that_is_not_there_or_there_twice_is_refused(asked: list[str], words: str) -> None:
    with pytest.raises(InputError, match=words):
        load_claims(asked)


def test_an_arm_says_what_it_sets_otherwise_than_the_baseline_each_lever_once() -> None:
    (claim,) = load_claims(["H18"])
    assert arm_values(claim.arms["base"], "en") == ""
    assert arm_values(claim.arms["money"], "en") == (
        "earmark.for_elderly_care 0.15 instead of 0; earmark.for_children 0.1 instead of 0"
    )
    assert arm_values(load_claims(["H02"])[0].arms["ends"], "en").startswith("funding.grant_share @ 2021-01")
