"""Boards, their columns and labels, and the one log of what happens on them."""
