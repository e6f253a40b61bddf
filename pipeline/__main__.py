"""`python -m qamill`, and `python -m pipeline` in the checkout: the command."""

from .cli.commands import main

if __name__ == "__main__":
    main()
