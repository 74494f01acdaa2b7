"""The types that the engine's modules of JavaScript say they have, checked by TypeScript's compiler."""

import subprocess
from pathlib import Path

import pytest

from sim.browser import module
from tests.browser.conftest import found

FOLDER = Path(module.__file__).parent
STRICT = "--allowJs --checkJs --noEmit --strict --strictPropertyInitialization false --moduleResolution node"
BROWSER = "--target es2022 --module es2022 --lib es2022,dom,dom.iterable"


def checked(file: Path) -> subprocess.CompletedProcess[str]:
    command = [found("tsc"), *STRICT.split(), *BROWSER.split(), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("names", [("model.js", "worker.js"), ("page.js",)], ids=" and ".join)
def test_modules_have_the_types_that_they_say(names: tuple[str, ...], tmp_path: Path) -> None:
    together = tmp_path / "together.js"  # as the page has them
    together.write_text("\n".join((FOLDER / name).read_text("utf-8") for name in names), encoding="utf-8")
    done = checked(together)
    assert done.returncode == 0, done.stdout


def test_a_wrong_type_is_found(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.js"
    wrong.write_text('/** @type {number} */ export const one = "1";\n', encoding="utf-8")
    assert "TS2322" in checked(wrong).stdout
