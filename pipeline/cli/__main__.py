"""`python -m pipeline.cli`: the command."""

from .commands import main

if __name__ == "__main__":
    main()
