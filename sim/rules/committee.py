"""Committees: money, paperwork first, then methods and programmes (E11, E13, E30, E47, E56, E67, E81, E82)."""

from sim.parameters.committee import Committees, Programmes
from sim.parameters.levers import Levers
from sim.parameters.membership import Membership
from sim.parameters.self_governance import Deliberation
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import approach, exp, fen, fixed, log, lost_at_half_life, lost_in_a_month
from sim.state import Community, Many, Office, Resident, ResidentDraws
from sim.state.words import CULTIVATE, INVOLVE, N_DOMAINS, N_TIERS, OPEN, PUBLICIZE, RURAL, SERVE, SOLVE, SURVEY


@rule
def pay_committee(here: Community, world: World) -> None:
    """A month of a committee's money: wages, activities, the posts that follow, and the minutes that are left to it.

    Posts get ``wage_part`` of the month's money and activities the rest, so a cut is shared; posts then follow what can be
    paid. Tasks passed down take their share of the hours first.
    """
    money = here.committee_budget - here.front_line_wages
    pay = world.committees.committee_pay * here.wage_level
    due, for_posts = fen(here.staff_posts * pay), int(money * world.committees.wage_part)
    wages = min(due, for_posts)
    afforded = min(for_posts / (100.0 * max(pay, 0.01)), posts_allowed(here, world.committees))
    yearly = (
        world.committees.publicity_cost * here.work[PUBLICIZE]
        + world.committees.culture_cost * here.work[CULTIVATE]
        + world.committees.survey_cost * here.work[SURVEY]
        + here.information_cost
    )
    yearly += here.programme_cost
    cost = fen(here.n_residents * yearly * here.cost_level / 12.0)
    activities = min(money - wages, int(cost * world.committees.activities_most))
    here.free_minutes = (
        here.staff_posts * world.committees.post_minutes * (wages / max(due, 1)) * (1.0 - here.tasks_share)
    )
    here.staff_posts = approach(here.staff_posts, target=afforded, share=world.committees.posts_speed)
    here.committee_wages = wages
    here.committee_activities = activities
    here.committee_money = here.committee_money - wages - activities
    here.paid_share = activities / cost if cost > 0 else 1.0


@rule
def run_committee(here: Community, policy: Levers, world: World) -> None:
    """Where a committee's free hours go, and what comes of it with the money that there is.

    Publicity, culture, surveys, service, information and programmes divide them as the committee decided. Surveys are
    answered by those who still have patience, and more money than usual asks nobody once more. A platform and a one-stop
    centre save time on cases as far as they reach and are paid; variety takes time as it takes departments' money.
    """
    asked = (
        world.committees.publicity_time * here.work[PUBLICIZE]
        + world.committees.culture_time * here.work[CULTIVATE]
        + world.committees.survey_time * here.work[SURVEY]
        + world.committees.service_time * here.work[SERVE]
    )
    asked += here.information_time + here.programme_time
    cut = 1.0 / asked if asked > 0.0 else 0.0
    at_hand = cut * here.free_minutes / max(here.n_residents * world.committees.usual_minutes, 0.000001)
    reach = together(at_hand, here.paid_share)
    online = policy.information.platform_reach * platform_paid(here)
    kept = (1.0 - world.information.time_saved_online * online) * (
        1.0 - world.programmes.one_stop_saving * min(policy.provision.one_stop * reach, 1.0)
    )
    case = max(int(world.committees.committee_case_minutes * kept * here.variety_factor), 1)
    serving = int(here.free_minutes * world.committees.service_time * here.work[SERVE] * cut)
    serving += here.spare_committee_minutes
    here.publicity_reach = here.work[PUBLICIZE] * reach
    here.culture_reach = here.work[CULTIVATE] * reach
    here.survey_reach = here.work[SURVEY] * min(reach, 1.0) * here.patience
    here.committee_slots = serving // case
    here.spare_committee_minutes = serving % case
    here.committee_ease = at_hand
    here.committee_reach = reach


@rule
def platform_paid(here: Community) -> float:
    """The part of a platform that is paid for: by its own share of the budget, and by the committee's activities."""
    return here.platform_covered + (1.0 - here.platform_covered) * min(here.paid_share, 1.0)


