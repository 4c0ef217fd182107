"""What programs on other machines tell of themselves: kept for a while, for who looks after this one."""
