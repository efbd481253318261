"""The harm topics, and the intent of somebody who tells of each."""

from __future__ import annotations

TELLS = {
    "suicide": "suicidaal", "self_harm": "zelfbeschadiging", "sextortion": "afpersing", "image_sharing": "beelden",
    "deepfake": "nepbeelden", "grooming": "grooming", "exploitation": "uitbuiting",
    "sexual_violence": "seksueel_geweld", "physical_danger": "gevaar", "criminal_exploitation": "crimineel_gedwongen",
    "bullying": "pesten", "account_safety": "account", "relationship_pressure": "relatiedruk", "wellbeing": "somber",
    "own_behaviour": "eigen_gedrag",
}  # fmt: skip
"""Per harm topic the intent of somebody who tells of it."""
