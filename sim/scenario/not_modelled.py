"""What the model's design names but this version does not simulate yet; docs/state.md says when it will."""

LEVERS: dict[str, str] = {
    "facilities_share": "spending on facilities",
    "talent_share": "spending on talent (use organizations.training_places)",
    "platform_share": "spending on the information platform",
    "reserve_share": "the reserve share (what the shares leave over is kept in reserve)",
    "process_share": "process spending against task spending",
    "task_share": "process spending against task spending",
    "outcome_weight": "allocation by outcome",
    "load_weight": "allocation by load",
    "rebudgeting": "the frequency of re-budgeting",
    "rural_uplift": "the rural uplift",
    "earmark": "earmarked money",
    "entitlement": "entitlement of the unregistered",
    "exit_rule": "the exit rule",
    "price_tiers": "price tiers (use provision.low_fee_share and provision.free_share)",
    "planning_horizon": "foresight",
    "seed_grants": "seed grants (use funding.grant_share)",
    "openings": "openings for members",
    "culture_groups": "culture groups",
    "elder_care_associations": "elder-care associations",
    "survey": "survey as a method (use provision.survey_effort)",
    "by_district": "levers by district",
}
SCENARIOS = frozenset(
    {
        "social_participation",
        "best_mode",
        "matched_forms",
        "uniform_form",
        "resident_coverage",
        "earmark_old_and_young",
        "foresight",
        "short_term",
        "process_first",
        "task_first",
        "culture_centres_2016",
    }
)
WHERE = "docs/state.md lists what is modelled"
