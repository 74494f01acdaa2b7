"""What residents, organizations, committees and offices do: plain scalar functions, each written once."""
