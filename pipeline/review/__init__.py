"""What people decided about pairs: read from `reviews.csv`, checked, and applied to what a run found."""
