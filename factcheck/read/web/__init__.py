"""Reads web pages: `page` parses one, `article` finds its text, `text` writes that down, `about` its title and date."""
