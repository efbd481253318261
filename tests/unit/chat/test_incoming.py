import pytest

from weerwoord.chat.incoming import LONGEST, chosen_button, clean
from weerwoord.chat.models import Message
from weerwoord.problems import Problem


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hoi", "hoi"),
        ("/restart", "restart"),
        ('/ /intent{"x":"y"}', 'intent{"x":"y"}'),
        (" \n\t// /x", "x"),
        ("\u200b/restart", "restart"),
        ("\u202e/restart", "restart"),
        ("ha\x00llo", "hallo"),
        ("half \ud83d emoji", "half  emoji"),
        ("\x00/restart", "restart"),
        ("😭😭", "😭😭"),
        ("een\ntwee", "een\ntwee"),
        ("vanavond 1/2 kans", "vanavond 1/2 kans"),
        ("x" * LONGEST, "x" * LONGEST),
    ],
)
def test_clean_keeps_what_the_teen_means(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "status"), [("", 422), ("  ", 422), ("///", 422), ("\x00", 422), ("x" * (LONGEST + 1), 413)]
)
def test_clean_refuses_kindly(typed: str, status: int) -> None:
    with pytest.raises(Problem) as refused:
        clean(typed)
    assert refused.value.status == status
    assert refused.value.detail.endswith(".")


def test_a_button_counts_only_when_offered_last() -> None:
    offer = Message(buttons=[{"title": "Ja graag", "payload": "/ja"}])
    assert chosen_button("/ja", offer)["title"] == "Ja graag"
    for wrong in ("/nee", "/restart", "", "/ja{}"):
        with pytest.raises(Problem):
            chosen_button(wrong, offer)
    with pytest.raises(Problem):
        chosen_button("/ja", None)
