"""Committees: money, paperwork first, what is left for publicity, culture, surveys and service (E11, E56, E67; 4.6)."""

from sim.rules.arithmetic import fen, fixed, lost_at_half_life, lost_in_a_month
from sim.rules.rule import rule


@rule
def run_committee(
    committee_money: int,
    staff_posts: float,
    n_residents: int,
    spare_committee_minutes: int,
    tasks_share: float,
    publicity: float,
    culture: float,
    survey_effort: float,
    service: float,
    regime: float,
    feedback_weight: float,
    shortfall: float,
    shortfall_on_service: float,
    committee_pay: float,
    post_minutes: float,
    usual_minutes: float,
    publicity_time: float,
    culture_time: float,
    survey_time: float,
    service_time: float,
    publicity_cost: float,
    culture_cost: float,
    survey_cost: float,
    patience: float,
    committee_case_minutes: float,
    information_time: float,
    information_cost: float,
    platform_reach: float,
    time_saved_online: float,
    platform_covered: float,
    programme_time: float,
    programme_cost: float,
    one_stop: float,
    one_stop_saving: float,
) -> tuple[int, int, int, float, float, float, int, int, float, float]:
    """A month of a committee: wages, activities, and where its hours go.

    Tasks passed down take their share first. Publicity, culture, surveys, service, information and programmes share the rest by
    their intensities and crowd each other out where they ask for more than there is. Reach is what comes of a method:
    intensity times the hours at hand against the usual ones, no more than the money for it pays. Surveys are answered by those
    who still have patience. Under distinctive indicators a committee that was judged below the others turns to service. A
    platform and a one-stop centre save time on cases as far as they reach and are paid.

    Returns wages, activities paid, money left [fen], reach of publicity, culture and surveys, cases it can take, minutes
    carried over, the ease of work in hours, the share of activities that is paid.
    """
    due = fen(staff_posts * committee_pay)
    wages = min(due, committee_money)
    minutes = staff_posts * post_minutes * (wages / max(due, 1)) * (1.0 - tasks_share)
    serve = service * (1.0 + (shortfall_on_service * feedback_weight * shortfall if regime == 2.0 else 0.0))
    asked = publicity_time * publicity + culture_time * culture + survey_time * survey_effort + service_time * serve
    asked += information_time + programme_time
    cut = 1.0 / max(asked, 1.0)
    yearly = publicity_cost * publicity + culture_cost * culture + survey_cost * survey_effort + information_cost
    yearly += programme_cost
    cost = fen(n_residents * yearly / 12.0)
    activities = min(committee_money - wages, cost)
    at_hand = cut * minutes / max(n_residents * usual_minutes, 0.000001)
    paid = activities / cost if cost > 0 else 1.0
    ease = at_hand * (activities / max(cost, 1))
    answered = survey_effort * ease * patience
    online = platform_reach * (platform_covered + (1.0 - platform_covered) * paid)
    kept = (1.0 - time_saved_online * online) * (1.0 - one_stop_saving * one_stop * paid)
    case = max(int(committee_case_minutes * kept), 1)
    serving = int(minutes * service_time * serve * cut) + spare_committee_minutes
    left = committee_money - wages - activities
    reach = (publicity * ease, culture * ease, answered)
    return wages, activities, left, reach[0], reach[1], reach[2], serving // case, serving % case, at_hand, paid


@rule
def count_own_time(staff_posts: float, tasks_share: float) -> tuple[int, int]:
    """The committee's posts, and the part of them that tasks from above leave to the community's own affairs [2^-20]."""
    return fixed(staff_posts), fixed(staff_posts * (1.0 - tasks_share))


@rule
def prepare_month(
    volunteer_minutes_given: int,
    organizing_minutes: int,
    spare_mutual_minutes: int,
    filed_organizations: int,
    mutual_share: float,
    organized_share: float,
    gathered: float,
    residents_community: float,
    mutual_brokered: float,
    mutual_case_minutes: float,
    network_strength: float,
    network_on_help: float,
    culture_reach: float,
    organization_staff: int,
    n_residents: int,
    organization_posts_usual: float,
    menu_share: float,
    variants_filled: int,
    survey_reach: float,
    taste_heterogeneity: float,
    variants_wanted: float,
    variety_cost: float,
    survey_knowledge_full: float,
    base_knowledge: float,
    adaptation_per_year: float,
    habit_half_life: float,
    experience_half_life: float,
    gratitude_half_life: float,
) -> tuple[int, int, int, float, float, float, float, float, float, float]:
    """What the month starts from: volunteers' hours as slots, activities to join, the menu's cost, and monthly rates.

    Of the hours that volunteers gave last month and did not organize in a share goes into cases: through filed groups where
    there are any, else from neighbour to neighbour, who need less time a case where networks are strong. Brokers bring more of
    them to the groups; without the link of residents and community a part finds nobody to help. Each variant filled beyond the
    first adds ``variety_cost`` to the unit cost, as far as it is wanted and the provision is by menu.
    """
    linked = 1.0 - mutual_brokered * (1.0 - residents_community)
    for_cases = int((volunteer_minutes_given - organizing_minutes) * mutual_share * linked)
    organized = organized_share + (1.0 - organized_share) * gathered
    grouped = int(for_cases * organized) if filed_organizations > 0 else 0
    minutes = for_cases - grouped + spare_mutual_minutes
    case = max(int(mutual_case_minutes / (1.0 + network_on_help * network_strength)), 1)
    posts = organization_staff / 1000.0 / max(n_residents * organization_posts_usual, 0.000001)
    wanted = variants_wanted if taste_heterogeneity > 0.0 else 1.0
    extra = max(min(variants_filled, wanted) - 1.0, 0.0)
    known = base_knowledge + (survey_knowledge_full - base_knowledge) * min(survey_reach, 1.0)
    return (
        minutes // case,
        minutes % case,
        grouped,
        0.7 * culture_reach + 0.3 * min(posts, 4.0),
        1.0 + variety_cost * menu_share * extra,
        known,
        lost_in_a_month(adaptation_per_year),
        lost_at_half_life(habit_half_life),
        lost_at_half_life(experience_half_life),
        1.0 - lost_at_half_life(gratitude_half_life),
    )
