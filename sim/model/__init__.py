"""The model of a city: its tables of agents and the month as a table of steps."""
