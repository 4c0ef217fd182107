"""Trivet: one card is the whiteboard item, the board card and the branch."""

__version__ = "0.1.0"
