"""Between the documents and an archive of their claims: reads them for it, keeps it up to date, finds in it."""
