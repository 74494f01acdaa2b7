"""Committees: money, paperwork first, what is left for publicity, culture, surveys and service (E11, E56, E67; 4.6)."""

from sim.parameters.levers import Levers
from sim.parameters.world import World
from sim.rules.arithmetic import fen, fixed, lost_at_half_life, lost_in_a_month
from sim.rules.rule import rule
from sim.rules.variety import told_apart
from sim.state import Community
from sim.state.words import DISTINCTIVE


@rule
def run_committee(here: Community, policy: Levers, world: World) -> None:
    """A month of a committee: wages, activities, and where its hours go.

    Tasks passed down take their share first. Publicity, culture, surveys, service, information and programmes share the rest by
    their intensities and crowd each other out where they ask for more than there is. Reach is what comes of a method:
    intensity times the hours at hand against the usual ones, no more than the money for it pays. Surveys are answered by those
    who still have patience. Under distinctive indicators a committee that was judged below the others turns to service. A
    platform and a one-stop centre save time on cases as far as they reach and are paid.

    Returns wages, activities paid, money left [fen], reach of publicity, culture and surveys, cases it can take, minutes
    carried over, the ease of work in hours, the share of activities that is paid.
    """
    due = fen(here.staff_posts * world.committees.committee_pay)
    wages = min(due, here.committee_money)
    minutes = here.staff_posts * world.committees.post_minutes * (wages / max(due, 1)) * (1.0 - here.tasks_share)
    serve = policy.methods.service * (
        1.0
        + (
            world.cases.shortfall_on_service * policy.evaluation.feedback_weight * here.shortfall
            if policy.evaluation.regime == DISTINCTIVE
            else 0.0
        )
    )
    asked = (
        world.committees.publicity_time * policy.methods.publicity
        + world.committees.culture_time * policy.methods.culture
        + world.committees.survey_time * policy.provision.survey_effort
        + world.committees.service_time * serve
    )
    asked += here.information_time + here.programme_time
    cut = 1.0 / max(asked, 1.0)
    yearly = (
        world.committees.publicity_cost * policy.methods.publicity
        + world.committees.culture_cost * policy.methods.culture
        + world.committees.survey_cost * policy.provision.survey_effort
        + here.information_cost
    )
    yearly += here.programme_cost
    cost = fen(here.n_residents * yearly / 12.0)
    activities = min(here.committee_money - wages, cost)
    at_hand = cut * minutes / max(here.n_residents * world.committees.usual_minutes, 0.000001)
    paid = activities / cost if cost > 0 else 1.0
    ease = at_hand * (activities / max(cost, 1))
    answered = policy.provision.survey_effort * ease * here.patience
    online = policy.information.platform_reach * (here.platform_covered + (1.0 - here.platform_covered) * paid)
    kept = (1.0 - world.information.time_saved_online * online) * (
        1.0 - world.programmes.one_stop_saving * policy.provision.one_stop * paid
    )
    case = max(int(world.committees.committee_case_minutes * kept), 1)
    serving = int(minutes * world.committees.service_time * serve * cut) + here.spare_committee_minutes
    left = here.committee_money - wages - activities
    reach = (policy.methods.publicity * ease, policy.methods.culture * ease, answered)
    here.committee_wages = wages
    here.committee_activities = activities
    here.committee_money = left
    here.publicity_reach = reach[0]
    here.culture_reach = reach[1]
    here.survey_reach = reach[2]
    here.committee_slots = serving // case
    here.spare_committee_minutes = serving % case
    here.committee_ease = at_hand
    here.paid_share = paid


@rule
def count_own_time(here: Community) -> None:
    """The committee's posts, and the part of them that tasks from above leave to the community's own affairs [2^-20]."""
    here.staff_time = fixed(here.staff_posts)
    here.own_time = fixed(here.staff_posts * (1.0 - here.tasks_share))


@rule
def prepare_month(here: Community, policy: Levers, world: World) -> None:
    """What the month starts from: volunteers' hours as slots, activities to join, the menu's cost, and monthly rates.

    Of the hours that volunteers gave last month and did not organize in a share goes into cases: through filed groups where
    there are any, else from neighbour to neighbour, who need less time a case where networks are strong. Brokers bring more of
    them to the groups; without the link of residents and community a part finds nobody to help. Variants filled beyond the
    first add ``variety_cost`` to the unit cost, as far as they are told apart and the provision is by menu.
    """
    linked = 1.0 - world.programmes.mutual_brokered * (1.0 - policy.triad.residents_community)
    for_cases = int((here.volunteer_minutes_given - here.organizing_minutes) * world.belonging.mutual_share * linked)
    organized = world.belonging.organized_share + (1.0 - world.belonging.organized_share) * here.gathered
    grouped = int(for_cases * organized) if here.filed_organizations > 0 else 0
    minutes = for_cases - grouped + here.spare_mutual_minutes
    case = max(
        int(world.belonging.mutual_case_minutes / (1.0 + world.foresight.network_on_help * here.network_strength)), 1
    )
    posts = (
        here.organization_staff
        / 1000.0
        / max(here.n_residents * world.organizations.organization_posts_usual, 0.000001)
    )
    extra = told_apart(world.needs, here.variants_filled) - 1.0
    known = world.help.base_knowledge + (world.help.survey_knowledge_full - world.help.base_knowledge) * min(
        here.survey_reach, 1.0
    )
    here.mutual_slots = minutes // case
    here.spare_mutual_minutes = minutes % case
    here.filed_minutes = grouped
    here.activities = 0.7 * here.culture_reach + 0.3 * min(posts, 4.0)
    here.variety_factor = 1.0 + world.help.variety_cost * policy.provision.menu_share * extra
    here.survey_knowledge = known
    here.adaptation = lost_in_a_month(world.satisfaction.adaptation_per_year)
    here.habit_learning = lost_at_half_life(world.participation.habit_half_life)
    here.experience_learning = lost_at_half_life(world.satisfaction.experience_half_life)
    here.gratitude_fading = 1.0 - lost_at_half_life(world.participation.gratitude_half_life)
