"""Tables in, a release folder out, whole or not at all."""
