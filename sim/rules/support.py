"""What government does for social organizations beside giving grants, and who can be hired (E50-E52, E63, E79; 4.5)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import ONE, exp, fen, log
from sim.rules.division import divide
from sim.rules.rule import rule

REGISTERED = 0


@rule
def build_capacity(
    n_residents: int,
    grant_purse: MutableSequence[int],
    talent_purse: MutableSequence[int],
    support_paid: MutableSequence[int],
    talent_trained: MutableSequence[int],
    incubated: MutableSequence[float],
    monitored: MutableSequence[float],
    trained_now: MutableSequence[float],
    incubation: float,
    training_places: float,
    monitoring: float,
    incubation_cost: float,
    training_cost: float,
    monitoring_cost: float,
) -> None:
    """Training places are paid from talent's purse, and the rest, incubation and monitoring from the grant purse.

    Each is paid in so far as the purses last. Who was trained waits to be hired from the next month on.
    """
    places = n_residents * training_places / 120000.0
    monitors = min(monitoring * monitoring_cost, 1.0) * grant_purse[0] / 100.0
    training = fen(places * training_cost)
    talent_trained[0] = min(training, talent_purse[0])
    talent_purse[0] -= talent_trained[0]
    covered = talent_trained[0] / training if training > 0 else 0.0
    untrained = places * training_cost * (1.0 - covered)
    due = fen(n_residents * incubation * incubation_cost / 12.0 + untrained + monitors)
    support_paid[0] = min(due, grant_purse[0])
    grant_purse[0] -= support_paid[0]
    reach = support_paid[0] / due if due > 0 else 1.0
    incubated[0] = incubation * reach
    monitored[0] = monitoring * reach
    trained_now[0] = places * (covered + (1.0 - covered) * reach)


@rule
def share_people(
    n_communities: int,
    n_residents: Sequence[int],
    posts_wanted: Sequence[float],
    trained_now: Sequence[float],
    novices_available: float,
    pool_fading: float,
    staff_mobility: float,
    people_weight: MutableSequence[float],
    people_shared: MutableSequence[int],
    trained_pool: MutableSequence[float],
    novice_pool: MutableSequence[float],
) -> None:
    """The city's staff pool: who waits to be hired goes where posts are open, wherever in the city he was trained.

    A share of those who wait turns elsewhere every month; those trained last month and untrained newcomers join them. Of
    all of them the mobile look for work in the whole city, the others stay. Where no post was open they follow residents.
    """
    for c in range(n_communities):
        people_weight[c] = posts_wanted[c] + 0.000001 * n_residents[c]
        trained_pool[c] = trained_pool[c] * (1.0 - pool_fading) + trained_now[c]
        novice_pool[c] = novice_pool[c] * (1.0 - pool_fading) + n_residents[c] * novices_available / 120000.0
    move_people(n_communities, staff_mobility, people_weight, people_shared, trained_pool)
    move_people(n_communities, staff_mobility, people_weight, people_shared, novice_pool)


@rule
def move_people(
    n_communities: int,
    staff_mobility: float,
    people_weight: Sequence[float],
    people_shared: MutableSequence[int],
    pool: MutableSequence[float],
) -> None:
    """Divide the mobile of a pool among communities by posts wanted, in whole 2^-20, so that nobody is lost."""
    mobile = 0
    for c in range(n_communities):
        leaving = int(pool[c] * staff_mobility * ONE)
        pool[c] -= leaving / ONE
        mobile += leaving
    divide(mobile, people_weight, people_shared)
    for c in range(n_communities):
        pool[c] += people_shared[c] / ONE


@rule
def supplement_wages(
    alive: Sequence[int],
    staff: Sequence[float],
    weight: MutableSequence[float],
    supplement: MutableSequence[int],
    grant_purse: MutableSequence[int],
    talent_purse: MutableSequence[int],
    talent_supplemented: MutableSequence[int],
    wage_supplement: float,
) -> None:
    """Government adds to the pay of every post, from talent's purse and then from the grant purse, in so far as they last."""
    posts = 0.0
    for j in range(len(alive)):
        weight[j] = staff[j] * alive[j]
        posts += weight[j]
    added = divide(min(fen(posts * wage_supplement), talent_purse[0] + grant_purse[0]), weight, supplement)
    talent_supplemented[0] = min(added, talent_purse[0])
    talent_purse[0] -= talent_supplemented[0]
    grant_purse[0] -= added - talent_supplemented[0]


