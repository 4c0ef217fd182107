"""Cards: what they say, where they stand, and how both change."""
