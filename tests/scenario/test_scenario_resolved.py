import json
import pickle
from collections.abc import Callable

import numpy as np
import pytest

from sim.parameters import LEVERS, TYPES, WORLD, offsets
from sim.scenario import diff, load

Write = Callable[..., str]
MENU = offsets(LEVERS)["menu_share"]
EVENT = '[[events]]\ndate = "2018-01"\n'
RURAL = TYPES.index("rural")


def test_a_schedule_has_a_value_for_every_month_type_and_parameter() -> None:
    schedule = load("baseline").schedule(24)
    assert schedule.levers.shape == (24, 4, sum(len(one.entries) for one in LEVERS))
    assert schedule.world.shape == (24, sum(len(one.entries) for one in WORLD))
    assert schedule.levers.dtype == schedule.world.dtype == np.float64


def test_a_type_of_community_may_have_its_own_value(write: Write) -> None:
    mine = load(write("[by_type.rural.provision]\nmenu_share = 0.2\n[levers.provision]\nmenu_share = 0.8\n"))
    assert mine.schedule(1).levers[0, :, MENU].ravel().tolist() == [0.8, 0.8, 0.2, 0.8]
    assert mine.value("provision.menu_share", type="rural") == 0.2
    assert mine.value("provision.menu_share") == 0.8
    assert str(mine.provenance["by_type.rural.provision.menu_share"]) == "mine.toml:9"


def test_a_childs_value_for_all_wins_over_its_parents_value_for_a_type(write: Write) -> None:
    write("[by_type.rural.provision]\nmenu_share = 0.2\n", "parent")
    child = load(write("[levers.provision]\nmenu_share = 0.5\n", extends="parent"))
    assert child.value("provision.menu_share", type="rural") == 0.5
    assert "by_type.rural.provision.menu_share" not in child.provenance


def test_a_vector_takes_some_keys_or_one_number_for_all(write: Write) -> None:
    some = load(write("[world.needs.domain_weight]\nhealth = 2\n"))
    before = load("baseline").value("world.needs.domain_weight")
    assert isinstance(before, dict)
    assert some.value("world.needs.domain_weight") == before | {"health": 2.0}
    every = load(write("[world.needs]\ndomain_weight = 0.5\n"))
    assert every.value("world.needs.domain_weight") == dict.fromkeys(before, 0.5)


def test_a_set_holds_from_its_month_until_it_goes_back(write: Write) -> None:
    mine = load(write(EVENT + 'until = "2018-04"\n[events.set]\n"provision.menu_share" = 0.5\n'))
    assert [mine.value("provision.menu_share", month) for month in (23, 24, 26, 27)] == [0, 0.5, 0.5, 0]


def test_a_ramp_takes_equal_steps_and_ends_exactly_at_the_new_value(write: Write) -> None:
    mine = load(write(EVENT + 'over_months = 3\n[events.set]\n"provision.menu_share" = 0.3\n'))
    values = [mine.value("provision.menu_share", month) for month in (23, 24, 25, 26, 50)]
    assert values == [0, pytest.approx(0.1), pytest.approx(0.2), 0.3, 0.3]


def test_a_scale_multiplies_what_sets_leave_and_scales_multiply_each_other(write: Write) -> None:
    body = '[[events]]\ndate = "2017-01"\n[events.scale]\n"funding.budget_per_resident" = 0.5\n'
    body += EVENT + '[events.set]\n"funding.budget_per_resident" = 400\n'
    body += '[[events]]\ndate = "2019-01"\n[events.scale]\n"funding.budget_per_resident" = 2\n'
    mine = load(write(body))
    assert [mine.value("funding.budget_per_resident", month) for month in (0, 12, 24, 36)] == [300, 150, 200, 400]


def test_an_event_for_a_type_leaves_the_others_alone(write: Write) -> None:
    mine = load(write(EVENT + 'type = "rural"\n[events.set]\n"provision.menu_share" = 0.5\n'))
    changed = mine.schedule(25).levers[24] != load("baseline").schedule(25).levers[24]
    assert np.argwhere(changed).tolist() == [[RURAL, MENU.start]]


def test_a_district_may_have_its_own_value_over_types_and_all(write: Write) -> None:
    body = "[by_district.3.provision]\nmenu_share = 0.4\n[by_type.rural.provision]\nmenu_share = 0.2\n"
    mine = load(write(body + "[levers.provision]\nmenu_share = 0.8\n"))
    schedule = mine.schedule(1)
    assert (mine.districts, schedule.districts) == ((3,), (3,))
    assert schedule.levers[0, :, MENU].ravel().tolist() == [0.8, 0.8, 0.2, 0.8, 0.4, 0.4, 0.4, 0.4]
    assert mine.value("provision.menu_share", type="rural", district=3) == 0.4
    assert mine.value("provision.menu_share", type="rural", district=2) == 0.2
    assert str(mine.provenance["by_district.3.provision.menu_share"]) == "mine.toml:9"


def test_a_childs_value_for_all_wins_over_its_parents_value_for_a_district(write: Write) -> None:
    write("[by_district.3.provision]\nmenu_share = 0.2\nsurvey_effort = 1\n", "parent")
    child = load(write("[levers.provision]\nmenu_share = 0.5\n", extends="parent"))
    assert child.value("provision.menu_share", type="rural", district=3) == 0.5
    assert child.value("provision.survey_effort", type="rural", district=3) == 1
    assert "by_district.3.provision.menu_share" not in child.provenance


