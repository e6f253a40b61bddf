"""What the pages that we write have in common: the skeleton, the style, what a browser may do, and charts."""
