"""The front door: chat, cases, content and desk of Weerwoord."""
