"""Everything at once, for minutes: `make chaos`. Not part of an ordinary test run."""
