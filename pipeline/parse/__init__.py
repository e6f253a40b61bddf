"""Documents in, candidates out: question, answer and source as they stand on the page."""
