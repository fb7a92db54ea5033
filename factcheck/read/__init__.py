"""The only code that opens a user's document: paths to sources, bytes to text, text to a Document with its layout.

`sources.find_sources` lists what a run has to read, `reading.read_source` reads one of it, `dating.parse_date_option`
understands the command line's dates. Everything else serves these three: `formats` tells what a file is, `readers` has
the reader of each format, and `structured`, `plain` and `markdown` make the outline of a text.
"""
