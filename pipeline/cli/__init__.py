"""The command line: arguments in, one function called, results printed."""
