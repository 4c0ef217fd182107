"""The whiteboard: Miro's accounts, boards and items."""
