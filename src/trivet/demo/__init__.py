"""A believable board to look at: `trivet demo`."""
