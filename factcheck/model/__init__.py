"""The frozen types that the stages hand to one another, and nothing that computes."""
