"""The command line: options in, one report out, and an exit status."""
