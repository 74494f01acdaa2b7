"""The tutorial's file as it stands on the page: both engines, the lever, the outcome, and nothing else moved."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.errors import InputError
from sim.extension import extend
from sim.rules import RULES
from sim.runs import simulate
from sim.scenario import load

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "tutorials" / "own-rule.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
FILES = {name: text for _, name, text in BLOCKS if name}
MONTHS = 18

BOTH = f"""
import json, sim
from pathlib import Path
from sim.runs import run_many, simulate
early = sim.load("baseline")
sim.extend("timebank.py")
try:
    early.schedule(1)
except sim.errors.InputError as error:
    said = str(error)
sim.runs.batch.WORTH_A_PROCESS = 0
found = {{"said": said, "runs": {{}}, "groups": {{}}}}
for name in ("baseline", "timebank_on.toml"):
    for engine in ("compiled", "mesa"):
        run = simulate(sim.load(name), 3, months={MONTHS}, size="hamlet", engine=engine, city="ningbo")
        places = {{key: values.ravel().tolist() for key, values in run.communities.items()}}
        found["runs"][name + " " + engine] = [{{key: values.tolist() for key, values in run.city.items()}}, places]
here = [sim.load("timebank_on.toml")], [2, 3], {MONTHS}, "hamlet"
for workers in (1, 2):
    how = {{"engine": "compiled", "city": "ningbo", "out": Path(f"by_{{workers}}"), "workers": workers}}
    runs = run_many(*here, **how)["timebank_on.toml"]
    found["workers"] = found.get("workers", []) + [[run.city["timebank_credits"].tolist() for run in runs]]
print(json.dumps(found))
"""
KEY = """
import sim
from sim.city.profile import load_profile
from sim.runs.store import key_in, world_digest
{extend}
print(key_in(world_digest(sim.load("baseline"), load_profile("ningbo")), 1, months=12, size="hamlet", engine="compiled"))
"""


def python(folder: Path, *arguments: str) -> str:
    before = os.environ.get("PYTHONPATH", "")
    setting = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{before}", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=setting, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page's files, saved under their names."""
    place = tmp_path_factory.mktemp("own-rule")
    for name, text in FILES.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def found(folder: Path) -> Any:
    """What a process of its own found that added the page's file."""
    return json.loads(python(folder, "-c", BOTH))


def test_the_page_has_one_extension_and_one_scenario() -> None:
    assert [*FILES] == ["timebank.py", "timebank_on.toml"]


@pytest.mark.parametrize("scenario", ["baseline", "timebank_on.toml"])
def test_both_engines_run_the_rule_to_the_bit(found: Any, scenario: str) -> None:
    assert repr(found["runs"][f"{scenario} compiled"]) == repr(found["runs"][f"{scenario} mesa"])


def test_the_lever_moves_the_outcome_and_who_is_helped(found: Any) -> None:
    off, on = (found["runs"][f"{name} compiled"][0] for name in ("baseline", "timebank_on.toml"))
    assert set(off["timebank_credits"]) == {0.0}
    assert on["timebank_credits"][-1] > on["timebank_credits"][2] > 0.0
    assert on["satisfaction_mean"] != off["satisfaction_mean"]


def test_with_the_lever_at_nothing_every_other_outcome_is_what_it_is_without_the_extension(found: Any) -> None:
    plain = simulate(load("baseline"), 3, months=MONTHS, size="hamlet", engine="compiled", city="ningbo")
    city, places = found["runs"]["baseline compiled"]
    assert {name for name in city if name not in plain.city} == {"timebank_credits"}
    for name in plain.city:
        assert repr(city[name]) == repr(plain.city[name].tolist()), name
        assert repr(places[name]) == repr(plain.communities[name].ravel().tolist()), name


def test_other_processes_run_the_extension_too(found: Any) -> None:
    alone, together = found["workers"]
    assert alone == together
    assert alone[1] == found["runs"]["timebank_on.toml compiled"][0]["timebank_credits"]


def test_a_scenario_from_before_the_extension_is_refused(found: Any) -> None:
    assert "load it again" in found["said"]


