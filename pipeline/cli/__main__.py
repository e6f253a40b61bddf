"""`python -m pipeline.cli`: the command."""

from pipeline.cli.commands import main

if __name__ == "__main__":
    main()
