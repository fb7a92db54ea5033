"""From facts and findings to what people and programs read: one module a format, each a pure function of a report."""
