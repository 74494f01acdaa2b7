"""What is known of the city as a whole: finance's money, the books, residents by group."""

from sim.state.record import Record, real, whole, wholes
from sim.state.words import (
    ACCOUNTS,
    BINS,
    CELLS,
    FLOWS,
    MONTHS_TOLD,
    N_CASE_FACTS,
    N_PURSES,
    N_STATE_FACTS,
    N_TYPES,
    ORGANIZATION_FLOWS,
    USE_FLOWS,
    WORKS_FLOWS,
)


class City(Record):
    """What is known of the city as a whole: finance's money, the books, residents by group."""

    table = "city"
    one_of_a_kind = True

    reserve = whole("money held by finance", "fen")
    revenue = whole("revenue that finance drew this month", "fen")

    held = wholes(len(ACCOUNTS), "what each account holds, in fen, cases or residents: words.ACCOUNTS")
    expected = wholes(len(ACCOUNTS), "what each account should hold, in fen, cases or residents: words.ACCOUNTS")
    flow = wholes(len(FLOWS), "the month's money by kind: words.FLOWS", "fen")
    overdrawn = wholes(N_PURSES, "what is missing in the most overdrawn purse of each kind: words.PURSES", "fen")
    organization_flow = wholes(
        len(ORGANIZATION_FLOWS), "the month's money for organizations by kind: words.ORGANIZATION_FLOWS", "fen"
    )
    works_flow = wholes(
        len(WORKS_FLOWS), "the month's money of facilities, networks and room by kind: words.WORKS_FLOWS", "fen"
    )
    use_flow = wholes(len(USE_FLOWS), "the month's money of talent and the platform by kind: words.USE_FLOWS", "fen")

    overall_histogram = wholes(BINS, "residents of the city by bin of satisfaction", "residents")
    overall_gini = real("Gini coefficient of satisfaction in the city", "index")
    overall_worst_decile = real("mean satisfaction of the city's least satisfied tenth", "index")
    overall_solved_after = wholes(
        MONTHS_TOLD, "cases resolved this month in the city by months since they arose, the last and more", "cases"
    )
    overall_median_months = real(
        "median of the months that this month's resolved cases took in the city; 0 where none was", "months"
    )
    place_cases = wholes(
        (1 + N_TYPES) * CELLS * N_CASE_FACTS,
        "facts of the month's cases by cell of residents, of the city and of each type of community: words.CASE_FACTS",
    )
    place_states = wholes(
        (1 + N_TYPES) * CELLS * N_STATE_FACTS,
        "facts of residents by cell at the month's end, of the city and of each type of community: words.STATE_FACTS",
    )
    place_fees = wholes(
        (1 + N_TYPES) * CELLS,
        "fees that residents paid this month by cell of residents, of the city and of each type of community",
        "fen",
    )
