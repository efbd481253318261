"""Tunes the sentence encoder on the training messages. Needs PyTorch; nothing that runs in production does."""
