"""The best mix of levers under a budget: searched in plausible worlds, looked at again in others."""
