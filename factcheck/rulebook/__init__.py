"""Loads and checks `rules/`: everything an expert might dispute, as one frozen Rulebook."""
