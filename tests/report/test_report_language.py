"""Every sentence of several comparisons, in both languages, is held to the house's rules of writing."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sim.language import LANGUAGES, Language, text
from sim.outcomes import HEADLINE
from sim.parameters import LEVERS, WORLD
from sim.report.summary import answers
from tests.report.test_report_page import Page, rendered

COMPARISONS: dict[str, dict[str, Any]] = {
    "usual": {"persons": True},
    "strong": {"effect": 0.5, "persons": True},
    "worse": {"effect": -0.4},
    "tiny": {"effect": 0.0001},
    "one seed": {"seeds": 1},
    "few seeds": {"seeds": 3, "months": 12},
    "many seeds": {"seeds": 30, "effect": 0.02},
    "a month": {"months": 1},
    "ten years": {"months": 120, "effect": 0.1},
    "missing": {"gone": ("waiting_months_mean",)},
}
UNSAID = ("style", "script", "code", "pre", "title", "desc", "option")
HAN = "\u4e00-\u9fff"
FORBIDDEN: dict[Language, dict[str, str]] = {
    "en": {
        "words of the machine": r"(?<!-)\blucks\b|\bworlds? differ",
        "an old phrase": r" beside |Is it noise|cannot tell yet|more seeds? would|[Ii]n 0 it may",
        "one of many": r"\b1 (seeds|months|communities|residents|simulations|yuans)\b",
        "many of one": r"(?<![\d.,–])([2-9]|[1-9]\d+) (seed|month|community|resident|simulation)\b(?!-)",
        "punctuation": r" [,;:.!?](?!\d)|[,;:]{2}|\.\.|\( | \)",
        "a unit at one end alone": r"\d million to [−\d.,]+(?![\d.,]| million)|\d to [−\d.,]+ million",
    },
    "zh": {
        "words of the machine": r"运气|多相同|对谁|在哪里|情景|基线|逐人",
        "an old phrase": r"更好|更差|\d 位居民|是噪声|挪动一元钱|其余 0|实际意义界限|约需",
        "half-width signs beside characters": rf"[{HAN}][,;:!?]|[,;:!?][{HAN}]|[{HAN}]\(|\)[{HAN}]",
        "a space after a full-width sign": rf"[，。；：、！？）」”] [{HAN}]",
        "a number that touches its unit": r"\d(元|个|件|组|名|岁|年|月)(?!前后)",
        "a unit at one end alone": r"\d 万 至 [−\d.,]+(?![\d.,]| 万)|\d 至 [−\d.,]+ 万",
    },
}


SENTENCES = ("p", "li", "caption", "figcaption")
DECLARED = {words for one in (*LEVERS, *WORLD) for words in (one.meaning("en"), one.meaning("zh"))}
"""What parameters mean is written where they are declared, and no sentence of a comparison."""


def said(page: Page) -> Iterator[str]:
    """Texts of the page as they stand, but for code, and for what parameters mean."""
    for tag, words in page.texts:
        if tag not in UNSAID and words.strip() and words.strip() not in DECLARED:
            yield words.strip()


@pytest.fixture(scope="module", params=list(COMPARISONS))
def made(request: pytest.FixtureRequest, case: Callable[..., Any]) -> Any:
    return case(**COMPARISONS[request.param])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_breaks_a_rule(made: Any, lang: Language) -> None:
    broken = [
        (rule, words)
        for words in said(rendered(made, lang))
        for rule, pattern in FORBIDDEN[lang].items()
        if re.search(pattern, words)
    ]
    assert broken == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_quotation_marks_and_brackets_are_closed(made: Any, lang: Language) -> None:
    pairs = (("“", "”"), ("(", ")"), ("（", "）"), ("[", "]"))
    open_ones = [
        words for words in said(rendered(made, lang)) for one, two in pairs if words.count(one) != words.count(two)
    ]
    assert open_ones == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_of_scenarios_are_set_off_from_sentences(made: Any, lang: Language) -> None:
    names = [scenario.name[lang] for scenario in made.scenarios.values()]
    questions = [scenario.question[lang] for scenario in made.scenarios.values()]
    loose = [
        words
        for tag, words in rendered(made, lang).texts
        for name in names
        if tag in SENTENCES and words not in questions and name in words.replace(f"“{name}”", "")
    ]
    assert loose == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_bold_sentences_are_read_aloud_in_a_minute(made: Any, lang: Language) -> None:
    names = {one: made.scenarios[one].name[lang] for one in made.scenarios}
    told = [one.sentence for one in answers(made.study, names, lang)]
    spoken = sum(len(re.findall(r"\w" if lang == "zh" else r"\S+", one)) for one in told)
    assert spoken < {"en": 150, "zh": 300}[lang]  # words or characters that are read in a minute


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_way_in_which_a_main_outcome_can_change_has_its_clause(lang: Language) -> None:
    for side in ("up", "down"):
        clauses = [
            text(f"page.{side}.{one.name}", lang, before="1", after="2") for one in HEADLINE if one.unit != "yuan"
        ]
        assert len(set(clauses)) == len(clauses)