def test_an_event_for_a_district_leaves_the_others_alone(write: Write) -> None:
    mine = load(write(EVENT + 'district = 2\n[events.set]\n"provision.menu_share" = 0.5\n'))
    levers = mine.schedule(25).levers[:, :, MENU.start]
    assert levers[24].tolist() == [0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5]
    assert levers[23].tolist() == [0] * 8


def test_an_event_may_be_for_one_type_in_one_district(write: Write) -> None:
    mine = load(write(EVENT + 'type = "rural"\ndistrict = 2\n[events.set]\n"provision.menu_share" = 0.5\n'))
    assert mine.schedule(25).levers[24, :, MENU.start].tolist() == [0, 0, 0, 0, 0, 0, 0.5, 0]


def test_districts_may_be_set_side_by_side(write: Write) -> None:
    two = [f'{EVENT}district = {number}\n[events.set]\n"provision.menu_share" = 0.{number}\n' for number in (2, 1)]
    assert load(write("".join(two))).schedule(25).levers[24, 4::4, MENU.start].tolist() == [0.1, 0.2]


def test_a_world_parameter_may_change_on_a_date(write: Write) -> None:
    mine = load(write(EVENT + "[events.set]\nworld.participation.volunteer_hours = 5\n"))
    column = offsets(WORLD)["volunteer_hours"].start
    assert mine.schedule(25).world[23:, column].tolist() == [4, 5]


def test_whole_numbers_stay_whole_on_a_ramp(write: Write) -> None:
    mine = load(write(EVENT + 'over_months = 4\n[events.set]\n"provision.variants_offered" = 6\n'))
    assert [mine.value("provision.variants_offered", month) for month in range(23, 28)] == [4, 5, 5, 6, 6]


def test_an_event_after_the_horizon_changes_nothing(write: Write) -> None:
    mine = load(write('[[events]]\ndate = "2200-01"\n[events.set]\n"provision.menu_share" = 1\n'))
    assert (mine.schedule(120).levers == load("baseline").schedule(120).levers).all()


def test_a_ramp_to_the_present_value_changes_not_even_a_bit(write: Write) -> None:
    mine = load(write(EVENT + 'over_months = 7\n[events.set]\n"funding.grant_share" = 0.033\n'))
    assert (mine.schedule(60).levers == load("baseline").schedule(60).levers).all()


def test_what_determines_a_run_forgets_names_files_and_the_order_of_events(write: Write) -> None:
    one = EVENT + '[events.set]\n"provision.menu_share" = 1\n'
    two = '[[events]]\ndate = "2019-01"\n[events.scale]\n"funding.budget_per_resident" = 2\n'
    first, second = load(write(one + two, "first")), load(write(two + one, "second"))
    assert json.dumps(first.canonical()) == json.dumps(second.canonical())
    assert first.canonical() != load(write(one)).canonical()
    assert load("baseline").canonical() == load(write("", "renamed")).canonical()


def test_the_start_moves_events_but_not_values(write: Write) -> None:
    mine = load(write(EVENT + '[events.set]\n"provision.menu_share" = 0.5\n'), start="2018-01")
    assert mine.value("provision.menu_share", 0) == 0.5


def test_a_scenario_travels_to_other_processes(write: Write) -> None:
    mine = load(write(EVENT + '[events.set]\n"provision.menu_share" = 0.5\n'))
    assert pickle.loads(pickle.dumps(mine)).canonical() == mine.canonical()


def test_an_implausible_value_is_noticed_and_allowed(write: Write) -> None:
    (notice,) = load(write("[levers.funding]\nbudget_per_resident = 5000\n")).notices
    assert (notice.path, notice.value, notice.high, notice.type) == ("funding.budget_per_resident", 5000, 1000, None)


def test_thresholds_come_with_the_scenario(write: Write) -> None:
    assert load(write("[thresholds]\nparticipation_rate = 0.02\n")).thresholds == {"participation_rate": 0.02}


def test_a_difference_tells_both_values_and_who_set_the_second(write: Write) -> None:
    mine = load(
        write("[by_type.rural.provision]\nmenu_share = 0.2\n" + EVENT + '[events.scale]\n"methods.culture" = 2\n')
    )
    assert [tuple(one) for one in diff(load("baseline"), new=mine)] == [
        ("by_type.rural.provision.menu_share", 0.0, 0.2, "mine.toml:9"),
        ("methods.culture @ 2018-01", None, "scale 2", "mine.toml:13"),
    ]


def test_a_difference_in_a_district_is_told_once(write: Write) -> None:
    body = "[by_district.3.provision]\nmenu_share = 0.2\n"
    body += EVENT + 'district = 4\ntype = "rural"\n[events.scale]\n"methods.culture" = 2\n'
    assert [tuple(one) for one in diff(load("baseline"), new=load(write(body)))] == [
        ("by_district.3.provision.menu_share", 0.0, 0.2, "mine.toml:9"),
        ("by_district.4.by_type.rural.methods.culture @ 2018-01", None, "scale 2", "mine.toml:15"),
    ]


def test_an_implausible_value_in_a_district_is_noticed_there(write: Write) -> None:
    (notice,) = load(write("[by_district.3.funding]\nbudget_per_resident = 5000\n")).notices
    assert (notice.path, notice.value, notice.district) == ("funding.budget_per_resident", 5000, 3)


def test_an_unknown_path_is_answered_with_the_nearest() -> None:
    with pytest.raises(KeyError, match=r"did you mean provision\.menu_share"):
        load("baseline").value("provision.menu_shere")
