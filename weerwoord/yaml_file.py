"""Reads YAML, as `yaml.safe_load` does but ten times as fast: the content is read at every start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def read_yaml(path: Path) -> Any:
    """What a YAML file holds."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
