import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import Levers
from sim.parameters.information import Information
from sim.parameters.information import InformationPolicy as Platform
from sim.parameters.participation import Participation
from sim.rules.information import inform, meet_rumour, plan_information, unheard, unheard_from_peers, weigh_rumours
from sim.state import Community, Resident
from sim.state.words import BELIEVER, CORRECTED, IGNORANT, TIRED
from tests.records import draws, person, place, usual

shares = st.floats(0, 1)
SOMEONE = {"rumour": IGNORANT, "age_group": 3, "trust": 0.5, "peers_believing": 0, "n_peers": 8}
HEARD = {"heard_by_mixing": 0.0, "heard_online": 0.0, "credulity": 0.7, "doubt": 0.5, "tires": 0.4}
COMMUNITY = {"passing_on": 20, "adults": 1000, "platform": 0.5, "screened": 0.0, "openness": 0.0, "met_in_person": 0.0}
PLACE = {
    "publicity_reach": 1.0,
    "culture_reach": 1.0,
    "committee_ease": 1.0,
    "paid_share": 1.0,
    "platform_covered": 0.0,
}


def met(u: float, me: dict[str, float] | None = None, here: dict[str, float] | None = None) -> Resident:
    """A resident after a month in which a rumour went round."""
    one, at = person(**(SOMEONE | (me or {}))), place(**(HEARD | (here or {})))
    meet_rumour(one, at, usual(Information), usual(Participation, complete_mixing=0.0), draws(rumour=u))
    return one


def weighed(here: dict[str, float] | None = None, **how: float) -> Community:
    at = place(**(COMMUNITY | (here or {})))
    weigh_rumours(at, usual(Information, **how))
    return at


def informed(here: dict[str, float] | None = None, /, **levers: float) -> tuple[float, float, float, float, float]:
    at = place(**(PLACE | (here or {})))
    inform(at, usual(Levers, **levers), usual(Information))
    return at.platform, at.screened, at.openness, at.met_in_person, at.publicity_reach


def planned(**levers: float) -> tuple[float, float]:
    here = place()
    plan_information(here, usual(Platform, **levers), usual(Information))
    return here.information_time, here.information_cost


def from_peers(contacts: float, n_peers: int, believing: int) -> float:
    me = person(active_ties=100 * n_peers, peers_believing=believing)
    return unheard_from_peers(me, usual(Information, rumour_contacts=contacts))


def test_hearing_from_nobody_is_certain_where_nobody_believes() -> None:
    assert unheard(place(adults=1000), 2.0, believers=0) == 1.0
    assert from_peers(2.0, 8, 0) == 1.0


@pytest.mark.parametrize(("contacts", "among", "believers"), [(1.5, 100_000, 100), (3.0, 300, 250), (1.0, 8, 3)])
def test_the_chance_to_hear_is_reed_and_frosts(contacts: float, among: int, believers: int) -> None:
    assert unheard(place(adults=among), contacts, believers=believers) == pytest.approx(
        (1 - contacts / among) ** believers, rel=1e-6
    )


def test_one_of_eight_ties_who_tells_two_of_them_is_heard_by_a_quarter() -> None:
    assert 1.0 - from_peers(2.0, 8, 100) == 0.25
    assert from_peers(9.0, 8, 100) == 0.0


def test_a_believer_tells_as_many_whether_ties_are_awake_or_half_asleep() -> None:
    """Eight ties, one of a believer: all half awake, or all awake."""
    asleep, awake = (
        unheard_from_peers(
            person(active_ties=8 * level, peers_believing=level), usual(Information, rumour_contacts=0.5)
        )
        for level in (50, 100)
    )
    assert asleep == pytest.approx(awake)


@pytest.mark.parametrize(("u", "becomes"), [(0.69, BELIEVER), (0.71, IGNORANT)])
def test_who_surely_hears_believes_seven_times_in_ten(u: float, becomes: int) -> None:
    assert met(u, here={"heard_online": 1.0}).rumour == becomes


@pytest.mark.parametrize(
    ("rumour", "u", "becomes"),
    [
        *((BELIEVER, 0.39, TIRED), (BELIEVER, 0.49, CORRECTED), (BELIEVER, 0.51, BELIEVER)),
        *((TIRED, 0.01, TIRED), (TIRED, 0.49, TIRED), (TIRED, 0.51, IGNORANT)),
        *((CORRECTED, 0.49, BELIEVER), (CORRECTED, 0.51, IGNORANT)),
    ],
)
def test_believers_tire_or_are_corrected_and_that_wears_off(rumour: int, u: float, becomes: int) -> None:
    assert met(u, {"rumour": rumour}).rumour == becomes


def test_children_hear_no_rumour() -> None:
    assert met(1e-9, {"age_group": 0}, {"heard_online": 1.0}).rumour == IGNORANT


def test_only_who_believes_loses_trust() -> None:
    trust = {rumour: met(0.999, {"rumour": rumour}).trust for rumour in range(4)}
    assert trust[IGNORANT] == trust[TIRED] == trust[CORRECTED] == 0.5
    assert trust[BELIEVER] == pytest.approx(0.5 * 0.96)


