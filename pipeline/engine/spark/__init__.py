"""The engine of a Spark cluster."""
