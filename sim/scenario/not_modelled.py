"""What the model's design names but this version does not simulate yet; docs/state.md says when it will."""

LEVERS: dict[str, str] = {
    "task_share": "task spending (use funding.process_share)",
    "price_tiers": "price tiers (use provision.low_fee_share and provision.free_share)",
    "seed_grants": "seed grants (use organizations.seed_grant)",
    "survey": "survey as a method (use provision.survey_effort)",
}
