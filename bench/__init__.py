"""Measurements. Never timed tests: a figure depends on the machine and on what else it does."""
