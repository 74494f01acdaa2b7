"""The same posts and money over more or fewer organizations (E51, E52; model.md 7, H15)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.rule import rule

REGISTERED = 0


@rule
def spread_organizations(
    number_factor: float,
    number_done: MutableSequence[float],
    alive: MutableSequence[int],
    form: MutableSequence[int],
    domain: MutableSequence[int],
    founded: MutableSequence[int],
    months_insolvent: MutableSequence[int],
    balance: MutableSequence[int],
    low_fees: MutableSequence[int],
    spare_minutes: MutableSequence[int],
    staff: MutableSequence[float],
    usual_income: MutableSequence[float],
    posts_built_for: MutableSequence[float],
    skill: MutableSequence[float],
    reputation: MutableSequence[float],
    effect: MutableSequence[float],
    government_share: MutableSequence[float],
    gift_share: MutableSequence[float],
) -> None:
    """Where the city wants more or fewer registered organizations the largest split in two, or the smallest merge.

    It is done once for each value of the lever, as far as there are vacant places. Posts, money and skill stay what they
    are together; one part of a whole starts with its name and its domain, and the smaller of two goes over to the larger.
    """
    if number_factor - 1.0 == number_done[0]:
        return
    n = 0
    for j in range(len(alive)):
        n += 1 if alive[j] == 1 and form[j] == REGISTERED else 0
    wanted = max(int(n * number_factor / (1.0 + number_done[0]) + 0.5), min(n, 1))
    number_done[0] = number_factor - 1.0
    for _ in range(wanted - n):
        whole, place = outstanding(alive, form, staff, 1.0, -1), vacant(alive)
        if place >= 0:
            split(
                whole,
                place,
                alive,
                form,
                domain,
                founded,
                months_insolvent,
                balance,
                low_fees,
                spare_minutes,
                staff,
                usual_income,
                posts_built_for,
                skill,
                reputation,
                effect,
                government_share,
                gift_share,
            )
    for _ in range(n - wanted):
        small = outstanding(alive, form, staff, -1.0, -1)
        merge(
            small,
            outstanding(alive, form, staff, -1.0, small),
            alive,
            form,
            domain,
            founded,
            months_insolvent,
            balance,
            low_fees,
            spare_minutes,
            staff,
            usual_income,
            posts_built_for,
            skill,
            reputation,
            effect,
            government_share,
            gift_share,
        )


@rule
def outstanding(alive: Sequence[int], form: Sequence[int], staff: Sequence[float], sign: float, but: int) -> int:
    """The registered organization of most staff, or of least where the sign is -1, but for one; the first of equals."""
    best = -1
    for j in range(len(alive)):
        if alive[j] == 1 and form[j] == REGISTERED and j != but and (best < 0 or sign * (staff[j] - staff[best]) > 0.0):
            best = j
    return best


@rule
def vacant(alive: Sequence[int]) -> int:
    """The first vacant place; -1 where there is none."""
    for j in range(len(alive)):
        if alive[j] == 0:
            return j
    return -1


@rule
def split(
    whole: int,
    place: int,
    alive: MutableSequence[int],
    form: MutableSequence[int],
    domain: MutableSequence[int],
    founded: MutableSequence[int],
    months_insolvent: MutableSequence[int],
    balance: MutableSequence[int],
    low_fees: MutableSequence[int],
    spare_minutes: MutableSequence[int],
    staff: MutableSequence[float],
    usual_income: MutableSequence[float],
    posts_built_for: MutableSequence[float],
    skill: MutableSequence[float],
    reputation: MutableSequence[float],
    effect: MutableSequence[float],
    government_share: MutableSequence[float],
    gift_share: MutableSequence[float],
) -> None:
    """Half of an organization's posts and money goes to a vacant place, with its name, domain and ways."""
    alive[place], form[place], domain[place], founded[place] = 1, REGISTERED, domain[whole], founded[whole]
    months_insolvent[place], low_fees[place], spare_minutes[place] = 0, 0, 0
    balance[place] = balance[whole] // 2
    balance[whole] -= balance[place]
    staff[whole], usual_income[whole] = 0.5 * staff[whole], 0.5 * usual_income[whole]
    posts_built_for[whole] = 0.5 * posts_built_for[whole]
    staff[place], usual_income[place], posts_built_for[place] = (
        staff[whole],
        usual_income[whole],
        posts_built_for[whole],
    )
    skill[place], reputation[place], effect[place] = skill[whole], reputation[whole], effect[whole]
    government_share[place], gift_share[place] = government_share[whole], gift_share[whole]


@rule
def merge(
    small: int,
    large: int,
    alive: MutableSequence[int],
    form: MutableSequence[int],
    domain: MutableSequence[int],
    founded: MutableSequence[int],
    months_insolvent: MutableSequence[int],
    balance: MutableSequence[int],
    low_fees: MutableSequence[int],
    spare_minutes: MutableSequence[int],
    staff: MutableSequence[float],
    usual_income: MutableSequence[float],
    posts_built_for: MutableSequence[float],
    skill: MutableSequence[float],
    reputation: MutableSequence[float],
    effect: MutableSequence[float],
    government_share: MutableSequence[float],
    gift_share: MutableSequence[float],
) -> None:
    """An organization goes over to another with posts, money and what is due to it; its place becomes vacant.

    Skill and reputation mix by posts, sources of income by income.
    """
    part = staff[small] / max(staff[small] + staff[large], 0.000001)
    paid = usual_income[small] / max(usual_income[small] + usual_income[large], 0.000001)
    skill[large] += part * (skill[small] - skill[large])
    reputation[large] += part * (reputation[small] - reputation[large])
    effect[large] += part * (effect[small] - effect[large])
    government_share[large] += paid * (government_share[small] - government_share[large])
    gift_share[large] += paid * (gift_share[small] - gift_share[large])
    balance[large] += balance[small]
    low_fees[large] += low_fees[small]
    spare_minutes[large] += spare_minutes[small]
    staff[large] += staff[small]
    usual_income[large] += usual_income[small]
    posts_built_for[large] += posts_built_for[small]
    alive[small], founded[small], months_insolvent[small] = 0, 0, 0
    balance[small], low_fees[small], spare_minutes[small] = 0, 0, 0
    staff[small], usual_income[small], posts_built_for[small] = 0.0, 0.0, 0.0
