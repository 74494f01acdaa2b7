"""What is observed of a month: counts of residents, the spread of satisfaction, what offices see."""

from collections.abc import Sequence

from sim.rules.arithmetic import ONE, approach
from sim.rules.members import Members, minutes_of_visits
from sim.rules.organizers import Organizers
from sim.rules.participation_channels import Ways
from sim.rules.rule import rule
from sim.state import City, Community, Many, Office, Resident
from sim.state.words import BINS, FIRST_DEPARTMENT, MONTHS_TOLD, N_DOMAINS, STREET_OFFICE


@rule
def count_resident(me: Resident, here: Community, ways: Ways, how: Organizers, members: Members) -> None:
    """What the community's books take from a resident beside the counts by group.

    Minutes of help to neighbours and of volunteering, whether an organizer, the minutes that went into organizing, whether a
    case is open in the book of reports, whether a party member, minutes of visits and meetings.
    """
    reported = 1 if me.case_domain > 0 and me.case_found > 0 else 0
    here.helping_minutes_given += int(me.helps * 60.0 * ways.helping_hours * me.effort)
    here.volunteer_minutes_given += me.volunteer_minutes
    here.organizers += me.organizes
    here.organizing_minutes += int(me.organizes * how.organizing_share * me.volunteer_minutes)
    here.known_open += reported
    here.party_members += me.party_member
    here.visiting_minutes += int(minutes_of_visits(me, here, members))


@rule
def spread_of_satisfaction(residents: Many[Resident], here: Community) -> None:
    """The community's histogram of satisfaction in bins of (0, 1), what follows from it, and how long solutions took."""
    for b in range(BINS):
        here.histogram[b] = 0
    for i in range(len(residents)):
        here.histogram[residents[i].bin_of] += 1
    here.gini = gini_of(here.histogram)
    here.worst_decile = worst_decile_of(here.histogram)
    here.median_months = median_of(here.solved_after)


@rule
def gini_of(histogram: Sequence[int]) -> float:
    """Gini coefficient of values at the middle of their bins: sum of (2 rank - n) value over n sum of values; 0 of nobody."""
    below, values, ranked = 0, 0.0, 0.0
    for b in range(BINS):
        value = (b + 0.5) / BINS
        values += histogram[b] * value
        ranked += histogram[b] * value * (2 * below + histogram[b])
        below += histogram[b]
    return ranked / (below * values) - 1.0 if below > 0 else 0.0


@rule
def worst_decile_of(histogram: Sequence[int]) -> float:
    """Mean of the lowest tenth of all values, a bin counted in part where the tenth ends inside it; 0 of nobody."""
    everyone = 0
    for b in range(BINS):
        everyone += histogram[b]
    wanted = 0.1 * everyone
    left, total, b = wanted, 0.0, 0
    while left > 0.0:
        taken = min(left, histogram[b] * 1.0)
        total += taken * (b + 0.5) / BINS
        left -= taken
        b += 1
    return total / wanted if everyone > 0 else 0.0


@rule
def median_of(counts: Sequence[int]) -> float:
    """The median of whole numbers by how many there are of each, even within a number's own unit; 0 of none."""
    there, below = 0, 0
    for k in range(MONTHS_TOLD):
        there += counts[k]
    for k in range(MONTHS_TOLD):
        if 2 * (below + counts[k]) >= there > 0:
            return max(k - 0.5 + (0.5 * there - below) / counts[k], 0.0)
        below += counts[k]
    return 0.0


@rule
def report_upward(communities: Many[Community], offices: Many[Office], city: City) -> None:
    """Districts see known cases and residents, departments those of the entitled by domain, streets organizations."""
    for b in range(BINS):
        city.overall_histogram[b] = 0
    for k in range(MONTHS_TOLD):
        city.overall_solved_after[k] = 0
    for o in range(len(offices)):
        offices[o].cases_seen = offices[o].out_of = 0
        offices[o].standing_seen = 0.0
    for c in range(len(communities)):
        for b in range(BINS):
            city.overall_histogram[b] += communities[c].histogram[b]
        for k in range(MONTHS_TOLD):
            city.overall_solved_after[k] += communities[c].solved_after[k]
        see(communities, offices, c)
    for o in range(len(offices)):
        if offices[o].role == STREET_OFFICE:
            offices[o].standing_seen = (
                offices[o].standing_seen / (ONE * offices[o].out_of) if offices[o].out_of > 0 else 0.5
            )
    city.overall_gini = gini_of(city.overall_histogram)
    city.overall_worst_decile = worst_decile_of(city.overall_histogram)
    city.overall_median_months = median_of(city.overall_solved_after)


@rule
def see(communities: Many[Community], offices: Many[Office], c: int) -> None:
    """Add one community to what the offices above it see; a district goes by a mean over about a year."""
    if len(offices) == 0:
        return
    cases, claimed = 0, 0
    for d in range(N_DOMAINS):
        cases += communities[c].known_cases[d]
        claimed += communities[c].claimed_cases[d]
    for d in range(N_DOMAINS):
        offices[FIRST_DEPARTMENT + d].cases_seen += communities[c].claimed_cases[d]
        offices[FIRST_DEPARTMENT + d].out_of += claimed
    communities[c].need_seen = approach(communities[c].need_seen, target=cases, share=1.0 / 12.0)
    offices[communities[c].district].cases_seen += int(communities[c].need_seen + 0.5)
    offices[communities[c].district].out_of += communities[c].n_residents
    offices[communities[c].street].standing_seen += communities[c].standing * 1.0
    offices[communities[c].street].out_of += communities[c].n_organizations
