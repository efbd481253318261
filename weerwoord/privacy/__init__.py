"""Keeping little and forgetting well: masking before storage, erasure everywhere."""
