import re
import tomllib
from string import Formatter

import pytest
from fontTools.ttLib import TTFont

from sim.assets import font_path
from sim.errors import InputError
from sim.language import Language, default_language, text
from sim.language.catalog import FOLDER, LANGUAGES, catalog, side_by_side
from sim.model.books import FLOWS
from sim.model.groups import GROUPS
from sim.outcomes import OUTCOMES
from sim.parameters import LEVERS, WORLD
from sim.scenario import library, load
from sim.statistics.verdicts import VERDICTS


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_both_languages_have_every_text_with_the_same_placeholders() -> None:
    texts = side_by_side()
    assert [key for key, languages in texts.items() if not {"en", "zh"} <= languages.keys()] == []
    assert [key for key, each in texts.items() if placeholders(each["en"]) != placeholders(each["zh"])] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_flow_of_money_has_a_name(lang: Language) -> None:
    assert [flow for flow in FLOWS if f"money.{flow}" not in catalog(lang)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_group_of_residents_has_a_name(lang: Language) -> None:
    assert [group for group in GROUPS if f"group.{group}" not in catalog(lang)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_outcome_unit_and_verdict_has_a_name(lang: Language) -> None:
    keys = {f"outcome.{o.name}" for o in OUTCOMES} | {f"unit.{o.unit}" for o in OUTCOMES}
    keys |= {f"number.size.{o.unit}" for o in OUTCOMES} | {f"verdict.{verdict}" for verdict in VERDICTS}
    assert keys <= catalog(lang).keys()


def test_every_meaning_belongs_to_a_parameter() -> None:
    said = {key for key in catalog("en") if key.startswith("parameter.")}
    assert said == {f"parameter.{quantity.name}" for quantity in (*LEVERS, *WORLD)}


def test_an_outcome_is_named_in_each_language_and_its_formula_is_in_english() -> None:
    facts = tomllib.loads((FOLDER / "outcomes.toml").read_text("utf-8"))["outcome"]
    chinese = re.compile("[\u4e00-\u9fff]")
    assert {*facts} == {outcome.name for outcome in OUTCOMES if outcome.count}
    assert [name for name, fact in facts.items() if not chinese.search(fact["zh"])] == []
    assert [name for name, fact in facts.items() if chinese.search(fact["en"] + fact["formula"])] == []


def test_the_font_has_every_character_of_the_catalogs() -> None:
    with TTFont(font_path()) as font:
        known = font.getBestCmap()
    used = {character for lang in LANGUAGES for sentence in catalog(lang).values() for character in sentence}
    assert not {character for character in used if character.isprintable() and ord(character) not in known}


def test_brackets_in_chinese_have_full_width() -> None:
    said = [*catalog("zh").values(), *(one.meaning("zh") for one in (*LEVERS, *WORLD))]
    loaded = map(load, library.catalog())
    said += [words for one in loaded for words in (one.name["zh"], one.question["zh"])]
    assert [words for words in said if re.search(r"[\u4e00-\u9fff]\(|\)[\u4e00-\u9fff]", words)] == []


def test_a_missing_text_raises() -> None:
    with pytest.raises(KeyError, match=r"no text 'verdict\.bettr'"):
        text("verdict.bettr", "en")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(InputError, match="choose one of en, zh"):
        catalog("fr")


@pytest.mark.parametrize(
    ("locale", "expected"), [("zh_CN.UTF-8", "zh"), ("zh", "zh"), ("en_GB.UTF-8", "en"), ("de_DE", "en"), ("C", "en")]
)
def test_the_locale_chooses_the_language(monkeypatch: pytest.MonkeyPatch, locale: str, expected: str) -> None:
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LC_ALL", "")
    monkeypatch.setenv("LANG", locale)
    assert default_language() == expected