@rule
def raise_private_capital(
    alive: Sequence[int],
    form: Sequence[int],
    staff: Sequence[float],
    reputation: Sequence[float],
    weight: MutableSequence[float],
    gift_income: MutableSequence[int],
    matched_income: MutableSequence[int],
    grant_purse: MutableSequence[int],
    n_residents: int,
    private_capital: float,
    matching_rate: float,
    private_per_resident: float,
    matching_response: float,
) -> None:
    """Private capital goes where staff and a good name are; the grant purse matches it as far as it lasts.

    Better names draw more of it in all, and so does matching.
    """
    named, there = 0.0, 0.0
    for j in range(len(alive)):
        posts = alive[j] * (staff[j] if form[j] == REGISTERED else 0.1 * staff[j])
        weight[j] = reputation[j] * posts
        named += weight[j]
        there += posts
    drawn = private_capital * (1.0 + matching_response * matching_rate) * (named / there if there > 0.0 else 0.0)
    given = divide(fen(n_residents * private_per_resident * drawn / 12.0), weight, gift_income)
    due = min(int(given * matching_rate), grant_purse[0])
    grant_purse[0] -= divide(due, weight, matched_income)


@rule
def grant_weight(
    form: int,
    known_here: int,
    known_everywhere: int,
    effect: float,
    mean_effect: float,
    grant_to_registered: float,
    grants_by_need: float,
    monitored: float,
) -> float:
    """What an organization counts when grants are divided: by form, by its domain's known cases, by monitored effect."""
    need = 8.0 * known_here / known_everywhere if known_everywhere > 0 else 1.0
    merit = min(effect / mean_effect, 3.0) if mean_effect > 0.0 else 1.0
    size = grant_to_registered if form == REGISTERED else 1.0
    return size * (1.0 + grants_by_need * (need - 1.0)) * (1.0 + monitored * (merit - 1.0))


@rule
def turnover(
    staff_turnover: float,
    pay: float,
    reference_pay: float,
    pay_elasticity: float,
    cases_per_post: float,
    bearable_cases: float,
    burn_out: float,
) -> float:
    """Staff that leaves in a year: fewer where pay is above the reference, more where posts have more cases than bearable."""
    relative = max(pay, 0.01) / max(reference_pay, 0.01)
    excess = max(cases_per_post / max(bearable_cases, 0.000001) - 1.0, 0.0)
    return min(staff_turnover * exp(-pay_elasticity * log(relative)) * (1.0 + burn_out * excess), 1.0)


@rule
def hire(
    staff: MutableSequence[float],
    staff_wanted: Sequence[float],
    staff_staying: MutableSequence[float],
    skill: MutableSequence[float],
    supplement: Sequence[int],
    delivered: Sequence[int],
    posts_wanted: MutableSequence[float],
    trained_pool: MutableSequence[float],
    novice_pool: MutableSequence[float],
    staff_pay: float,
    staff_turnover: float,
    reference_pay: float,
    pay_elasticity: float,
    bearable_cases: float,
    burn_out: float,
    novice_skill: float,
    trained_skill: float,
) -> None:
    """Who leaves is replaced, and posts are filled, by people at hand: the trained first, to each organization its share.

    Leaving staff takes skill along, and new staff brings its own.
    """
    wanted = 0.0
    for j in range(len(staff)):
        posts = max(staff[j], 0.000001)
        pay = staff_pay + supplement[j] / 100.0 / posts
        cases = delivered[j] / posts if staff[j] >= 0.5 else 0.0
        leaves = turnover(staff_turnover, pay, reference_pay, pay_elasticity, cases, bearable_cases, burn_out) / 12.0
        staff_staying[j] = min(staff[j] * (1.0 - leaves), staff_wanted[j])
        wanted += staff_wanted[j] - staff_staying[j]
    posts_wanted[0] = wanted
    trained = min(trained_pool[0], wanted)
    novices = min(novice_pool[0], wanted - trained)
    trained_pool[0] -= trained
    novice_pool[0] -= novices
    filled = (trained + novices) / wanted if wanted > 0.0 else 0.0
    brought = (trained * trained_skill + novices * novice_skill) / max(trained + novices, 0.000001)
    for j in range(len(staff)):
        hired = filled * (staff_wanted[j] - staff_staying[j])
        staff[j] = staff_staying[j] + hired
        skill[j] += hired / max(staff[j], 0.000001) * (brought - skill[j]) if hired > 0.0 else 0.0
