"""What is known of the city as a whole: finance's money and the books."""

from sim.state.record import Record, real, whole, wholes


class City(Record):
    """What is known of the city as a whole: finance's money and the books."""

    table = "city"
    one_of_a_kind = True

    reserve = whole("held by finance", "fen")
    revenue = whole("drawn this month", "fen")
    held = wholes(14, "what each account holds")
    expected = wholes(14, "what each account should hold")
    flow = wholes(14, "the month's money by kind", "fen")
    overdrawn = wholes(11, "what is missing in the most overdrawn purse of each kind", "fen")
    organization_flow = wholes(3, "support, private capital and donations of the month", "fen")
    works_flow = wholes(7, "facilities, process and room of the month", "fen")
    place_cases = wholes(750, "the month's cases by cell, of the city and of each type")
    place_states = wholes(1950, "residents by cell, of the city and of each type")
    use_flow = wholes(5, "talent and platform of the month", "fen")
    overall_histogram = wholes(256, "residents by satisfaction")
    overall_gini = real("of satisfaction")
    overall_worst_decile = real("mean satisfaction of the lowest tenth")
