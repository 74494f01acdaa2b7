"""What is wrong with the rules of an extension is said with file and line, before anything runs."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sim.errors import InputError, ProblemsError
from sim.extension import extend
from sim.extension.checks import OF_PLACES
from sim.model.tables import TABLES
from sim.rules.rule import RULES

HEAD = """
import math
import numpy as np
from sim.extension import Column, Each, Extension, Settle, Ties, Total, quantity, rule
from sim.rules.arithmetic import exp

TEN, LIST, FLAG = 10, [1.0], np.float64(1.0)

@rule
def half(x: float) -> float:
    return 0.5 * x

@rule
def pair(x: float) -> tuple[float, float]:
    return x, x

def plain(x: float) -> float:
    return x

"""
TAIL = """
extension = Extension(
    columns={"residents": (Column("calm", "f4", ""), Column("unrest", "KIND", ""))},
    parameters=(quantity("world.calming.least", 1, unit="share", domain=(0.5, 2), plausible=(1, 1), en="e", zh="z"),),
    draws={"residents": (("u_calm",),)},
    steps={"volunteer": (STEP,)},
)
"""
EACH = 'Each("residents", own, ("calm",))'
BEGIN = "@rule\ndef own(calm, trust, month, least, u_calm):"
LINE = len((HEAD + BEGIN).splitlines()) + 1
"""Where the body of the rule begins."""


def written(folder: Path, body: str, begin: str = BEGIN, step: str = EACH, kind: str = "f8") -> Path:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    tail = TAIL.replace("KIND", kind).replace("STEP", step)
    (folder / "mine.py").write_text(f"{HEAD}{begin}\n{lines}\n{tail}", encoding="utf-8")
    return folder / "mine.py"


def refused(file: Path) -> str:
    """What is said of a file, of which nothing is left."""
    marked = len(RULES)
    with pytest.raises(InputError) as error:
        extend(file)
    assert len(RULES) == marked
    return str(error.value)


BODIES = {
    "return sum([calm for _ in range(3)])": (0, "own: a comprehension makes a list; add up in a loop"),
    "x = 0.0\nreturn x + sum(y for y in range(3))": (1, "a comprehension makes a list"),
    "import math\nreturn math.sqrt(calm)": (0, "a rule imports nothing"),
    "return math.sqrt(calm)": (0, "no numpy, no math"),
    "return np.where(calm > 0, 1.0, 0.0)": (0, "no numpy, no math"),
    "return calm ** 2": (0, "** gives other bits on other machines; write x * x"),
    "calm **= 0.5\nreturn calm": (0, "** gives other bits"),
    "return [calm][0]": (0, "a rule makes no lists"),
    "return {1: calm}[1]": (0, "a rule makes no lists"),
    'return "a"': (0, "no texts"),
    'return f"{calm}"': (0, "no texts"),
    "return str(calm)": (0, "str() is not there for rules; call min, max"),
    "print(calm)\nreturn calm": (0, "print() is not there"),
    "return sum(calm)": (0, "sum() is not there"),
    "return plain(calm)": (0, "plain is no rule; mark it with @rule"),
    "return calm * LIST": (0, "LIST is no number"),
    "return calm * FLAG": (0, "FLAG is no number"),
    "return calm * nothing": (0, "nothing is not known"),
    "return calm * half": (0, "half is no number"),
    "return half(calm, 1.0)": (0, "half takes 1 arguments, not 2"),
    "return half(x=calm)": (0, "given by their places"),
    "return max(calm)": (0, "max() takes 2 or more numbers"),
    "return own(calm, trust, month, least, u_calm)": (-1, "it calls itself"),
    "return (lambda x: x)(calm)": (0, "a rule holds no function"),
    "def inner(x):\n    return x\nreturn inner(calm)": (0, "a rule holds no function"),
    "try:\n    return calm\nexcept Exception:\n    return 0.0": (0, "a rule cannot fail"),
    "assert calm >= 0.0\nreturn calm": (0, "a rule cannot fail"),
    "raise ValueError": (0, "a rule cannot fail"),
    "global TEN\nTEN = 1\nreturn calm": (0, "a rule keeps nothing between calls"),
    "return (x := calm)": (0, "a rule is written with numbers, + - * /"),
    "return None": (0, "a rule is written with numbers"),
    "return 1j": (0, "a rule is written with numbers"),
    "return calm in (1.0, 2.0)": (0, "a rule is written with numbers"),
    "return calm is trust": (0, "a rule is written with numbers"),
    "return trust[0:1]": (0, "one number of a column at a time"),
    "while calm < 1.0:\n    calm += 1.0\nelse:\n    calm = 0.0\nreturn calm": (0, "a loop has no else"),
    "for x in calm:\n    calm = x\nreturn calm": (0, "a loop goes over range"),
    "calm + 1.0\nreturn calm": (0, "this line does nothing"),
    "yield calm": (0, "a rule is written with numbers"),
    "return 9223372036854775808": (0, "a whole number has 63 bits"),
    "if calm > 0.0:\n    return 1.0": (-1, "it can come to its end without a result"),
    "if calm > 0.0:\n    return 1.0\nreturn 1.0, 2.0": (2, "this return gives 2 results, another one 1"),
    "x, y = pair(calm) if calm > 0.0 else calm\nreturn x": (0, "the two sides of a conditional expression"),
    "x, y = half(calm)\nreturn x": (0, "2 names for 1 results"),
    "return calm / trust": (0, "trust may be 0; write a / max(b, least)"),
    "calm /= trust\nreturn calm": (0, "trust may be 0"),
    "return month % (month - 1)": (0, "month - 1 may be 0"),
    "return calm // 0": (0, "0 may be 0"),
    "return calm / trust if trust >= 0.0 else 0.0": (0, "trust may be 0"),
    "return calm / trust if trust > 0.0 or month > 0 else 0.0": (0, "trust may be 0"),
    "if trust > 0.0:\n    trust = trust - 1.0\n    calm = 1.0 / trust\nreturn calm": (2, "trust may be 0"),
    "if trust == 0.0:\n    calm = 0.0\nreturn calm / trust": (2, "trust may be 0"),
    "if trust > 0.0:\n    for k in range(3):\n        calm = calm / trust\n        trust -= 1.0\nreturn calm": (
        2,
        "trust may",
    ),
}


@pytest.mark.parametrize("body", BODIES)
def test_what_a_rule_must_not_say_is_refused_with_its_line(tmp_path: Path, body: str) -> None:
    line, words = BODIES[body]
    file = written(tmp_path, body)
    said = refused(file)
    first = LINE + line if line >= 0 else LINE - 2 + (line == -1) * 1
    assert said.startswith(f"{file}:{first}: own: "), said
    assert words in said


FINE = [
    "return calm / max(trust, 0.001)",
    "return calm / TEN % 7",
    "return calm / least / u_calm / (2.0 * least)",
    "return calm / trust if trust > 0.0 else 0.0",
    "return 0.0 if trust <= 0.0 else calm / trust",
    "return calm / trust if month > 3 and 0.1 < trust else 0.0",
    "return 1.0 if trust == 0.0 or calm / trust > 1.0 else 0.0",
    "if trust == 0.0:\n    return 0.0\nreturn calm / trust",
    "if not trust > 0.0:\n    return 0.0\nelse:\n    calm = calm / trust\nreturn calm",
    "n = max(trust, 0.5)\nfor k in range(3):\n    calm += 1.0 / n\nreturn calm",
    "while trust > 0.0:\n    calm, trust = calm / trust, trust - 1.0\nreturn calm",
    "x, y = pair(calm)\nz = (x, y, 1.0)\nreturn z[2] + exp(half(x)) + y",
    '"""Say what it does."""\nreturn abs(calm) + int(trust) + min(1, month) - (calm if month & 1 else -calm)',
]


@pytest.mark.parametrize("body", FINE)
def test_what_a_rule_may_say_is_taken(tmp_path: Path, body: str) -> None:
    """The last thing that is wrong with the file is a step: so its rules were found good, and nothing is added."""
    assert "'volunter'" in refused(written(tmp_path, body, step=EACH + ',), "volunter": (' + EACH))


BEGINS = {
    "@rule\ndef own(calm, trust=1.0):": "an argument has no default",
    "@rule\ndef own(calm, *trust):": "arguments are plain names",
    "@rule\ndef own(calm, *, trust):": "arguments are plain names",
    "@rule\nasync def own(calm):": "its text is not there as a function",
}


@pytest.mark.parametrize("begin", BEGINS)
def test_arguments_are_plain_names_without_defaults(tmp_path: Path, begin: str) -> None:
    assert BEGINS[begin] in refused(written(tmp_path, "return calm", begin=begin))


WAYS = {
    "own = rule(lambda calm: calm)\nif True:": "its text is not there|a rule holds no function",
    'scope = {}\nexec("def own(calm):\\n    return calm", scope)\nown = rule(scope["own"])\nif True:': "text is not there",
    "@rule\n@np.vectorize\ndef own(calm):": "it is no function; write it with def",
    "def made(y):\n    def own(calm):\n        return calm * y\n    return own\nown = rule(made(2))\nif True:": "outside",
}


@pytest.mark.parametrize("begin", WAYS, ids=["lambda", "exec", "wrapped", "closure"])
def test_a_rule_is_a_function_with_a_text_of_its_own(tmp_path: Path, begin: str) -> None:
    body = "pass" if begin.endswith("True:") else "return calm"
    assert re.search(WAYS[begin], refused(written(tmp_path, body, begin=begin)))


STEPS = {
    'Each("residents", own, ("calm", "unrest"))': ("return calm", "gives 1 results, and the step has 2 columns"),
    'Each("residents", own, ("unrest",))': ("return calm, calm", "gives 2 results, and the step has 1 columns"),
    'Settle(own, ("calm",))': ("return calm", "gives 1 results, and the step has 0 columns"),
    'Each("residents", own, ("tie",))': ("return calm", "'tie' says where others read and write"),
    'Each("communities", other, ("resolved",))': ("return calm", "8 numbers wide; only a settlement"),
    'Ties(other, ("n_peers",))': ("return calm", "'n_peers' is i1; a sum needs room: i8 or f8 or f4"),
    'Total("residents", other, ("gini",))': ("return calm", "'gini' is f8; a sum needs room: i8"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_has_a_column_for_each_result_and_room_for_it(tmp_path: Path, step: str) -> None:
    body, words = STEPS[step]
    other = "@rule\ndef other(month):\n    return month\n\n"
    assert words in refused(written(tmp_path, body, begin=other + "@rule\ndef own(calm):", step=step))


FRACTIONS = {
    "return calm": 0,
    "return 0.5": 0,
    "return month / 2": 0,
    "return month if month > 3 else 1.5": 0,
    "x = month\nx += trust\nreturn x": 2,
    "return half(month)": 0,
    "x, y = pair(trust)\nif month > 3:\n    return month\nreturn max(month, y)": 3,
    "x = u_calm\nfor k in range(3):\n    x, z = k, x\nreturn -z": 3,
    "z = (month, least)\nreturn z[1]": 1,
}
WHOLE = [
    "return int(calm)",
    "return month // 2 + (calm > 0.5)",
    "x, y = int(trust), calm\nreturn x if y > 0.5 else -x",
    "return (calm > 0.5) & (trust > 0.5)",
    "n = 0\nfor k in range(int(trust * 3.0)):\n    n += min(k, month)\nreturn n",
    "return 1 if not calm > 0.5 else 0",
]


@pytest.mark.parametrize("body", FRACTIONS)
def test_a_fraction_for_a_column_of_whole_numbers_is_refused(tmp_path: Path, body: str) -> None:
    said = refused(written(tmp_path, body, step='Each("residents", own, ("unrest",))', kind="i1"))
    assert (
        f"mine.py:{LINE + FRACTIONS[body]}: own: unrest takes whole numbers, and this has a fraction; write int("
        in said
    )


@pytest.mark.parametrize("body", WHOLE)
def test_whole_numbers_for_a_column_of_them_are_taken(tmp_path: Path, body: str) -> None:
    step = (
        'Each("residents", own, ("unrest",)),), "close_books": (Each("residents", forget, ("calm",), where="leaving")'
    )
    begin = "@rule\ndef forget():\n    return 0.0\n\n" + BEGIN
    assert "'leaving' is not there" in refused(written(tmp_path, body, begin=begin, step=step, kind="i1"))


def test_a_settlement_puts_no_fraction_into_a_purse(tmp_path: Path) -> None:
    body = "committee_money[0] -= 0.5 * trust[0]\ncommittee_money[0] -= int(trust[0])"
    begin = "@rule\ndef own(committee_money, trust):"
    said = refused(written(tmp_path, body, begin=begin, step='Settle(own, ("committee_money",))'))
    assert [line.partition(": own: ")[2][:35] for line in said.splitlines()] == ["committee_money takes whole numbers"]


@pytest.mark.parametrize("kind", ["f16", "O", "i1 "])
def test_a_kind_of_column_that_there_is_not_is_refused(tmp_path: Path, kind: str) -> None:
    said = refused(written(tmp_path, "return calm", kind=kind))
    assert f"column 'unrest': kind '{kind}': there is none" in said


def test_every_mistake_of_every_rule_is_said_at_once(tmp_path: Path) -> None:
    begin = "@rule\ndef first(x):\n    return x ** 2\n\n" + BEGIN
    said = refused(written(tmp_path, "y = [1]\nreturn str(calm)\nreturn f'{calm}'", begin=begin))
    assert [line.split(": ")[1] for line in said.splitlines()] == ["first", "own", "own"]


def test_the_command_says_it_in_sentences_and_runs_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, "return sum([calm for _ in range(3)])")
    asked = [
        sys.executable,
        "-m",
        "sim.cli",
        "run",
        "baseline",
        "--with",
        file.name,
        "--size",
        "hamlet",
        "--out",
        "out",
    ]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"mine.py:{LINE}: own: a comprehension makes a list" in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert not (tmp_path / "out").exists()


def test_a_file_that_ends_the_process_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("import sys\nsys.exit(0)\n", encoding="utf-8")
    assert "it cannot be imported: SystemExit" in refused(tmp_path / "mine.py")


def test_problems_of_rules_come_one_by_one(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as error:
        extend(written(tmp_path, "return calm ** 2"))
    (problem,) = error.value.problems
    assert json.dumps(problem.__dict__)
    assert (problem.key, problem.line) == ("own", LINE)


def test_a_tuple_without_its_comma_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "return calm")
    file.write_text(file.read_text(encoding="utf-8").replace(f"({EACH},)", f"({EACH})"), encoding="utf-8")
    assert "write a tuple: (Each(...),)" in refused(file)


def test_columns_that_say_where_others_read_are_columns() -> None:
    assert {column.name for table in TABLES.values() for column in table.columns} >= OF_PLACES
