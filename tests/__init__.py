"""Tests of Trivet."""

from trivet.platform.lean import import_leanly

# As `trivet serve` begins: what is tested is how it runs, with models that are made ready late.
import_leanly(redis=True)
