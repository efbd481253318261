"""Figures per week, in which nobody can be recognised."""
