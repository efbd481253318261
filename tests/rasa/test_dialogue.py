"""The talks of tests/dialogue, through Rasa's own tester: from words to the right action."""

import json
import subprocess
from pathlib import Path

import yaml

from weerwoord.model import ENVIRONMENT, RASA, current_model

ROOT = Path(__file__).resolve().parents[2]


def test_every_talk_takes_the_right_turns(tmp_path: Path) -> None:
    command = [RASA, "test", "core", "--stories", "tests/dialogue", "--e2e", "--fail-on-prediction-errors"]
    done = subprocess.run(
        [*command, "--model", current_model(), "--out", tmp_path], cwd=ROOT, 
        env={**ENVIRONMENT, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    failed = tmp_path / "failed_test_stories.yml"
    assert done.returncode == 0, failed.read_text("utf-8") if failed.exists() else done.stderr[-3000:]
    # Rasa also ends well when it could test nothing: count what it did.
    counted = json.loads((tmp_path / "story_report.json").read_text("utf-8"))["conversation_accuracy"]
    talks = yaml.safe_load((ROOT / "tests/dialogue/test_talks.yml").read_text("utf-8"))["stories"]
    assert (counted["correct"], counted["total"]) == (len(talks), len(talks))
