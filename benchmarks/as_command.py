"""Imported for what it does, before Arrow is: this process and those that it starts take memory as the command does."""

from __future__ import annotations

import checkout  # noqa: F401

from pipeline.allocator import choose_allocator

choose_allocator()
