"""The report of a release: one page that shows what is in it, what was lost on the way, and why."""