@rule
def posts_allowed(here: Community, how: Committees) -> float:
    """Posts beyond which a committee does not hire."""
    return how.posts_most * here.n_residents / 10000.0


@rule
def together(hours: float, money: float) -> float:
    """What hours and money do together, 1 with the usual of both: their harmonic mean, as neither does anything alone."""
    return 2.0 * hours * money / max(hours + money, 0.000001)


@rule
def count_own_time(here: Community) -> None:
    """The committee's posts, and the part of them that tasks from above leave to the community's own affairs [2^-20]."""
    here.staff_time = fixed(here.staff_posts)
    here.own_time = fixed(here.staff_posts * (1.0 - here.tasks_share))


@rule
def prepare_month(here: Community, policy: Levers, world: World) -> None:
    """What the month starts from: volunteers' hours as slots, activities to join, and monthly rates.

    Of the hours that residents helped neighbours last month a share goes into cases; without the link of residents and
    community a part finds nobody to help. So does a share of volunteers' hours that did not go into organizing, more where
    brokers bring them together with those in need: through filed groups where there are any, else from neighbour to neighbour,
    who need less time a case where networks are strong.
    """
    linked = 1.0 - world.programmes.mutual_brokered * (1.0 - policy.triad.residents_community)
    brought = world.belonging.organized_share + (1.0 - world.belonging.organized_share) * here.gathered
    organized = int((here.volunteer_minutes_given - here.organizing_minutes) * brought)
    grouped = organized if here.filed_organizations > 0 else 0
    near = int(here.helping_minutes_given * world.belonging.mutual_share * linked)
    minutes = near + organized - grouped + here.spare_mutual_minutes
    case = max(
        int(world.belonging.mutual_case_minutes / (1.0 + world.foresight.network_on_help * here.network_strength)), 1
    )
    here.mutual_slots = minutes // case
    here.spare_mutual_minutes = minutes % case
    here.filed_minutes = grouped
    here.activities = here.culture_reach
    here.survey_knowledge = world.help.base_knowledge + (
        world.help.survey_knowledge_full - world.help.base_knowledge
    ) * min(here.survey_reach, 1.0)
    here.adaptation = lost_in_a_month(world.satisfaction.adaptation_per_year)
    here.habit_learning = lost_at_half_life(world.participation.habit_half_life)
    here.experience_learning = lost_at_half_life(world.satisfaction.experience_half_life)
    here.gratitude_fading = 1.0 - lost_at_half_life(world.participation.gratitude_half_life)


@rule
def keep_patience(here: Community, how: Committees) -> None:
    """The share of residents who still answer a survey: it fades towards 1 / (1 + fatigue x surveys), and comes back.

    The first month (patience 0) begins with the patience that its surveys lead to.
    """
    left = 1.0 / (1.0 + how.survey_fatigue * here.work[SURVEY])
    here.patience = (
        left
        if here.patience <= 0.0
        else approach(here.patience, target=left, share=lost_at_half_life(how.patience_half_life))
    )


@rule
def plan_programmes(
    here: Community, policy: Levers, deliberation: Deliberation, membership: Membership, how: Programmes
) -> None:
    """What the programmes ask of a committee: a share of its usual hours, and yuan per resident and year.

    Only rural committees are taken on visits. Deciding in meetings of residents is a programme too, and so is recognition of
    volunteers' hours.
    """
    learning = policy.learning.transfer if here.kind == RURAL else 0.0
    hours = how.one_stop_time * policy.provision.one_stop + how.solving_time * here.work[SOLVE]
    hours += (
        how.involvement_time * here.work[INVOLVE]
        + how.transfer_time * learning
        + deliberation.deliberation_time * policy.autonomy.decided_here
    )
    volunteers = here.registered_volunteers / max(here.n_residents, 1)
    money = how.one_stop_cost * policy.provision.one_stop + how.solving_cost * here.work[SOLVE]
    money += how.involvement_cost * here.work[INVOLVE] + how.transfer_cost * learning
    money += membership.recognition_cost * policy.methods.recognition * volunteers
    here.programme_time = hours
    here.programme_cost = money + deliberation.deliberation_cost * policy.autonomy.decided_here