@pytest.mark.parametrize("rumour", [TIRED, CORRECTED])
def test_who_stopped_believing_resists_what_goes_round_and_no_new_rumour(rumour: int) -> None:
    """Everybody around believes and all rumours are convincing: only one from elsewhere finds them."""

    def met_by(u: float, arrivals: float) -> int:
        one, at = (
            person(**(SOMEONE | {"rumour": rumour, "peers_believing": 800})),
            place(**(HEARD | {"credulity": 1.0})),
        )
        how = usual(Information, rumour_arrivals=arrivals, relapse=0.0, resistance_lost=0.0)
        meet_rumour(one, at, how, usual(Participation, complete_mixing=0.0), draws(rumour=u))
        return one.rumour

    assert met_by(1e-9, 0.0) == rumour
    assert met_by(0.29, 0.3) == BELIEVER
    assert met_by(0.31, 0.3) == rumour


def test_half_of_the_corrected_believe_again_a_month_later() -> None:
    """N13: .40 to .70, of whom some are corrected who would have heard of another rumour."""
    states = [met((k + 0.5) / 1000, {"rumour": CORRECTED}).rumour for k in range(1000)]
    assert 0.40 <= states.count(BELIEVER) / 1000 <= 0.70
    assert states.count(CORRECTED) == 0


@pytest.mark.parametrize("louder", ["heard_online", "peers_believing", "credulity"])
@given(start=shares, more=shares, u=st.floats(1e-9, 1 - 1e-9))
def test_hearing_more_never_frees_anyone_of_a_rumour(louder: str, start: float, more: float, u: float) -> None:
    levels = (start, min(start + more, 1.0))
    given_levels = [int(800 * level) for level in levels] if louder == "peers_believing" else levels
    whose = {"peers_believing": "me"}.get(louder, "here")
    states = [met(u, **{whose: {louder: level}}).rumour for level in given_levels]
    assert states[1] >= states[0]


def test_belief_with_half_life_0_lasts_one_month() -> None:
    assert weighed(belief_half_life=0.0).doubt == 1.0


def test_nobody_hears_on_a_platform_that_reaches_nobody() -> None:
    assert weighed({"platform": 0.0}).heard_online == 0.0


def test_full_screening_takes_down_what_it_can() -> None:
    open_to_all, screened = (weighed({"screened": share}).heard_online for share in (0.0, 1.0))
    assert screened == pytest.approx(0.2 * open_to_all, rel=0.05)


@pytest.mark.parametrize("by", [{"platform": 1.0, "screened": 1.0}, {"platform": 0.0, "met_in_person": 1.0}])
def test_a_correction_that_reaches_everybody_convinces_a_quarter_of_those_who_go_on(by: dict[str, float]) -> None:
    """P22: belief is cut by 10 to 35 % of the gap."""
    silent = 1.0 - weighed({"platform": 0.0}).doubt
    corrected = 1.0 - weighed(by).doubt
    assert 1.0 - corrected / silent == pytest.approx(0.25)


def test_openness_lowers_belief() -> None:
    assert weighed({"openness": 1.0}).credulity == pytest.approx(0.7 * 0.7)


def test_nothing_asked_costs_nothing() -> None:
    nothing = dict.fromkeys(("platform_reach", "screening", "transparency", "face_to_face"), 0.0)
    assert planned(**nothing) == (0.0, 0.0)
    assert informed(**nothing) == (0.0, 0.0, 0.0, 0.0, 1.0)


@pytest.mark.parametrize("lever", ["screening", "transparency", "face_to_face", "platform_reach"])
def test_every_lever_costs_hours_or_money(lever: str) -> None:
    less, more = (planned(**{lever: value}) for value in (0.1, 0.9))
    assert more > less
    assert all(dearer >= cheaper for cheaper, dearer in zip(less, more, strict=True))


def test_a_platform_that_is_not_paid_reaches_nobody() -> None:
    assert informed({"paid_share": 0.0})[:2] == (0.0, 0.0)


def test_a_platform_with_a_purse_of_its_own_reaches_as_many_whatever_else_is_paid() -> None:
    own = {"paid_share": 0.0, "platform_covered": 1.0}
    half = {"paid_share": 0.5, "platform_covered": 0.5}
    assert informed(own)[:2] == informed()[:2]
    assert informed(half)[0] == pytest.approx(0.75 * informed()[0])


def test_nobody_is_met_where_neither_publicity_nor_culture_brings_people_together() -> None:
    assert informed({"publicity_reach": 0.0, "culture_reach": 0.0}, face_to_face=1.0)[3] == 0.0


def test_what_is_told_is_not_who_is_met() -> None:
    """Open for 0.5 offline and by a platform of 0.4: 0.8 * (0.5 + 0.5 * 0.4); 0.3 are met, 0.9 of them screened."""
    here = place(**PLACE)
    levers = usual(Levers, platform_reach=0.4, screening=0.9, transparency=0.8, face_to_face=0.3)
    inform(here, levers, usual(Information, openness_offline=0.5, platform_on_publicity=0.5))
    told = (here.platform, here.screened, here.openness, here.met_in_person, here.publicity_reach)
    assert told == pytest.approx((0.4, 0.9, 0.56, 0.3, 1.2))
