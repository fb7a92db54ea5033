"""A persistent archive of claims in one SQLite file: documents, claims in full, and what finds them by their words."""
