"""A release as a folder of static pages: a page for each question, indexes, and a search that needs no server."""
