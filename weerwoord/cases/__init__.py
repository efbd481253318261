"""Cases: a conversation that asks for a person, from queue to close, and the desk that works on them."""
