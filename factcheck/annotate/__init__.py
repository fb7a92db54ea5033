"""Writes what was found back into a copy of a document, as comments, and leaves the document itself alone."""
