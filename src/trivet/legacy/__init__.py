"""The proxy to a legacy service, for routes that are not moved to Trivet yet, or were switched back."""
