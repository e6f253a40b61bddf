"""The command line: arguments in, one function called, words out."""
