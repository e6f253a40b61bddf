"""Documents in, candidates out: question, answer and source as the page has them."""
