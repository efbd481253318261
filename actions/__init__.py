"""Rasa SDK actions: thin, one file per capability. Texts and cards come from the front door."""
