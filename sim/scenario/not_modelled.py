"""What the model's design names but this version does not simulate yet; docs/state.md says when it will."""

LEVERS: dict[str, str] = {
    "facilities_share": "spending on facilities",
    "talent_share": "spending on talent (use organizations.training_places)",
    "platform_share": "spending on the information platform",
    "reserve_share": "the reserve share (what the shares leave over is kept in reserve)",
    "process_share": "process spending against task spending",
    "task_share": "process spending against task spending",
    "rebudgeting": "the frequency of re-budgeting",
    "exit_rule": "the exit rule",
    "one_stop": "the one-stop centre",
    "price_tiers": "price tiers",
    "priority_rule": "the priority rule of the queue",
    "planning_horizon": "foresight",
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
        "foresight",
        "short_term",
        "process_first",
        "task_first",
        "culture_centres_2016",
        "rural_learning",
        "moderate",
        "triad_no_departments",
        "triad_no_organizations",
        "triad_no_residents",
    }
)
WHERE = "docs/state.md lists what is modelled"
