"""Counts of residents by group, the spread of satisfaction, and what offices see (E39, E65, E74)."""

from collections.abc import MutableSequence, Sequence

from sim.parameters.market import Market
from sim.parameters.networks import Members
from sim.parameters.participation import Organizers, Ways
from sim.rules import rule
from sim.rules.arithmetic import ONE, approach, fixed
from sim.rules.market import payer_part
from sim.rules.networks import minutes_of_visits
from sim.rules.packing import pack_counts, pack_lacks, unpack_counts, unpack_lacks
from sim.state import City, Community, Many, Office, Resident
from sim.state.words import (
    ACTIVE_RESIDENTS,
    ADULT,
    ADULTS,
    AGE_30_49,
    AGE_80_PLUS,
    AGE_CELLS,
    ASKED_HERE,
    ASSOCIATION_PERSON,
    ASSOCIATION_PERSONS,
    ATTENDANTS_HERE,
    BELIEVER,
    BELIEVERS,
    BELONGING_SUM,
    BINS,
    CASES_ARRIVED,
    CASES_HELD,
    CASES_MISMATCHED,
    CASES_RESOLVED,
    CASES_WAITED,
    CASES_WITHDRAWN,
    CELLS,
    FINE_CELLS,
    FIRST_DEPARTMENT,
    HELPERS_HERE,
    MISMATCHED,
    MONTHS_OPEN,
    MONTHS_TOLD,
    N_CASE_FACTS,
    N_DOMAINS,
    N_STAGES,
    N_STATE_FACTS,
    N_TYPES,
    OLD,
    PERSONS,
    REGISTERED_VOLUNTEERS,
    RESOLVED,
    SATISFACTION_SUM,
    SETTLED,
    STANDING_HELD,
    STREET_OFFICE,
    TRUST_SUM,
    VOLUNTEERS_HERE,
    WAITING,
    WITHDRAWN,
)

ADULT_CELLS, OLD_CELLS = AGE_CELLS, 3 * AGE_CELLS
"""The first cell of residents of 15 or older, and of 60 or older."""
ACTS, WAYS, BEARS, LACKS, SATISFIED, TRUSTING, BELONGED = range(7)
N_WORDS = 7
"""Words that a resident adds to a cell; the first four hold several numbers."""


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


@rule
def cell_of(*, age_group: int, registered: int, stage: int) -> int:
    """The cell of a resident: 0-14, 15-29, 30-59, 60-79, 80+ as 0 to 4; by registration, by stage."""
    return AGE_CELLS * age_class(age_group) + N_STAGES * registered + stage


@rule
def age_class(age_group: int) -> int:
    """The age class of an age group: 0-14, 15-29, 30-59, 60-79, 80+ as 0 to 4."""
    return (age_group >= ADULT) + (age_group >= AGE_30_49) + (age_group >= OLD) + (age_group >= AGE_80_PLUS)


@rule
def own_cell(residents: Many[Resident], i: int) -> int:
    """The cell of the resident at a place."""
    return cell_of(age_group=residents[i].age_group, registered=residents[i].registered, stage=residents[i].stage)


@rule
def book_group_cases(residents: Many[Resident], here: Community, month: int) -> None:
    """Count the month's cases by cell: new, resolved, mismatched, withdrawn, and months that the resolved ones had waited."""
    holders = residents.column(Resident.holders)

    for k in range(len(here.group_cases)):
        here.group_cases[k] = 0
    for place in range(here.n_holders):
        i = holders[place]
        at = N_CASE_FACTS * own_cell(residents, i)
        end = residents[i].case_end if residents[i].case_domain > 0 else WAITING
        here.group_cases[at + CASES_ARRIVED] += residents[i].case_domain > 0 and residents[i].is_new > 0
        here.group_cases[at + CASES_RESOLVED] += end == RESOLVED
        here.group_cases[at + CASES_MISMATCHED] += end == MISMATCHED or end == SETTLED
        here.group_cases[at + CASES_WITHDRAWN] += end == WITHDRAWN or end == SETTLED
        here.group_cases[at + CASES_WAITED] += (end == RESOLVED) * (month - residents[i].case_opened)


