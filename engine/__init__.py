"""What Rasa loads: the internal channel, the sentence embedding, triage and the FAQ.

`levels`, `phrases` and `decisions` are plain Python without Rasa; the front door uses them too.
"""
