"""Duty: who is there when, by a weekly roster, exceptions and a button; what a teen may be promised follows from it."""