def test_the_manifest_holds_the_file(found: Any, folder: Path) -> None:
    manifest = json.loads((folder / "by_1" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["extensions"] == {"timebank.py": FILES["timebank.py"]}


def test_a_kept_run_of_another_version_is_never_taken_for_this_one(tmp_path: Path) -> None:
    file = tmp_path / "timebank.py"
    ask = KEY.format(extend='sim.extend("timebank.py")')
    keys = [python(tmp_path, "-c", KEY.format(extend=""))]
    for text in (FILES["timebank.py"], FILES["timebank.py"].replace("0.5 + 0.5 *", "0.25 + 0.75 *")):
        file.write_text(text, encoding="utf-8")
        keys += [python(tmp_path, "-c", ask)]
    file.write_text(FILES["timebank.py"], encoding="utf-8")
    assert len(set(keys)) == 3
    assert python(tmp_path, "-c", ask) == keys[1]


def test_a_process_that_finds_the_file_edited_does_not_run_it(tmp_path: Path) -> None:
    lines = """
import sim
from sim.extension import code, join
sim.extend("timebank.py")
ours = code()
((name, known),) = ours.files
join(ours)
try:
    join(ours._replace(files=((name, "another"),)))
except sim.errors.RunError as error:
    print(error)
"""
    (tmp_path / "timebank.py").write_text(FILES["timebank.py"], encoding="utf-8")
    assert "edited while runs were under way" in python(tmp_path, "-c", lines)


def test_every_command_of_the_page_works(folder: Path, found: Any) -> None:
    lines = [line for language, _, text in BLOCKS if language == "sh" for line in text.splitlines()]
    for line in lines:
        words = shlex.split(line)
        assert words[0] == "shequ"
        python(folder, "-m", "sim.cli", *words[1:])
    assert len(lines) == 2
    tables = folder / "results" / "timebank" / "tables"
    assert "timebank_credits" in (tables / "differences.csv").read_text(encoding="utf-8")
    assert "Residents with credit in the time bank" in (tables.parent / "report.html").read_text(encoding="utf-8")


def test_the_pages_last_lines_of_python_work(folder: Path, found: Any) -> None:
    lines = [text for language, name, text in BLOCKS if language == "python" and not name][-1]
    said = python(folder, "-c", f"{lines}model.step()\nprint(sum(one.time_credit for one in model.residents) > 0)")
    assert said == "True\n"


def test_a_rule_of_the_page_runs_alone(folder: Path) -> None:
    lines = next(text for language, name, text in BLOCKS if language == "python" and not name)
    (told,) = re.findall(r"# (.*)", lines)
    assert python(folder, "-c", lines) == f"{told}\n"


MISTAKES = re.findall(r"^\| `(.+?)` \| `(.+?)` \| `timebank\.py(.+?)` \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake[1])
def test_the_pages_mistakes_are_said_as_the_page_says(tmp_path: Path, mistake: tuple[str, str, str]) -> None:
    right, wrong, said = mistake
    assert FILES["timebank.py"].count(right) == 1
    (tmp_path / "timebank.py").write_text(FILES["timebank.py"].replace(right, wrong), encoding="utf-8")
    with pytest.raises(InputError) as error:
        extend(tmp_path / "timebank.py")
    assert str(error.value).startswith(f"{tmp_path / 'timebank.py'}{said}")


def test_the_page_shows_mistakes() -> None:
    assert len(MISTAKES) >= 3


Edit = Callable[[str], str]
WRONG: dict[str, tuple[Edit, str]] = {
    "a field's name is taken": (lambda t: t.replace("time_credit", "trust"), "'trust' is taken"),
    "a lever's name is taken": (lambda t: t.replace("credit_per_hour", "menu_share"), "'menu_share' is taken"),
    "a draw's name is taken": (
        lambda t: t.replace("redeem = draw()", "need = draw()").replace("u.redeem", "u.need"),
        "'u_need' is taken",
    ),
    "a field's name is a word of the engine's": (lambda t: t.replace("time_credit", "listed"), "'listed' is taken"),
    "a field's name begins like the engine's": (
        lambda t: t.replace("time_credit", "new_credit"),
        "'new_credit' is no",
    ),
    "a field's name ends like a tie's slot": (lambda t: t.replace("time_credit", "credit_1"), "'credit_1' is no name"),
    "a step's name is taken": (lambda t: t.replace("earn_credit", "take_part"), "take_part: 2 steps"),
    "an outcome's name is taken": (lambda t: t.replace("timebank_credits", "trust_mean"), "'trust_mean' is taken"),
    "a step that does not exist": (lambda t: t.replace('"give_time": ', '"give_tim": '), "did you mean give_time"),
    "a table that does not exist": (lambda t: t.replace('table = "residents"', 'table = "people"'), "table 'people'"),
    "a rule without its mark": (lambda t: t.replace("@rule\ndef earn", "def earn"), "not marked @rule"),
    "an unknown field": (
        lambda t: t.replace("me.volunteer_minutes", "me.volunteer_minute"),
        "mine.py:45: earn_credit: Saver has no field 'volunteer_minute'; 'volunteer_minutes'?",
    ),
    "an unknown field of an outcome": (lambda t: t.replace('per="persons"', 'per="person"'), "did you mean persons"),
    "a field that is gone": (
        lambda t: t.replace('"arrive": ', '"close_books": ').replace('"leaving"', '"spared"'),
        "'spared' is not there",
    ),
    "a default outside": (lambda t: t.replace("quantity(6.0", "quantity(-6.0"), "must lie in the domain"),
    "a path without a group": (
        lambda t: t.replace('{"timebank": Banking}', '{"time bank": Banking}'),
        "write group.name",
    ),
    "a class without its records": (
        lambda t: t.replace("records=(Saver, Branch)", "records=(Branch,)"),
        "list Saver under records=",
    ),
    "luck that is not listed": (
        lambda t: t.replace("draws=(SaverDraws,)", "draws=()"),
        "u.redeem: list SaverDraws under draws=",
    ),
    "levers that are not listed": (
        lambda t: t.replace('levers={"timebank": Banking}', "levers={}"),
        "list Banking under levers=",
    ),
    "a lever without its meaning": (
        lambda t: t.replace('.means("hours credited for an hour given", "每志愿服务一小时计入的时长")', ""),
        "Banking.credit_per_hour: declare it by share(...)",
    ),
    "the form of earlier versions": (
        lambda t: t.replace("records=(Saver, Branch)", "columns={}"),
        "class Saver(Resident):",
    ),
    "no extension": (lambda t: t.replace("extension = ", "other = "), "it must define extension"),
    "a mistake in Python": (lambda t: t + "\nnonsense", "NameError"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_with_a_file_is_said_and_nothing_is_added(tmp_path: Path, wrong: str) -> None:
    edit, said = WRONG[wrong]
    assert edit(FILES["timebank.py"]) != FILES["timebank.py"]
    (tmp_path / "mine.py").write_text(edit(FILES["timebank.py"]), encoding="utf-8")
    marked = len(RULES)
    with pytest.raises(InputError, match=re.escape(said)) as error:
        extend(tmp_path / "mine.py")
    assert re.search(r"mine\.py(:\d+)?: ", str(error.value))
    assert len(RULES) == marked
    with pytest.raises(KeyError):
        load("baseline").value("timebank.credit_per_hour")


SECOND = """
from sim.extension import Each, Extension, Group, Draws, Resident, draw, real, rule, share

class Hoarder(Resident):
    saved_hours = real("hours saved", "hours", "f4")

class Hoarding(Group):
    saving: float = share(0.0, (0, 1)).means("saving", "储蓄")

class HoarderDraws(Draws):
    table = "residents"
    saving = draw()

@rule
def save_more(me: Hoarder, policy: Hoarding, u: HoarderDraws) -> None:
    me.saved_hours += policy.saving * u.saving

extension = Extension(
    records=(Hoarder,),
    levers={"timebank": Hoarding},
    draws=(HoarderDraws,),
    steps={"earn_credit": (Each("residents", save_more),)},
)
"""
TWO = """
import sim
from sim.model.month import DRAWS, month_program
first = month_program().purposes
names = [sim.extend(name) and [step.name for step in month_program().steps] for name in ("timebank.py", "second.py")]
now = month_program().purposes
assert {name: now[name] for name in first} == first
assert sorted(now.keys() - first.keys(), key=now.get) == ["u_redeem", "u_saving"]
assert names[1][names[1].index("give_time") :][:3] == ["give_time", "earn_credit", "save_more"]
assert [name for name in names[1] if name != "save_more"] == names[0]
value = sim.load("timebank_on.toml").value
assert (value("timebank.credit_per_hour"), value("timebank.saving")) == (1.0, 0.0)
"""


def test_a_second_extension_builds_on_the_first_and_moves_nobodys_luck(tmp_path: Path) -> None:
    for name, text in (FILES | {"second.py": SECOND}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    python(tmp_path, "-c", TWO)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        extend(tmp_path / "none.py")
