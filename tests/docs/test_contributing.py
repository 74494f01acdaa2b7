"""CONTRIBUTING's table of tasks names files that exist, at most so many each; five tasks are followed in a copy."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"\| \d+ \| (.+?) \| (\d+) \| (.+?) \|")
Edits = Mapping[str, list[tuple[str, str]]]


def _tasks() -> dict[str, tuple[int, list[str]]]:
    """Each task's number of files, and the files."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return {task: (int(most), re.findall(r"`([^`]+)`", files)) for task, most, files in ROW.findall(page)}


@pytest.fixture
def follow(tmp_path: Path) -> Callable[[str, Edits, str], Any]:
    """Edit a copy of the package as a task says, and return what Python lines then print as JSON."""
    shutil.copytree(ROOT / "sim", tmp_path / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("scenarios", "experiments"):
        (tmp_path / folder).symlink_to(ROOT / folder)

    def run(task: str, edits: Edits, lines: str) -> Any:
        count, files = _tasks()[task]
        patterns = [re.sub(r"[A-Z]{4,}", "*", file) for file in files]
        assert len(edits) <= count
        for name, replaced in edits.items():
            assert any(Path(name).match(pattern) for pattern in patterns), f"{name} is not a file of this task: {files}"
            path = tmp_path / name
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            for old, new in replaced:
                assert text.count(old) == 1, f"{name}: {old}"
                text = text.replace(old, new)
            path.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", lines],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert not done.returncode, done.stderr
        return json.loads(done.stdout)

    return run


def test_every_task_names_its_files_and_they_exist() -> None:
    tasks = _tasks()
    assert len(tasks) == 12
    for task, (count, files) in tasks.items():
        assert len(files) == count, task
        for file in files:
            assert [*ROOT.glob(re.sub(r"[A-Z]{4,}", "*", file))], f"{task}: {file}"


def test_a_lever(follow: Callable[..., Any]) -> None:
    edits = {
        "sim/parameters/information.py": [
            (
                "    face_to_face: float = share(0.3, (0, 1), intervention=True)\n",
                "    face_to_face: float = share(0.3, (0, 1), intervention=True)\n    letters: float = share(0.0, (0, 1))\n",
            )
        ],
        "sim/rules/information.py": [
            (
                "        + how.face_to_face_time * policy.face_to_face\n    )",
                "        + how.face_to_face_time * policy.face_to_face\n        + 0.5 * policy.letters\n    )",
            )
        ],
        "sim/language/parameters.toml": [
            (
                "publicity_time = {",
                'letters = { en = "letters", zh = "信件" }\npublicity_time = {',
            )
        ],
    }
    lines = """if True:
        import json
        from sim.model.month import month_program
        from sim.parameters import LEVERS
        from sim.parameters.information import Information, InformationPolicy
        from sim.rules.information import plan_information
        from sim.state import Community

        def hours(**levers):
            here = Community()
            plan_information(here, InformationPolicy(**levers), Information())
            return here.information_time

        month_program()
        (lever,) = [lever for lever in LEVERS if lever.path == "information.letters"]
        print(json.dumps([lever.meaning("zh"), hours(letters=1) - hours()]))
    """
    meaning, hours = follow("Add a lever", edits, lines)
    assert meaning == "信件"
    assert hours == pytest.approx(0.5)


def test_an_outcome_of_counts_that_exist(follow: Callable[..., Any]) -> None:
    edits = {
        "sim/outcomes.py": [
            (
                '    _share("volunteer_rate", 1),\n',
                '    _share("volunteer_rate", 1),\n    _share("helpers_of_all", 1, count="helpers_here", per="n_residents"),\n',
            )
        ],
        "sim/language/outcomes.toml": [
            (
                "[outcome.helping_rate]\n",
                '[outcome.helpers_of_all]\nen = "Helpers"\nzh = "互助者"\nformula = "helpers / residents"\n\n'
                "[outcome.helping_rate]\n",
            )
        ],
    }
    lines = """if True:
        import json
        from sim.language import text
        from sim.outcomes import BY_NAME
        print(json.dumps([text("outcome.helpers_of_all", "zh"), BY_NAME["helpers_of_all"].unit]))
    """
    assert follow("Add an outcome", edits, lines) == ["互助者", "share"]


def test_a_sampling_method(follow: Callable[..., Any]) -> None:
    edits = {
        "sim/studies/sweep/sampling.py": [
            (
                "def latin(",
                "def diagonal(n: Blocks, d: int, *, seed: int) -> Floats:\n"
                '    """Return points on the diagonal, the same for every seed."""\n'
                "    return np.repeat(np.linspace(0, 1, sum(n))[:, None], d, axis=1)\n\n\ndef latin(",
            )
        ],
        "sim/studies/sweep/design.py": [
            (
                '    "morris": sampling.morris,\n',
                '    "morris": sampling.morris,\n    "diagonal": sampling.diagonal,\n',
            ),
            ('    "morris": lambda d: d + 1,\n', '    "morris": lambda d: d + 1,\n    "diagonal": lambda d: 1,\n'),
        ],
    }
    lines = """if True:
        import json
        from pathlib import Path
        from sim.studies.sweep import load_design
        Path("d.toml").write_text('''
            scenarios = ["baseline"]
            size = "hamlet"
            months = 12
            seeds = 1
            design = { method = "diagonal", n = 3 }
            name = { en = "Diagonal", zh = "对角线" }
            question = { en = "What?", zh = "什么？" }
            [factors]
            "provision.menu_share" = { range = [0, 1] }
            [outcomes]
            participation_rate = ["mean"]
        ''')
        print(json.dumps(load_design(Path("d.toml")).points))
    """
    assert follow("Add a sampling method", edits, lines) == [[0.0], [0.5], [1.0]]


def test_a_language(follow: Callable[..., Any]) -> None:
    edits = {
        "sim/language/fr.toml": [("", '[cli.heading]\nlevers = "Leviers"\n')],
        "sim/language/catalog.py": [('Literal["en", "zh"]', 'Literal["en", "zh", "fr"]')],
    }
    lines = """if True:
        import json
        from sim.language import text
        from sim.parameters import LEVERS
        from sim.scenario import load
        words = [text("cli.heading.levers", "fr"), load("menu_services").name["fr"], LEVERS[0].meaning("fr")]
        print(json.dumps(words))
    """
    heading, name, meaning = follow("Add a language", edits, lines)
    assert heading == "Leviers"
    assert name
    assert meaning


def test_the_reports_first_sentence(follow: Callable[..., Any]) -> None:
    catalog = "sim/language/page.toml"
    words = (ROOT / catalog).read_text(encoding="utf-8")
    (line,) = re.findall(r"^few.en = .*$", words, re.MULTILINE)
    lines = """if True:
        import json
        from sim.language import text
        print(json.dumps(text("page.few", "en", scenario="A", seeds=1, fewest=2)))
    """
    edits = {catalog: [(line, 'few.en = "{scenario}: {seeds} of {fewest} seeds."')]}
    assert follow("Change the report's first sentence", edits, lines) == "A: 1 of 2 seeds."
