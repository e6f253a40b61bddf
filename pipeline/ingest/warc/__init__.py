"""Read the pages of a crawl from web archives (WARC and ARC)."""
