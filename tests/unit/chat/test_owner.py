import itertools

from weerwoord.chat.owner import Owner, may_become

ALLOWED = {
    ("bot", "waiting"), ("bot", "counsellor"), ("waiting", "bot"), ("waiting", "counsellor"),
    ("counsellor", "counsellor"), ("counsellor", "waiting"), ("counsellor", "bot"), ("counsellor", "closed"),
    ("closed", "bot"),
}  # fmt: skip


def test_every_pair_of_owners() -> None:
    for first, second in itertools.product(Owner, Owner):
        assert may_become(first, second) == ((first.value, second.value) in ALLOWED), (first, second)
