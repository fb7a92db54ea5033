"""Reads PDF.

`glyphs` gets the characters and where they stand, `lines` makes lines of them, `furniture` drops running heads,
`tables` finds rows of figures, `columns` puts all in order, and `text` writes it down;
`apart` does all that in a process with limits.
"""
