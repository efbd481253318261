"""The talks of tests/dialogue, through Rasa's own tester: from what was heard to the right action.

What is heard in a teen's words depends on the talk before, which Rasa's tester does not know: test_whole_talks.py.
"""

import json
import subprocess
from pathlib import Path

import yaml

from weerwoord.model import ENVIRONMENT, RASA, current_model

ROOT = Path(__file__).resolve().parents[2]


def test_every_talk_takes_the_right_turns(tmp_path: Path) -> None:
    command = [RASA, "test", "core", "--stories", "tests/dialogue", "--fail-on-prediction-errors"]
    done = subprocess.run(
        [*command, "--model", current_model(), "--out", tmp_path], cwd=ROOT, 
        env={**ENVIRONMENT, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    failed = tmp_path / "failed_test_stories.yml"
    assert done.returncode == 0, failed.read_text("utf-8") if failed.exists() else done.stderr[-3000:]
    # Rasa also ends well when it could test nothing: count what it did.
    counted = json.loads((tmp_path / "story_report.json").read_text("utf-8"))["conversation_accuracy"]
    files = sorted((ROOT / "tests/dialogue").glob("*.yml"))
    talks = [story for path in files for story in yaml.safe_load(path.read_text("utf-8"))["stories"]]
    assert len(talks) >= 60
    assert (counted["correct"], counted["total"]) == (len(talks), len(talks))