@rule
def sum_up(me: Resident, month: int) -> None:
    """A resident as books count it: the fine cell, its seven words, and the bin of satisfaction.

    Four words hold several numbers: one person, taking part, volunteering; asked, helping, attending; believing a rumour, with
    a case, registered as a volunteer; with a standing case, months that the case has been open. Three are satisfaction, trust
    and belonging.
    """
    waits = 1 if me.case_domain > 0 else 0
    me.fine_cell = AGE_CELLS * me.age_group + N_STAGES * me.registered + me.stage
    me.acts = pack_counts(1, second=me.takes_part, third=me.volunteers)
    me.ways = pack_counts(me.asked, second=me.helps, third=me.attends)
    me.bears = pack_counts(1 if me.rumour == BELIEVER else 0, second=waits, third=me.registered_volunteer)
    me.lacks = pack_lacks(standing=1 if me.standing_domain > 0 else 0, months=waits * (month - me.case_opened))
    me.satisfied = fixed(me.satisfaction)
    me.trusting = fixed(me.trust)
    me.belonged = fixed(me.belonging)
    me.bin_of = min(int(me.satisfaction * BINS), BINS - 1)


@rule
def count_groups(residents: Many[Resident], here: Community, how: Market) -> None:
    """Count residents by cell as they are at the month's end, with the facts of ``STATE_FACTS``, and who could pay a fee.

    Adding to memory is what takes time, so each resident adds seven words. They are added up by age group first: all in such a
    fine cell have one chance to be able to pay. The facts are unpacked once a cell, from the last cell on, since they need more
    room than the words.
    """
    for k in range(N_WORDS * FINE_CELLS):
        here.group_states[k] = 0
    for i in range(len(residents)):
        at = N_WORDS * residents[i].fine_cell
        here.group_states[at + ACTS] += residents[i].acts
        here.group_states[at + WAYS] += residents[i].ways
        here.group_states[at + BEARS] += residents[i].bears
        here.group_states[at + LACKS] += residents[i].lacks
        here.group_states[at + SATISFIED] += residents[i].satisfied
        here.group_states[at + TRUSTING] += residents[i].trusting
        here.group_states[at + BELONGED] += residents[i].belonged
    here.payers = 0
    for cell in range(CELLS):
        here.group_payers[cell] = 0
    for fine in range(FINE_CELLS):
        join_cells(here, how, fine)
    for back in range(CELLS):
        spread_facts(here, CELLS - 1 - back)


