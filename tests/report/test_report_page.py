import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.ensemble.shipped import Plausible, World
from sim.language import Language, text
from sim.language.numbers import between
from sim.model.groups import GROUPS
from sim.outcomes import HEADLINE, OUTCOMES
from sim.report import write
from sim.report.answer_chart import chart
from sim.report.assumption_tables import counts
from sim.report.money_tables import fee_table, payer_table, use_table
from sim.report.outcome_tables import explored_note, explored_table, verdict_table, verdicts_note
from sim.report.page import contents, render, seed_list
from sim.report.table import whole
from sim.statistics.intervals import Estimate
from sim.studies.comparison.across_worlds import Effect, Worlds
from sim.studies.comparison.fee_payers import fee_sentences, old_sentence
from sim.studies.comparison.money import Ledger, Use
from sim.studies.comparison.payers import OUTCOMES as PAID
from sim.studies.comparison.payers import payers
from sim.studies.comparison.sentences import window_name
from sim.studies.comparison.study import study_of

FIGURES = ("trajectories", "differences", "plane", "groups", "map", "coherence", "life_0", "life_1", "life_2")
NAMED = dict.fromkeys(("baseline", "menu_services", "grid"), "A")
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """What a browser would see: tags in order, each closed by its own end, ids and texts by tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def said(self) -> str:
        return " ".join(text for tag, text in self.texts if tag != "style")


@pytest.fixture(scope="module", params=["en", "zh"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(case: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory, lang: Language) -> Page:
    return written(case(persons=True), tmp_path_factory.mktemp("report"), lang)


def rendered(case: Any, lang: Language) -> Page:
    """Render the page without figures, which take a second."""
    return Page(
        render(contents(case.study, case.scenarios, lang), {key: [("a", b"<svg></svg>")] for key in FIGURES}, lang)
    )


def written(case: Any, out: Path, lang: Language) -> Page:
    return Page(write(case.study, {lang: case.scenarios}, out).read_text("utf-8"))


def test_every_tag_is_closed_and_every_id_is_unique(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert page.open == []
    assert len(ids) == len(set(ids))


def test_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_figures_have_titles(page: Page) -> None:
    tags = [tag for tag, _ in page.tags]
    assert tags.count("caption") == tags.count("table") > 0
    drawn = sum(tag == "svg" and attributes.get("role") == "img" for tag, attributes in page.tags)
    assert drawn == tags.count("desc") == sum("data-panel" in attributes for _, attributes in page.tags)
    assert tags.count("figcaption") == len(FIGURES) - 1  # the chart of page one is a table with words of its own


def test_the_page_needs_no_other_file_and_runs_no_script_but_its_own(page: Page) -> None:
    references = [a[name] or "" for _, a in page.tags for name in ("src", "href", "xlink:href") if name in a]
    assert all(reference.startswith("#") for reference in references)
    (script,) = [words for tag, words in page.texts if tag == "script"]
    policy = next(a["content"] or "" for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    own = b64encode(sha256(script.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{own}';")
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


def test_without_script_all_is_there_behind_headings_that_open(page: Page) -> None:
    layers = [a for tag, a in page.tags if tag == "details" and a.get("class") == "layer"]
    ids = [a["id"] for tag, a in page.tags if tag == "div" and a.get("class") == "within"]
    links = [(a["href"] or "")[1:] for tag, a in page.tags if tag == "a" and (a.get("href") or "")[1:] in ids]
    assert ids == ["what", "whom", "where", "money", "why", "sure", "assumptions", "method", "machine"]
    assert len(layers) == len(ids)
    assert set(links) == set(ids)
    assert not any("hidden" in attributes for _, attributes in page.tags)


def test_the_page_says_which_language_it_is_in(page: Page, lang: Language) -> None:
    assert ("html", {"lang": "zh-CN" if lang == "zh" else "en"}) in page.tags


def test_the_answer_stands_first_and_the_limits_are_said(case: Callable[..., Any]) -> None:
    said = rendered(case(), "en").said()
    assert said.index("“Menu” ") < said.index("Right is better") < said.index("Contents")
    for words in ("not a forecast of Ningbo", "spread of this model", "assumed", "P23", "H02", "docs/state.md"):
        assert words in said


def test_the_command_makes_the_same_report(case: Callable[..., Any]) -> None:
    command = "shequ compare baseline menu_services grid --seeds 10 --first-seed 1 --months 36 --size hamlet"
    assert command in rendered(case(), "zh").said()


def test_names_and_notices_cannot_bring_in_markup(case: Callable[..., Any]) -> None:
    made = case()
    made.scenarios["grid"].name["en"] = "<script>alert(1)</script> $x^"
    made.scenarios["grid"].notices.append("<b>bold</b>")
    tags = [tag for tag, _ in rendered(made, "en").tags]
    assert (tags.count("script"), tags.count("b")) == (1, 0)


def test_a_report_stays_under_two_megabytes(case: Callable[..., Any], tmp_path: Path) -> None:
    made = case(months=120, persons=True)
    assert write(made.study, {"zh": made.scenarios}, tmp_path).stat().st_size < 2_000_000


@pytest.mark.parametrize("facts", [{"seeds": 1}, {"months": 1}, {"months": 30}, {"gone": ("waiting_months_mean",)}])
def test_scarce_runs_make_a_report_too(case: Callable[..., Any], tmp_path: Path, lang: Language, facts: Any) -> None:
    assert written(case(**facts), tmp_path, lang).open == []


def test_money_is_shown_a_year(case: Callable[..., Any]) -> None:
    made = case(months=6, yuan_a_month=500.0)
    assert ("td", "6,000") in rendered(made, "en").texts


def test_money_is_told_by_payer_and_by_use(case: Callable[..., Any], lang: Language) -> None:
    page = rendered(case(yuan_a_month=900.0), lang)
    said = page.said()
    if lang == "en":
        headings = ("Treasury", "Residents, in fees", "Donors and firms", "Allotted")
        assert all(words in said for words in headings)
        assert said.count("All money is in yuan at the prices of the first year, 2016.") == 1
    money = said.split(text("report.payers_caption", lang, months=text("count.months.some", lang, count=12)), 1)[1]
    assert text("payer.all", lang) in money.split(text("report.uses_caption", lang), 1)[0]
    assert ("td", "5,400") in page.texts  # half of 10,800 yuan a year is allotted to contracts, a third spent
    assert ("td", "1,200") in page.texts  # donations, a ninth of 10,800


def test_a_use_that_no_world_gives_anything_is_left_out() -> None:
    given, nothing = Use(1_200.4, -300, 0.2, None), Use(0, 0, 0, None)
    worlds = [Ledger(name, {}, {}, {}, None, None, {"facilities": given, "talent": nothing}) for name in ("a", "b")]
    table = use_table(worlds, {"a": "A", "b": "B"}, "en")
    assert [heading for heading, _ in table.groups] == ["Facilities", "Total"]
    assert table.groups[0][1][0].cells == ("A", "1,200", "−300", "0", "–", "900")


def test_who_pays_is_told_over_the_window_of_the_verdicts(case: Callable[..., Any]) -> None:
    made = case(effect=0.2)
    paid = {one.who: one for one in payers(made.comparison, made.runs, "menu_services")}
    monthly = made.comparison.difference("menu_services", outcome="residents_fees_yuan")
    assert paid["residents"].estimate.value == pytest.approx(12 * monthly.estimate.value)
    whole = [paid[who].alternative or 0.0 for who in ("treasury", "residents", "others")]
    assert sum(whole) == pytest.approx(paid["all"].alternative)
    fees, charged, bought = (
        np.array([paid[who].baseline, paid[who].alternative, paid[who].estimate.value], np.float64)
        for who in ("residents", "help", "bought")
    )
    assert charged + bought == pytest.approx(fees)
    table = payer_table(made.study, {name: name for name in made.scenarios}, "en")
    rows = {row.cells[0]: row for row in dict(table.groups)["menu_services"]}
    assert (rows["Treasury"].mark, rows["Treasury"].cells[-1]) == ("more", "more")
    assert [*rows][1:4] == ["Residents, in fees", "– for help with cases", "– for services they buy"]


def test_who_pays_is_told_over_plausible_worlds_beside_luck(case: Callable[..., Any]) -> None:
    study, names = case().study, dict.fromkeys(case().scenarios, "x")
    known = Plausible("ningbo", "hamlet", tuple(World(k, {}) for k in (1, 2, 3)), -6.0, {})
    changes = dict.fromkeys(PAID.values(), (0, 0, 0)) | {
        "residents_fees_yuan": (1_000, 2_000, -500),
        "help_fees_yuan": (500, 0, -100),
    }
    effects = tuple(
        Effect(k, "menu_services", outcome, 0.0, change, Estimate(change, change - 1, change + 1), "more")
        for outcome, own in changes.items()
        for k, change in enumerate(own, 1)
    )
    known_in = replace(study, worlds=Worlds(known, 4, effects, (), "ningbo"))
    table = payer_table(known_in, names, "en")
    assert "3 plausible worlds" in table.header[-1]
    told = {row.cells[0]: row.cells[-1] for row in table.groups[0][1]}
    assert told["Residents, in fees"] == "−6,000 to 24,000"
    assert told["– for services they buy"] == "−5,000 to 24,000"
    assert told["Treasury"] == "0 to 0"
    *_, money = chart(known_in, names, "en").parts
    assert [line.marks[0].worlds for line in money.lines][1] == "3 worlds: −6,000 to 24,000"


def test_the_page_says_which_residents_pay_more(case: Callable[..., Any], lang: Language) -> None:
    """On page one what the old pay of it; in the part on money the others, and a table of all groups a head."""
    made = case(effect=0.2)
    page, old = rendered(made, lang), old_sentence(made.study, "menu_services", lang)
    told = fee_sentences(made.study, "menu_services", lang)
    first, rest = page.said().split(text("report.contents", lang), 1)
    assert whole(old) in first
    assert old == told[0]
    assert "60" in old  # of the change
    assert "40" in old  # two of five ages that pay alike
    assert all(sentence in rest for sentence in told)
    table = fee_table(made.study, "menu_services", {name: name for name in made.scenarios}, lang)
    rows = {heading: row.cells for heading, (row,) in table.groups}
    assert set(rows) == {text(f"group.{group}", lang) for group in GROUPS}
    assert rows[text("group.age_30_59", lang)][0] == "72.00"
    assert all(("td", cell) in page.texts for cells in rows.values() for cell in cells)


def test_where_fees_do_not_change_nobody_is_said_to_pay_more(case: Callable[..., Any], lang: Language) -> None:
    said = rendered(case(effect=0.0), lang).said()
    assert {"en": "Of the extra fees", "zh": "新增付费中"}[lang] not in said
    assert text("report.fees_heading", lang) in said


def test_a_verdict_without_a_good_side_says_more(case: Callable[..., Any]) -> None:
    table = verdict_table(
        case(effect=0.5).comparison, "menu_services", dict.fromkeys(("baseline", "menu_services"), "A"), "en"
    )
    (row,) = dict(table.groups)["Help paid by society (percentage points)"]
    assert (row.mark, row.cells[-1]) == ("more", "higher")


def test_each_verdict_of_a_main_outcome_stands_once(case: Callable[..., Any], lang: Language) -> None:
    made = case(effect=0.2)
    found = made.comparison.difference("menu_services", outcome="satisfaction_mean")
    written = rendered(made, lang)
    interval = between((found.estimate.low, found.estimate.high), 3, "index", lang)
    assert written.said().count(interval) == 1
    window = window_name(made.comparison, "menu_services", "last_year", lang)
    windows = [words for tag, words in written.texts if tag == "td" and words == window]
    rows_of_others = 2 * (len(OUTCOMES) - len(HEADLINE))
    assert len(windows) == rows_of_others


def test_what_never_happens_is_named_once_and_has_no_row(case: Callable[..., Any]) -> None:
    made, never = case(never=("idle_for_no_case", "standing_cases")), ("Empty places: no case", "Standing cases")
    everywhere = case().comparison
    with_rows, without = (
        dict(explored_table(one, "menu_services", NAMED, "en").groups) for one in (everywhere, made.comparison)
    )
    assert {row.split(" (")[0] for row in with_rows.keys() - without.keys()} == set(never)
    assert all(name in explored_note(made.comparison, "en") for name in never)
    assert explored_note(everywhere, "en").endswith(
        "(Benjamini and Hochberg; intervals after Benjamini and Yekutieli)."
    )


def test_pairs_that_never_differ_are_not_said_to_be_undecided(case: Callable[..., Any]) -> None:
    made = case()
    alike = {name: [replace(run, scenario=name) for run in made.runs["baseline"]] for name in made.runs}
    table = explored_table(study_of(alike, "baseline").comparison, "menu_services", NAMED, "en")
    assert {row.cells[-1] for _, rows in table.groups for row in rows} == {"no difference seen"}


def test_words_in_figures_are_words(page: Page) -> None:
    assert "+0.05" in {words for tag, words in page.texts if tag == "text"}


def test_how_many_numbers_are_assumed_stands_with_the_verdicts(case: Callable[..., Any]) -> None:
    said = rendered(case(), "en").said()
    assumed, every = counts()
    assert said.index(f"{assumed} of the {every} numbers") < said.index("Contents")


def test_open_verdicts_tempt_nobody_to_add_seeds(case: Callable[..., Any], lang: Language) -> None:
    said = rendered(case(), lang).said()
    assert "--seeds auto" in said
    assert not re.search(r"more seeds? (or so )?would settle|再增加", said)


def test_seeds_are_listed_shortly() -> None:
    assert [seed_list([1, 2, 3]), seed_list([1, 2, 3, 7]), seed_list([5])] == ["1–3", "1–3, 7", "5"]


@pytest.mark.parametrize(
    ("months", "english", "chinese"),
    [
        (12, "over the whole period", "整个模拟期"),
        (24, "over both stretches of time", "两个时段"),
        (60, "all three", "三个时段"),
    ],
)
def test_intervals_are_said_to_hold_over_as_many_windows_as_there_are(
    case: Callable[..., Any], months: int, english: str, chinese: str
) -> None:
    comparison = case(months=months).comparison
    assert english in verdicts_note(comparison, "en")
    assert chinese in verdicts_note(comparison, "zh")


def test_the_command_that_repeats_a_report_has_options_that_the_command_knows(
    case: Callable[..., Any], shequ: Callable[..., Any]
) -> None:
    made = case(seeds=3, months=12, persons=True)
    words = contents(made.study, made.scenarios, "en", has_lab=True)["command"].split()
    known = shequ("compare", "--help").out
    assert [word for word in words if word.startswith("--") and f"{word} " not in known] == []
