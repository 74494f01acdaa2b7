"""The workshop: teams in one room steer a city, and a laptop keeps the room together and computes what counts."""
