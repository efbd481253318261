"""The teen's side of the front door: sessions, messages, who answers, live stream."""
