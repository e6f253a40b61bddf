"""Web archives (WARC and ARC): the pages of a crawl."""