@rule
def join_cells(here: Community, how: Market, fine: int) -> None:
    """Add a fine cell's words, and who of it could pay, to its cell, which stands no later in the same list."""
    age_group, place = fine // AGE_CELLS, fine % AGE_CELLS
    cell = AGE_CELLS * age_class(age_group) + place
    begins = age_group == 0 or age_class(age_group - 1) < age_class(age_group)
    persons, _, _ = unpack_counts(here.group_states[N_WORDS * fine + ACTS])
    payers = persons * payer_part(how, age_group, registered=place // N_STAGES)
    here.payers += payers
    here.group_payers[cell] += payers
    for word in range(N_WORDS):
        before = 0 if begins else here.group_states[N_WORDS * cell + word]
        here.group_states[N_WORDS * cell + word] = before + here.group_states[N_WORDS * fine + word]


@rule
def spread_facts(here: Community, cell: int) -> None:
    """The facts of a cell from its seven words."""
    at, to = N_WORDS * cell, N_STATE_FACTS * cell
    persons, active, volunteers = unpack_counts(here.group_states[at + ACTS])
    asked, helpers, attendants = unpack_counts(here.group_states[at + WAYS])
    believers, cases, registered = unpack_counts(here.group_states[at + BEARS])
    standing, months = unpack_lacks(here.group_states[at + LACKS])
    satisfied, trusting = here.group_states[at + SATISFIED], here.group_states[at + TRUSTING]
    belonged = here.group_states[at + BELONGED]
    here.group_states[to + PERSONS] = persons
    here.group_states[to + ADULTS] = persons if cell >= ADULT_CELLS else 0
    here.group_states[to + ACTIVE_RESIDENTS] = active
    here.group_states[to + VOLUNTEERS_HERE] = volunteers
    here.group_states[to + BELIEVERS] = believers
    here.group_states[to + CASES_HELD] = cases
    here.group_states[to + MONTHS_OPEN] = months
    here.group_states[to + SATISFACTION_SUM] = satisfied
    here.group_states[to + TRUST_SUM] = trusting
    here.group_states[to + BELONGING_SUM] = belonged
    here.group_states[to + REGISTERED_VOLUNTEERS] = registered
    here.group_states[to + ASSOCIATION_PERSONS] = persons if cell % N_STAGES == ASSOCIATION_PERSON else 0
    here.group_states[to + STANDING_HELD] = standing
    here.group_states[to + ASKED_HERE] = asked
    here.group_states[to + HELPERS_HERE] = helpers
    here.group_states[to + ATTENDANTS_HERE] = attendants


@rule
def add_up_cells(here: Community) -> None:
    """The community's own totals, in the order of ``STATE_FACTS``; then residents of 60 or older, all and active."""
    here.persons = over_cells(here, PERSONS, first=0)
    here.adults = over_cells(here, ADULTS, first=0)
    here.active_residents = over_cells(here, ACTIVE_RESIDENTS, first=0)
    here.volunteers_here = over_cells(here, VOLUNTEERS_HERE, first=0)
    here.believers = over_cells(here, BELIEVERS, first=0)
    here.cases_held = over_cells(here, CASES_HELD, first=0)
    here.months_open = over_cells(here, MONTHS_OPEN, first=0)
    here.satisfaction_sum = over_cells(here, SATISFACTION_SUM, first=0)
    here.trust_sum = over_cells(here, TRUST_SUM, first=0)
    here.belonging_sum = over_cells(here, BELONGING_SUM, first=0)
    here.registered_volunteers = over_cells(here, REGISTERED_VOLUNTEERS, first=0)
    here.association_persons = over_cells(here, ASSOCIATION_PERSONS, first=0)
    here.standing_held = over_cells(here, STANDING_HELD, first=0)
    here.asked_here = over_cells(here, ASKED_HERE, first=0)
    here.helpers_here = over_cells(here, HELPERS_HERE, first=0)
    here.attendants_here = over_cells(here, ATTENDANTS_HERE, first=0)
    here.elders = over_cells(here, PERSONS, first=OLD_CELLS)
    here.active_elders = over_cells(here, ACTIVE_RESIDENTS, first=OLD_CELLS)


@rule
def over_cells(here: Community, fact: int, *, first: int) -> int:
    """A fact of ``STATE_FACTS`` over the cells from the first on."""
    total = 0
    for cell in range(first, CELLS):
        total += here.group_states[N_STATE_FACTS * cell + fact]
    return total


@rule
def add_up_groups(communities: Many[Community], city: City) -> None:
    """Add up the cells of communities for the city and for each of the four types."""
    add_up(communities, len(communities), communities.column(Community.group_cases), city.place_cases)
    add_up(communities, len(communities), communities.column(Community.group_states), city.place_states)
    add_up(communities, len(communities), communities.column(Community.group_fees), city.place_fees)


@rule
def add_up(
    communities: Many[Community], n_communities: int, counts: Sequence[int], totals: MutableSequence[int]
) -> None:
    """Totals of the city first, then of each type; as many numbers each as a community has."""
    width = len(totals) // (1 + N_TYPES)
    for k in range(len(totals)):
        totals[k] = 0
    for c in range(n_communities):
        of_type = (communities[c].kind + 1) * width
        for k in range(width):
            totals[k] += counts[c * width + k]
            totals[of_type + k] += counts[c * width + k]
