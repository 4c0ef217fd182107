"""`make soak`: a scaled Trivet under a mixed load for long enough that what leaks can be seen."""