@rule
def carry_out(here: Community, policy: Levers, world: World) -> None:
    """What comes of them, as far as there are hours and money."""
    reach = here.committee_reach
    involved = here.work[INVOLVE] * reach
    here.recognized = min(policy.methods.recognition * reach, 1.0)
    here.one_stop_open = min(policy.provision.one_stop * reach, 1.0)
    here.solving_reach = here.work[SOLVE] * reach
    here.brokered = search(here, involved, world)
    here.gathered = min(world.programmes.broker_on_volunteers * involved, 1.0)


@rule
def search(here: Community, involved: float, world: World) -> float:
    """The share of help that would not fit for which brokers find an organization that does, among those that lend places here.

    Brokers know who has places in a domain. In the hours that they have they ask one more organization for a case, and another,
    as long as there are any; each adapts to the wish as organizations do by themselves. The case changes places with one that
    any of them fits. Last month tells how much help would not have fitted without brokers, and how many places there were.
    """
    unfit, places = 0, 0
    for d in range(N_DOMAINS):
        unfit += here.mismatched[d]
        for tier in range(OPEN):
            places += here.borrowed[N_TIERS * d + tier]
    minutes = here.n_residents * world.committees.usual_minutes * world.programmes.involvement_time * involved
    asked = minutes / world.programmes.search_minutes * (1.0 - here.brokered) / max(unfit, 1)
    others = max(1.0 * places / N_DOMAINS - 1.0, 0.0)
    return 1.0 - exp(min(asked, others) * log(1.0 - world.help.organization_fit))


@rule
def practise(here: Community, how: Programmes) -> None:
    """The chance that public help fails for want of practice: one's own, and what is new and was made for other people.

    New practice fails the more, the less is known of one's own residents, until it has become one's own.
    """
    lacking = max(1.0 - how.practice[here.kind] - here.practice_gained, 0.0)
    foreign = how.transfer_misfit * here.practice_new * (1.0 - here.survey_knowledge)
    here.practice_new *= 1.0 - how.practice_settles
    here.practice_lacking = min(lacking + foreign, 1.0)


@rule
def avert(me: Resident, here: Community, u: ResidentDraws) -> None:
    """Whether a new case stands, its domain, whether it is complex; zeros where the need is spared or its causes are solved."""
    arises = me.spared == 0 and u.averted >= here.solved_causes[me.case_domain - 1]
    me.is_new = arises
    me.case_domain = me.case_domain if arises else 0
    me.case_complex = me.case_complex if arises else 0


@rule
def solve_causes(communities: Many[Community], offices: Many[Office], how: Programmes) -> None:
    """A problem solved well is solved for neighbours too: causes solved by domain here, and a little in the whole district.

    A community gains by its reach and by the cases that it resolved in the domain. Of the mean gain of the district's other
    communities it gets ``solution_spill``. Solutions fade, and never solve more than ``solving_limit`` of the causes.
    """
    for o in range(len(offices)):
        offices[o].district_places = 0
        for d in range(N_DOMAINS):
            offices[o].district_gain[d] = 0.0
    for c in range(len(communities)):
        if len(offices) > 0:
            offices[communities[c].district].district_places += 1
        for d in range(N_DOMAINS):
            solved = 1000.0 * communities[c].resolved[d] / max(communities[c].n_residents, 1)
            communities[c].solved_gain[d] = min(how.solving_effect * communities[c].solving_reach * solved, 1.0)
            if len(offices) > 0:
                offices[communities[c].district].district_gain[d] += communities[c].solved_gain[d]
    for c in range(len(communities)):
        for d in range(N_DOMAINS):
            gain = communities[c].solved_gain[d]
            if len(offices) > 0 and offices[communities[c].district].district_places > 1:
                others = offices[communities[c].district].district_gain[d] - gain
                gain += how.solution_spill * max(others, 0.0) / (offices[communities[c].district].district_places - 1)
            kept = communities[c].solved_causes[d] * (1.0 - how.solution_fading)
            communities[c].solved_causes[d] = kept + min(gain, 1.0) * max(how.solving_limit - kept, 0.0)
