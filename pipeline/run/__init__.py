"""One run: pages through the stages, task by task, and what earlier runs have done already."""
