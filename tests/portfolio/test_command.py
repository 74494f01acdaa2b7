"""``shequ search``."""

import json
import sys
from collections.abc import Callable

import pytest

from sim.errors import InputError
from tests.cli.conftest import Answer, shequ
from tests.portfolio.conftest import LEVERS, MENU, Searched

__all__ = ["shequ"]
Shequ = Callable[..., Answer]
QUICK = ("--starts", "1", "--generations", "1", "--worlds", "6", "--fresh", "6", "--months", "12", "--size", "hamlet")


@pytest.mark.usefixtures("searched")
def test_a_search_prints_json_and_says_meanwhile_how_far_it_is(shequ: Shequ) -> None:
    answer = shequ("search", *LEVERS[::2], *QUICK, "--budget", "320", "--workers", "1", "--json", "--out", "found")
    assert answer.status == 0
    told = json.loads(answer.out)
    assert told["mixes"][0]["mix"] == "A"
    assert MENU in {move["path"] for move in told["mixes"][0]["moves"]}
    assert [one["shipped"] for one in told["mixes"]] == [one["mix"] != "A" for one in told["mixes"]]
    assert "cannot be told" in told["sentences"][1]
    assert "min left" in answer.err


@pytest.mark.usefixtures("searched")
@pytest.mark.parametrize(("lang", "words"), [("en", "Nothing was found|Mix A"), ("zh", "组合")])
def test_a_search_tells_each_mix_in_words(shequ: Shequ, lang: str, words: str) -> None:
    answer = shequ(
        "search", *LEVERS[::2], *QUICK, "--budget", "320", "--workers", "1", "--lang", lang, "--out", "found"
    )
    assert answer.status == 0
    assert any(word in answer.out for word in words.split("|"))
    assert "search.html" in answer.err


def test_a_lever_that_is_none_is_refused_with_the_nearest(shequ: Shequ) -> None:
    answer = shequ("search", "provision.menu_shar")
    assert answer.status == 2
    assert "did you mean provision.menu_share" in answer.err


def test_without_pymoo_the_way_to_get_it_is_told(searched: Searched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymoo", None)
    with pytest.raises(InputError, match=r"pip install 'shequ\[search\]'"):
        searched()
