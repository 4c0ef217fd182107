"""What happens at GitHub, whoever does it: something changes, and hooks are told."""
