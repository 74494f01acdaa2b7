"""What government does for social organizations beside giving grants, and who can be hired (E50-E52, E63, E79; 4.5)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import exp, fen, log
from sim.rules.division import divide
from sim.rules.rule import rule

REGISTERED = 0


@rule
def build_capacity(
    n_residents: int,
    grant_purse: MutableSequence[int],
    support_paid: MutableSequence[int],
    incubated: MutableSequence[float],
    monitored: MutableSequence[float],
    trained_pool: MutableSequence[float],
    novice_pool: MutableSequence[float],
    incubation: float,
    training_places: float,
    monitoring: float,
    incubation_cost: float,
    training_cost: float,
    monitoring_cost: float,
    novices_available: float,
    pool_fading: float,
) -> None:
    """Incubation, training places and monitoring are paid from the grant purse first, in so far as it lasts.

    Who was trained, and who would work without training, waits to be hired; a share of them turns elsewhere every month.
    """
    places = n_residents * training_places / 120000.0
    monitors = min(monitoring * monitoring_cost, 1.0) * grant_purse[0] / 100.0
    due = fen(n_residents * incubation * incubation_cost / 12.0 + places * training_cost + monitors)
    support_paid[0] = min(due, grant_purse[0])
    grant_purse[0] -= support_paid[0]
    reach = support_paid[0] / due if due > 0 else 1.0
    incubated[0] = incubation * reach
    monitored[0] = monitoring * reach
    trained_pool[0] = trained_pool[0] * (1.0 - pool_fading) + places * reach
    novice_pool[0] = novice_pool[0] * (1.0 - pool_fading) + n_residents * novices_available / 120000.0


@rule
def supplement_wages(
    alive: Sequence[int],
    staff: Sequence[float],
    weight: MutableSequence[float],
    supplement: MutableSequence[int],
    grant_purse: MutableSequence[int],
    wage_supplement: float,
) -> None:
    """Government adds to the pay of every post, in so far as the grant purse lasts."""
    posts = 0.0
    for j in range(len(alive)):
        weight[j] = staff[j] * alive[j]
        posts += weight[j]
    grant_purse[0] -= divide(min(fen(posts * wage_supplement), grant_purse[0]), weight, supplement)


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

    Matching draws more of it.
    """
    for j in range(len(alive)):
        posts = staff[j] if form[j] == REGISTERED else 0.1 * staff[j]
        weight[j] = alive[j] * reputation[j] * posts
    drawn = private_capital * (1.0 + matching_response * matching_rate)
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
