"""Reads PDF.

`glyphs` gets the characters and where they stand, `vertical` turns pages set from top to bottom, `lines` makes lines of
them, `furniture` and `note_marks` drop what is no text, `regions` finds the columns of a page, `tables` the rows of
figures in each with the names that `row_names` puts together, `columns` puts all in order, and `text` writes it down;
`apart` does all that in a process with limits.
"""
