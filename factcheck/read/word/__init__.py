"""Reads Word files (.docx): `package` opens one, `text` takes its words out, with a way back to every run."""
