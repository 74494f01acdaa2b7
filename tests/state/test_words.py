"""Words for numbers say the same as the lists of names beside them and as the parameters that go by domain, type and age."""

import pytest

from sim.quantities import AGES, DOMAINS, TYPES
from sim.state import words

LISTS = {
    "ACCOUNTS": words.ACCOUNTS,
    "FLOWS": words.FLOWS,
    "ORGANIZATION_FLOWS": words.ORGANIZATION_FLOWS,
    "WORKS_FLOWS": words.WORKS_FLOWS,
    "USE_FLOWS": words.USE_FLOWS,
    "STATE_FACTS": words.STATE_FACTS,
    "CASE_FACTS": tuple(f"cases_{name}" for name in words.CASE_FACTS),
    "domains": DOMAINS,
    "types": tuple({"market": "market_type"}.get(name, name) for name in TYPES),
    "ages": AGES,
}


@pytest.mark.parametrize("names", LISTS.values(), ids=LISTS)
def test_every_name_of_a_list_has_a_word_that_is_its_place(names: tuple[str, ...]) -> None:
    places = [getattr(words, name.upper().replace(" ", "_")) for name in names]
    assert places == list(range(len(names)))


def test_words_and_parameters_count_as_many_domains_types_and_ages() -> None:
    assert (len(DOMAINS), len(TYPES), len(AGES)) == (words.N_DOMAINS, words.N_TYPES, words.N_AGES)


def test_accounts_and_flows_of_uses_follow_each_other_in_the_order_of_uses() -> None:
    uses = (words.TO_COMMITTEE, words.TO_DEPARTMENTS, words.TO_CONTRACTS, words.TO_GRANTS)
    accounts = (words.COMMITTEES, words.DEPARTMENTS, words.CONTRACT_PURSES, words.GRANT_PURSES)
    flows = (words.COMMITTEE_BUDGET, words.DEPARTMENT_BUDGET, words.CONTRACT_BUDGET, words.GRANT_BUDGET)
    assert [account - words.COMMITTEES for account in accounts] == list(uses)
    assert [flow - words.COMMITTEE_BUDGET for flow in flows] == list(uses)
