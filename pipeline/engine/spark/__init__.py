"""An engine of a Spark cluster."""
