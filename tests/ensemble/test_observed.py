"""Counts of one's own: everything that is wrong with the file is said at once, with its line."""

from pathlib import Path

import pytest

from sim.city.figures import Profile
from sim.city.profile import load_profile
from sim.ensemble.observed import Observation, observed_targets, read_observed
from sim.errors import ProblemsError
from sim.runs import simulate

HEAD = "year,outcome,place,value,error\n"
GOOD = "2018,satisfaction_mean,city,0.62,0.02"
WRONG = [
    ("2015,satisfaction_mean,city,0.6,0.02", "a year from 2016 to 2025"),
    ("2026,satisfaction_mean,city,0.6,0.02", "a year from 2016 to 2025"),
    ("x,satisfaction_mean,city,0.6,0.02", "a year from 2016 to 2025"),
    ("2018.5,satisfaction_mean,city,0.6,0.02", "a year from 2016 to 2025"),
    (",satisfaction_mean,city,0.6,0.02", "a year from 2016 to 2025"),
    ("2018,satisfacton_mean,city,0.6,0.02", "satisfaction_mean"),
    ("2018,,city,0.6,0.02", "an outcome's name"),
    ("2018,satisfaction_mean,nowhere,0.6,0.02", "city, or a community"),
    ("2018,satisfaction_mean,city,much,0.02", "a number"),
    ("2018,satisfaction_mean,city,,0.02", "a number"),
    ("2018,satisfaction_mean,city,nan,0.02", "a number"),
    ("2018,satisfaction_mean,city,inf,0.02", "a number"),
    ("2018,satisfaction_mean,city,0.6,0", "above 0"),
    ("2018,satisfaction_mean,city,0.6,-1", "above 0"),
    ("2018,satisfaction_mean,city,0.6,", "a number"),
    ("2018,satisfaction_mean,city,0.6", "4"),
    ("2018,satisfaction_mean,city,0.6,0.02,more", "6"),
    ("2018;satisfaction_mean;city;0.6;0.02", "1"),
    ("2018,satisfaction_mean,city,0.62,0.02", "line 2"),
    ("2019,satisfaction_mean,city,78,0.02", "did you mean 0.78?"),
    ("2019,participation_rate,city,1.4,0.02", "lies between 0 and 1"),
    ("2019,waiting_months_mean,city,-3,0.02", "does not lie below 0"),
    ("2018,=cmd(),city,0.6,0.02", "an outcome's name"),
]


@pytest.fixture
def profile() -> Profile:
    return load_profile("ningbo")


def written(folder: Path, text: str) -> Path:
    file = folder / "observed.csv"
    file.write_text(text, "utf-8")
    return file


def test_two_dozen_kinds_of_mistakes_are_all_named_at_once(tmp_path: Path, profile: Profile) -> None:
    file = written(tmp_path, HEAD + GOOD + "\n" + "\n".join(line for line, _ in WRONG) + "\n")
    with pytest.raises(ProblemsError) as refused:
        read_observed(file, profile)
    by_line = {
        line: [str(one) for one in refused.value.problems if one.line == line] for line in range(3, 3 + len(WRONG))
    }
    for line, (_, said) in enumerate(WRONG, start=3):
        assert by_line[line], line
        assert any(said in one for one in by_line[line]), (line, by_line[line])


@pytest.mark.parametrize("text", ["", "year,outcome\n2018,satisfaction_mean\n", HEAD, "\n\n"])
def test_a_file_without_a_heading_or_rows_is_refused(tmp_path: Path, profile: Profile, text: str) -> None:
    with pytest.raises(ProblemsError):
        read_observed(written(tmp_path, text), profile)


def test_columns_may_stand_in_any_order_and_the_city_may_be_left_empty(tmp_path: Path, profile: Profile) -> None:
    file = written(tmp_path, "outcome,value,error,year,place\ntrust_mean,0.5,0.1,2017,\n\n")
    assert read_observed(file, profile) == [Observation(2017, "trust_mean", None, 0.5, 0.1)]


def test_an_observation_is_read_off_a_run_by_year_and_place(profile: Profile) -> None:
    run = simulate("baseline", 0, months=24, size="neighbourhood", engine="compiled", city="ningbo")
    whole = Observation(2017, "trust_mean", None, 0.5, 0.1)
    assert whole.read(run) == pytest.approx(run.city["trust_mean"][12:24].mean())
    here = Observation(2016, "trust_mean", 1, 0.5, 0.1)
    assert here.read(run) == pytest.approx(run.communities["trust_mean"][:12, 1].mean())


def test_a_target_tolerates_twice_the_standard_error(profile: Profile) -> None:
    (target,) = observed_targets([Observation(2018, "trust_mean", None, 0.5, 0.1)], profile)
    assert (target.low, target.high) == pytest.approx((0.4, 0.6))
    assert target.high + 2 * target.spread(10**9) == pytest.approx(0.7, abs=0.01)
