"""The name and the version of the package."""

NAME = "qamill"
VERSION = "0.1.0"
