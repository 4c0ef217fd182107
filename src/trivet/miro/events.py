"""What happens to accounts at Miro; written to the audit log as events of people."""

MIRO_CONNECTED = "miro.connected"
MIRO_DISCONNECTED = "miro.disconnected"
MIRO_TOKEN_REFUSED = "miro_token.refused"  # noqa: S105 - a type of event
