"""The best portfolio of levers under a budget: searched in plausible worlds, looked at again in others."""
