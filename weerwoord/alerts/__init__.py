"""Alerts: when somebody waits, the right people are called, in the desk and outside it, until one of them comes."""
