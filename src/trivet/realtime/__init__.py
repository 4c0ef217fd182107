"""The live board: sockets, who hears of what, who is there."""
