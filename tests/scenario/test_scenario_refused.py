from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import InputError, ScenarioError
from sim.scenario import load

Write = Callable[..., str]
EVENT = '[[events]]\ndate = "2018-01"\n'

BAD = [
    ("[levers.provision]\nmenu_shere = 0.8\n", 9, "levers.provision.menu_shere", "did you mean menu_share?"),
    ("[levers.provison]\nmenu_share = 0.8\n", 8, "levers.provison", "did you mean provision?"),
    ("[levers]\nmenu_share = 0.8\n", 9, "levers.menu_share", "did you mean provision.menu_share?"),
    ("[levers.provision]\nculture = 2\n", 9, "levers.provision.culture", "did you mean methods.culture?"),
    ("[wrld.needs]\n", 8, "wrld", "did you mean world?"),
    ("[by_type.rurl.provision]\n", 8, "by_type.rurl", "did you mean rural?"),
    ("[by_type.rural.world.needs]\n", 8, "by_type.rural.world", "write it under [world]"),
    (
        "[by_district.3.provision]\nmenu_shere = 1\n",
        9,
        "by_district.3.provision.menu_shere",
        "did you mean menu_share?",
    ),
    ("[by_district.3.provision]\nmenu_share = 80\n", 9, "by_district.3.provision.menu_share", "write 0.8, not 80"),
    ("[by_district.0.provision]\nmenu_share = 1\n", 8, "by_district.0", "0; a district's number from 1"),
    ("[by_district.Haishu.provision]\n", 8, "by_district.Haishu", "districts count from 1 in the order of the city"),
    ("[by_district.provision]\nmenu_share = 1\n", 8, "by_district.provision", "a district's number from 1"),
    ("[by_district.3.world.needs]\n", 8, "by_district.3.world", "write it under [world]"),
    ("[by_district]\n3 = 1\n", 9, "by_district.3", "1; a table"),
    ("[by_distrct.3.provision]\n", 8, "by_distrct", "did you mean by_district?"),
    ("[world.participation]\npeer_wait = 2\n", 9, "world.participation.peer_wait", "did you mean peer_weight?"),
    ("[world.needs.domain_weight]\nhelth = 2\n", 9, "world.needs.domain_weight.helth", "did you mean health?"),
    ("[levers]\nprovision = 3\n", 9, "levers.provision", "write [levers.provision]"),
    ("[levers.provision]\nmenu_share = 80\n", 9, "levers.provision.menu_share", "write 0.8, not 80"),
    ('[levers.provision]\nmenu_share = "80%"\n', 9, "levers.provision.menu_share", "write 0.8, without quotes or %"),
    ("[levers.provision]\nvariants_offered = 2.5\n", 9, "levers.provision.variants_offered", "a whole number from 1"),
    ("[levers.provision.menu_share]\nx = 1\n", 8, "levers.provision.menu_share", "a table"),
    (
        '[levers.funding]\nbudget_per_resident = "1,300 yuan"\n',
        9,
        "levers.funding.budget_per_resident",
        "a number from 0 to 100000 (yuan per resident and year); write 1300, without quotes or unit",
    ),
    ("[levers.funding]\nneed_weight = true\n", 9, "levers.funding.need_weight", "true; a number"),
    ("[levers.funding]\nneed_weight = nan\n", 9, "levers.funding.need_weight", "nan; a number"),
    ("[levers.funding]\nneed_weight = -inf\n", 9, "levers.funding.need_weight", "-inf; a number"),
    ("[levers.funding]\nneed_weight = [1]\n", 9, "levers.funding.need_weight", "an array; a number"),
    ("[levers.funding]\nbudget_growth = 0.6\n", 9, "levers.funding.budget_growth", "a number from -0.5 to 0.5"),
    (f"[levers.funding]\nneed_weight = 0x{'f' * 5000}\n", 9, "levers.funding.need_weight", "a very large number"),
    ("[levers.funding]\ngrant_share = 0.5\n", 9, "funding", "platform_share 0 = 1.44 in 2016-01; at most 1"),
    ("[levers.seed_grants]\nstrength = 1\n", 8, "levers.seed_grants", "not modelled yet (seed grants (use"),
    ("[levers.price_tier]\n", 8, "levers.price_tier", "not modelled yet (price tiers"),
    ("[levers.funding]\ntask_share = 1\n", 9, "levers.funding.task_share", "not modelled yet"),
    (EVENT + 'set."seed_grants.x" = 1\n', 10, "events.set.seed_grants.x", "not modelled yet"),
    (EVENT + 'set."grant_share" = 0.1\n', 10, "events.set.grant_share", "did you mean funding.grant_share?"),
    ('[[events]]\nset."methods.culture" = 1\n', 8, "events.date", "missing; a month written YYYY-MM"),
    ('[[events]]\ndate = 2018\nset."methods.culture" = 1\n', 9, "events.date", "2018; a month written YYYY-MM"),
    ('[[events]]\ndate = "2018-13"\nset."methods.culture" = 1\n', 9, "events.date", '"2018-13"; a month'),
    ('[[events]]\ndate = "2015-12"\nset."methods.culture" = 1\n', 9, "events.date", "2016-01 or later"),
    (EVENT + 'until = "2018-01"\nset."methods.culture" = 1\n', 10, "events.until", "not after date"),
    (EVENT + 'until = "2018-03"\nover_months = 3\nset."methods.culture" = 1\n', 11, "events.over_months", "at most 2"),
    (EVENT + 'over_months = true\nset."methods.culture" = 1\n', 10, "events.over_months", "true; a whole number"),
    (EVENT + 'type = "rurl"\nset."methods.culture" = 1\n', 10, "events.type", "did you mean rural?"),
    (EVENT + 'district = "3"\nset."methods.culture" = 1\n', 10, "events.district", "a district's number from 1"),
    (EVENT + 'district = true\nset."methods.culture" = 1\n', 10, "events.district", "true; a district's number"),
    (EVENT + 'district = 0\nset."methods.culture" = 1\n', 10, "events.district", "0; a district's number from 1"),
    (
        EVENT + 'district = 3\nset."world.needs.domain_weight" = 1\n',
        11,
        "events.set.world.needs.domain_weight",
        "the world cannot change for district 3 alone; remove district",
    ),
    (
        EVENT + 'district = 3\nset."funding.grant_share" = 0.5\n',
        11,
        "funding",
        "1.44 in 2018-01 (traditional, district 3); at most 1",
    ),
    (EVENT + 'typ = "rural"\nset."methods.culture" = 1\n', 10, "events.typ", "did you mean type?"),
    (EVENT, 8, "events", "changes nothing"),
    (
        EVENT + 'type = "rural"\nset."world.needs.domain_weight" = 1\n',
        11,
        "events.set.world.needs.domain_weight",
        "world",
    ),
    (EVENT + 'set."methods.culture" = 2\nscale."methods.culture" = 2\n', 11, "events.scale.methods.culture", "one of"),
    (EVENT + 'scale."methods.culture" = "90%"\n', 10, "events.scale.methods.culture", "write 0.9, without"),
    (
        EVENT + 'scale."methods.culture" = 3\n',
        10,
        "events",
        "methods.culture would be 3 in 2018-01; a number from 0 to 2",
    ),
    (
        EVENT + 'over_months = 12\nscale."methods.culture" = 3\n',
        11,
        "events",
        "methods.culture would be 3 in 2018-12; a number from 0 to 2",
    ),
    (EVENT + 'over_months = 12\nset."funding.grant_share" = 0.5\n', 11, "funding", "= 1.44 in 2018-12; at most 1"),
    (EVENT + 'type = "rural"\nset."funding.grant_share" = 0.5\n', 11, "funding", "1.44 in 2018-01 (rural); at most 1"),
    ('[events]\ndate = "2018-01"\n', 8, "events", "write [[events]] with two brackets"),
    ("[thresholds]\nparticipation_rat = 0.1\n", 9, "thresholds.participation_rat", "did you mean participation_rate?"),
    ("[thresholds]\nparticipation_rate = -1\n", 9, "thresholds.participation_rate", "a number from 0"),
]


