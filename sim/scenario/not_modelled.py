"""What the model's design names but this version does not simulate yet; docs/state.md says when it will."""

LEVERS: dict[str, str] = {
    "talent_share": "spending on talent (use organizations.training_places)",
    "platform_share": "spending on the information platform",
    "task_share": "task spending (use funding.process_share)",
    "one_stop": "the one-stop centre",
    "price_tiers": "price tiers",
    "priority_rule": "the priority rule of the queue",
    "seed_grants": "seed grants (use funding.grant_share)",
    "survey": "survey as a method (use provision.survey_effort)",
    "problem_solving": "problem solving as a method",
    "organization_involvement": "organization involvement as a method",
    "learning": "transfer of practice",
    "triad": "the triad of residents, community and departments",
    "intensity": "the intensity multiplier",
}
SCENARIOS = frozenset(
    {
        "best_mode",
        "matched_forms",
        "uniform_form",
        "rural_learning",
        "moderate",
        "triad_no_departments",
        "triad_no_organizations",
        "triad_no_residents",
    }
)
WHERE = "docs/state.md lists what is modelled"
