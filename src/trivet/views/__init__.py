"""What people look at: the board and the card. Reads only, over all that lies below."""