@pytest.mark.parametrize(("body", "line", "key", "words"), BAD, ids=[f"{key}: {words[:25]}" for *_, key, words in BAD])
def test_a_mistake_is_reported_at_its_line_with_what_to_do(
    write: Write, body: str, line: int, key: str, words: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(write(body))
    first = str(caught.value).splitlines()[0]
    assert first.startswith(f"mine.toml:{line}: {key}: ")
    assert words in first


UNREADABLE = [
    ("", None, "the file is empty"),
    ("a = = 1\n", 1, "not valid TOML: Invalid value"),
    ("\n\ndate = 2018-01\n", 3, "not valid TOML"),
    ('extends = "a"\n[x]\n[x]\n', 3, "not valid TOML: Cannot declare"),
    ("a = [", 1, "not valid TOML"),
    (f"a = {'[' * 30_000}{']' * 30_000}\n", None, "nested too deeply"),
    (f"a = {'9' * 5000}\n", None, "a number with thousands of digits"),
    (b"\x00\xff\xfe", None, "not a text file in UTF-8"),
    ("名 = 1".encode("gbk"), None, "not a text file in UTF-8"),
]


@pytest.mark.parametrize(("content", "line", "words"), UNREADABLE, ids=[words for _, _, words in UNREADABLE])
def test_a_file_that_is_no_toml_is_refused_whole(tmp_path: Path, content: str | bytes, line: int, words: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ScenarioError) as caught:
        load(str(file))
    (problem,) = caught.value.problems
    assert (problem.line, problem.file) == (line, str(file))
    assert words in problem.given


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(ScenarioError, match="not a file"):
        load(str(tmp_path / "folder.toml"))
    with pytest.raises(ScenarioError, match="there is no such file"):
        load(str(tmp_path / "nowhere.toml"))


def test_a_file_that_may_not_be_read_is_named(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, _: int) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    name = write("")
    monkeypatch.setattr("sim.reading.os.open", refuse)
    with pytest.raises(ScenarioError, match=r"mine\.toml: cannot be read \(Permission denied\)"):
        load(name)


def test_a_byte_order_mark_and_windows_line_ends_are_welcome(write: Write) -> None:
    file = Path(write("[levers.provision]\nmenu_share = 0.5\n"))
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert load("mine.toml").value("provision.menu_share") == 0.5


def test_texts_in_both_languages_are_required(write: Write) -> None:
    file = Path(write(""))
    file.write_text(
        'extends = "baseline"\n[name]\nen = "A"\nfr = "B"\n[question]\nen = "Q"\nzh = 3\n', encoding="utf-8"
    )
    with pytest.raises(ScenarioError) as caught:
        load("mine.toml")
    assert [(one.line, one.key) for one in caught.value.problems] == [
        (2, "name.zh"),
        (4, "name.fr"),
        (6, "question.en"),
        (7, "question.zh"),
    ]


def test_everything_wrong_with_a_file_and_its_parents_is_told_at_once(write: Write) -> None:
    write("[levers.methods]\nculture = 3\n", "parent")
    with pytest.raises(ScenarioError) as caught:
        load(write("[levers.provision]\nmenu_shere = 1\nmenu_share = 2\n", extends="parent"))
    places = [(one.file, one.line) for one in caught.value.problems]
    assert places == [("mine.toml", 9), ("mine.toml", 10), ("parent.toml", 9)]


@pytest.mark.parametrize(
    ("parent", "words"),
    [
        ("menu_servces", '"menu_servces": no scenario has this name'),
        ("./nowhere.toml", "there is no such file"),
        ("a+b", "write a sum as a list: extends = "),
        ("mine", "goes in a circle: mine -> mine"),
    ],
)
def test_a_bad_parent_is_reported_where_it_is_named(write: Write, parent: str, words: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(write("", extends=parent))
    assert str(caught.value).startswith("mine.toml:1: extends: ")
    assert words in str(caught.value)


def test_a_circle_of_parents_is_spelled_out(write: Write) -> None:
    write("", "b", extends="c")
    write("", "c", extends="a")
    with pytest.raises(ScenarioError, match=r"c\.toml:1: extends: goes in a circle: a -> b -> c -> a"):
        load(write("", "a", extends="b"))


def test_an_unknown_name_is_answered_with_the_nearest_and_the_list() -> None:
    with pytest.raises(ScenarioError) as caught:
        load("menu_servces")
    assert "did you mean menu_services?" in str(caught.value)
    assert "expand_supply, foresight, funding_cut" in str(caught.value)


def test_two_different_files_of_one_name_are_not_guessed_between(write: Write, tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    write("", "scenarios/menu_services")
    with pytest.raises(ScenarioError, match="two scenarios bear this name"):
        load("menu_services")


def test_a_folder_may_be_added_by_an_environment_variable(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "added").mkdir()
    write("", "added/ours")
    monkeypatch.setenv("SHEQU_SCENARIOS", str(tmp_path / "added"))
    assert load("ours").extends == ("baseline", "ours")


CLASHES = [
    ("2018-01", "", "2018-01", "", True),
    ("2018-01", "", "2018-02", "", False),
    ("2018-01", "over_months = 12", "2018-12", "", True),
    ("2018-01", "over_months = 12", "2019-01", "", False),
    ("2018-01", 'until = "2019-01"', "2018-12", "", True),
    ("2018-01", 'until = "2019-01"', "2019-01", "", False),
    ("2018-01", 'type = "rural"', "2018-01", "", True),
    ("2018-01", 'type = "rural"', "2018-01", 'type = "market"', False),
]


@pytest.mark.parametrize(("date", "span", "other", "other_span", "clash"), CLASHES)
def test_two_events_may_not_set_one_value_at_once(
    write: Write, date: str, span: str, other: str, other_span: str, clash: bool
) -> None:
    first = f'[[events]]\ndate = "{date}"\n{span}\nset."methods.culture" = 2\n'
    name = write(first + f'[[events]]\ndate = "{other}"\n{other_span}\nset."methods.culture" = 0\n')
    if not clash:
        assert len(load(name).changes) == 2
        return
    with pytest.raises(ScenarioError, match=r"mine\.toml:15: events: sets methods\.culture .* while mine\.toml:11 "):
        load(name)


def test_a_start_that_is_no_month_is_refused() -> None:
    with pytest.raises(InputError, match="write a month such as 2016-01"):
        load("baseline", start="2016")


def test_a_district_that_the_city_lacks_is_named_with_its_line(write: Write) -> None:
    body = "[by_district.12.provision]\nmenu_share = 0.2\n"
    mine = load(write(body + EVENT + 'district = 40\n[events.set]\n"methods.culture" = 2\n'))
    mine.check_districts(40)
    with pytest.raises(ScenarioError) as caught:
        mine.check_districts(11)
    assert str(caught.value).splitlines() == [
        "mine.toml:9: by_district.12: the city has no such district; a district from 1 to 11",
        "mine.toml:14: by_district.40: the city has no such district; a district from 1 to 11",
    ]


def test_two_events_for_a_value_clash_only_in_the_same_district(write: Write) -> None:
    def events(*districts: str) -> str:
        return "".join(f'{EVENT}over_months = 3\n{one}\n[events.set]\n"methods.culture" = 2\n' for one in districts)

    load(write(events("district = 1", "district = 2")))
    with pytest.raises(ScenarioError, match="one event at a time"):
        load(write(events("district = 1", "district = 1")))
    with pytest.raises(ScenarioError, match="one event at a time"):
        load(write(events("district = 1", 'type = "rural"')))


def test_a_circle_through_a_link_is_spelled_out(write: Write, tmp_path: Path) -> None:
    write("", "b", extends="./a.toml")
    (tmp_path / "a.toml").symlink_to("b.toml")
    with pytest.raises(ScenarioError, match=r"b\.toml:1: extends: goes in a circle: b -> b"):
        load("b.toml")


@pytest.mark.parametrize("parent", ["x", "./x.toml"])
def test_a_parent_that_is_a_link_to_itself_is_refused(write: Write, tmp_path: Path, parent: str) -> None:
    (tmp_path / "x.toml").symlink_to("y.toml")
    (tmp_path / "y.toml").symlink_to("x.toml")
    with pytest.raises(ScenarioError, match=r"x\.toml"):
        load(write("", extends=parent))


@pytest.mark.parametrize("name", ["~nobody_of_that_name/x.toml", f"./{'long' * 1000}.toml", "long" * 1000])
def test_a_name_that_no_file_can_have_is_refused(write: Write, name: str) -> None:
    with pytest.raises(ScenarioError, match=r"there is no such file|no scenario has this name"):
        load(name)
    with pytest.raises(ScenarioError, match=r"there is no such file|no scenario has this name"):
        load(write("", extends=name))
