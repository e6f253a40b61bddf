"""Plain text whose lines say by a label, a number or a name what asks and what answers."""
