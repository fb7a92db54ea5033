"""Reads tables that are files of their own: `workbook` those of Excel, `separated` those of text with separators."""
