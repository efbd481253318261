"""Which organisations a teen sees, per topic, region and hour. Uses the real directory."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any

import pytest

from weerwoord.content.cards import Seeker, card
from weerwoord.content.library import Library
from weerwoord.content.routing import MOST, route
from weerwoord.pages import TOPICS

AFTERNOON = datetime(2026, 11, 24, 14, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 2, tzinfo=UTC)
MOMENTS = (AFTERNOON, NIGHT)
ELSEWHERE = {"vlaanderen": "be_", "caribisch-nederland": "cn_", "aruba": "aruba_"}
REGIONS = (None, "nederland", "amsterdam", "utrecht", "flevoland", "almere", "zeeland", *ELSEWHERE)
DUTCH = [region for region in REGIONS if region not in ELSEWHERE]
ALL = list(itertools.product([None, *TOPICS], REGIONS, MOMENTS))


def ids(cards: list[dict[str, Any]]) -> list[str]:
    """The organisations of some cards."""
    return [card["id"] for card in cards]


def test_there_is_always_somebody_and_never_more_than_three(library: Library) -> None:
    for topic, region, moment in ALL:
        found = ids(route(library, topic, Seeker(region=region), moment))
        assert 1 <= len(found) <= MOST == 3, (topic, region)
        assert len(set(found)) == len(found), (topic, region)


def test_an_unknown_topic_gets_somebody_to_talk_to(library: Library) -> None:
    assert route(library, "bestaat_niet", Seeker(), AFTERNOON) == route(library, None, Seeker(), AFTERNOON)
    assert {"kindertelefoon", "113"} <= set(ids(route(library, None, Seeker(), AFTERNOON)))


@pytest.mark.parametrize("region", [None, "nederland", *ELSEWHERE])
def test_closed_lines_stand_after_open_ones(region: str | None, library: Library) -> None:
    for topic, moment in itertools.product([None, *TOPICS], MOMENTS):
        closed = [card.get("open_now") is False for card in route(library, topic, Seeker(region=region), moment)]
        assert closed == sorted(closed), (topic, region, moment)


def test_the_hour_changes_who_comes_first(library: Library) -> None:
    assert ids(route(library, "self_harm", Seeker(), AFTERNOON))[0] == "kindertelefoon"
    assert ids(route(library, "self_harm", Seeker(), NIGHT))[0] == "113"


@pytest.mark.parametrize("topic", ["sexual_violence", "exploitation"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_the_safe_space_club_is_named_in_amsterdam_and_nowhere_else(
    topic: str, moment: datetime, library: Library
) -> None:
    for region in REGIONS:
        found = ids(route(library, topic, Seeker(region=region), moment))
        assert ("safe_space_club" in found) is (region == "amsterdam"), region


def test_the_safe_space_club_is_named_for_nothing_else(library: Library) -> None:
    for topic in set(TOPICS) - {"sexual_violence", "exploitation"}:
        assert "safe_space_club" not in ids(route(library, topic, Seeker(region="amsterdam"), AFTERNOON)), topic


def test_meisa_is_never_named(library: Library) -> None:
    for topic, region, moment in ALL:
        assert "meisa" not in str(route(library, topic, Seeker(region=region), moment)).lower(), (topic, region)


def test_what_may_not_be_shown_is_never_shown(library: Library) -> None:
    for topic, region, moment in ALL:
        for one in ids(route(library, topic, Seeker(region=region), moment)):
            assert library.directory[one].show in {"yes", "after_verification"}, (topic, region, one)


def test_levvel_shows_only_its_name_and_that_it_is_not_checked(library: Library) -> None:
    here = route(library, "help_seeking", Seeker(region="amsterdam"), AFTERNOON)
    assert ids(here).count("levvel") == 1
    assert here[ids(here).index("levvel")].keys() == {"id", "name", "does", "note"}
    assert library.directory["levvel"].show == "after_verification"
    for region in set(REGIONS) - {"amsterdam"}:
        assert "levvel" not in ids(route(library, "help_seeking", Seeker(region=region), AFTERNOON)), region


def test_a_place_nearby_comes_on_top_of_country_wide_help(library: Library) -> None:
    for topic, region in itertools.product(TOPICS, ("amsterdam", "utrecht", "flevoland")):
        found = ids(route(library, topic, Seeker(region=region), AFTERNOON))
        regions = [library.directory[one].region for one in found]
        assert regions[0] == "nederland", (topic, region)
        assert regions.count(region) <= 1, (topic, region)


@pytest.mark.parametrize("region", ELSEWHERE)
def test_who_lives_elsewhere_gets_lines_of_their_own_and_no_dutch_ones(region: str, library: Library) -> None:
    for topic, moment in itertools.product([None, *TOPICS], MOMENTS):
        cards = route(library, topic, Seeker(region=region), moment)
        assert all(one.startswith(ELSEWHERE[region]) for one in ids(cards)), topic
        assert not {"113", "0800-0432", "0900-8844", "0800-2000"} & {card.get("phone") for card in cards}, topic


def test_who_lives_in_the_netherlands_gets_no_lines_from_elsewhere(library: Library) -> None:
    for topic, region, moment in itertools.product([None, *TOPICS], DUTCH, MOMENTS):
        found = ids(route(library, topic, Seeker(region=region), moment))
        assert not [one for one in found if one.startswith(tuple(ELSEWHERE.values()))], (topic, region)


@pytest.mark.parametrize(
    ("region", "topic", "first"),
    [
        ("vlaanderen", "suicide", "be_zelfmoordlijn"),
        ("vlaanderen", "sextortion", "be_childfocus"),
        ("vlaanderen", "bullying", "be_awel"),
        ("caribisch-nederland", "bullying", "cn_guana_chat"),
        ("caribisch-nederland", "suicide", "cn_guana_chat"),
        ("aruba", "wellbeing", "aruba_131"),
    ],
)
def test_elsewhere_the_line_for_the_topic_comes_first(region: str, topic: str, first: str, library: Library) -> None:
    assert ids(route(library, topic, Seeker(region=region), AFTERNOON))[0] == first


@pytest.mark.parametrize("region", DUTCH)
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(
    ("topic", "first"),
    [
        ("suicide", "113"),
        ("own_behaviour", "stop_it_now"),
        ("physical_danger", "veilig_thuis"),
        ("sexual_violence", "csg"),
        ("sextortion", "helpwanted"),
        ("image_sharing", "helpwanted"),
        ("deepfake", "helpwanted"),
        ("grooming", "helpwanted"),
        ("exploitation", "chat_met_fier"),
        ("criminal_exploitation", "keerpunt"),
    ],
)
def test_the_specialist_comes_first_day_and_night(
    topic: str, first: str, region: str | None, moment: datetime, library: Library
) -> None:
    assert ids(route(library, topic, Seeker(region=region), moment))[0] == first


@pytest.mark.parametrize(
    ("topic", "wrong"),
    [
        ("suicide", {"helpwanted", "fraudehelpdesk", "stop_it_now", "politie"}),
        ("self_harm", {"helpwanted", "fraudehelpdesk", "stop_it_now", "politie"}),
        ("wellbeing", {"fraudehelpdesk", "stop_it_now", "politie", "112"}),
        ("sextortion", {"stop_it_now", "fraudehelpdesk", "veilig_thuis"}),
        ("image_sharing", {"stop_it_now", "fraudehelpdesk", "veilig_thuis"}),
        ("deepfake", {"stop_it_now", "fraudehelpdesk", "veilig_thuis"}),
        ("grooming", {"stop_it_now", "fraudehelpdesk"}),
        ("sexual_violence", {"stop_it_now", "helpwanted", "fraudehelpdesk"}),
        ("exploitation", {"stop_it_now", "fraudehelpdesk"}),
        ("physical_danger", {"stop_it_now", "helpwanted", "fraudehelpdesk", "113"}),
        ("criminal_exploitation", {"stop_it_now", "csg", "helpwanted"}),
        ("bullying", {"stop_it_now", "csg", "fraudehelpdesk"}),
        ("relationship_pressure", {"stop_it_now", "fraudehelpdesk", "politie"}),
        ("account_safety", {"stop_it_now", "csg", "113", "veilig_thuis"}),
        ("own_behaviour", {"csg", "helpwanted", "veilig_thuis", "113"}),
    ],
)
def test_nobody_is_sent_to_a_line_that_is_plainly_wrong(topic: str, wrong: set[str], library: Library) -> None:
    for region, moment in itertools.product(DUTCH, MOMENTS):
        assert not wrong & set(ids(route(library, topic, Seeker(region=region), moment))), region


def test_help_of_a_province_is_named_in_its_towns(library: Library) -> None:
    """Almere lies in Flevoland: the line of the province is named there too, in the situation that it is for."""
    own = [one for one in library.directory.by_id.values() if one.region == "flevoland" and one.show == "yes"]
    for organisation in own:
        for topic in organisation.topics:
            assert organisation.id in ids(route(library, topic, Seeker(region="almere"), AFTERNOON))


ASKERS = ("self", "friend", "parent", "professional")


def test_lines_for_the_young_are_not_for_adults_who_ask(library: Library) -> None:
    for topic, asker, moment in itertools.product([None, *TOPICS], ("parent", "professional"), MOMENTS):
        found = ids(route(library, topic, Seeker(asker=asker), moment))
        assert found, topic
        assert not {"kindertelefoon", "in_je_bol", "take_it_down"} & set(found), (topic, asker)


@pytest.mark.parametrize(("age", "named"), [(7, False), (8, True), (13, True), (18, True), (19, False)])
def test_the_kindertelefoon_is_for_eight_to_eighteen(age: int, named: bool, library: Library) -> None:
    found = ids(route(library, "wellbeing", Seeker(age=age), AFTERNOON))
    assert ("kindertelefoon" in found) == named


def test_there_is_somebody_for_every_age(library: Library) -> None:
    for topic, age in itertools.product([None, *TOPICS], (5, 9, 12, 15, 17, 18, 22, 40)):
        assert route(library, topic, Seeker(age=age), AFTERNOON), (topic, age)


def test_who_would_rather_write_sees_lines_with_a_chat_first(library: Library) -> None:
    for topic in TOPICS:
        cards = route(library, topic, Seeker(way="chat"), AFTERNOON)
        usable = ["chat_url" in card for card in cards if card.get("open_now") is not False]
        assert usable == sorted(usable, reverse=True), topic
    phones = ["phone" in card for card in route(library, "sextortion", Seeker(way="phone"), AFTERNOON)]
    assert phones[0]


def test_a_card_tells_what_happens_and_offers_words_to_start_with(library: Library) -> None:
    for topic, asker in itertools.product(library.first_aid, ASKERS):
        for found in route(library, topic, Seeker(asker=asker), AFTERNOON):
            if {"phone", "chat_url", "website"} & found.keys():
                assert found["expect"], (topic, found["id"])
            if found["id"] != "112" and "expect" in found:
                assert found["message"] == library.first_aid[topic].message[asker]


def test_what_happens_is_only_told_of_a_line_when_it_is_certain(library: Library) -> None:
    general = {library.text(f"expect_{way}") for way in ("phone", "chat_url", "website")}
    for topic, region, moment in ALL:
        for found in route(library, topic, Seeker(region=region), moment):
            fact = library.directory[found["id"]].facts.get("what_happens")
            certain = fact is not None and fact.may_be_shown
            assert found.get("expect") in ({fact.value} if certain and fact else general | {None})


def test_on_a_holiday_no_line_for_working_days_is_called_open(library: Library) -> None:
    kings_day = datetime(2026, 4, 27, 10, tzinfo=UTC)  # a Monday
    seen = 0
    for topic in TOPICS:
        for found in route(library, topic, Seeker(), kings_day):
            if "holiday" in found:
                assert "Koningsdag" in found["holiday"]
                assert "open_now" not in found
                seen += 1
            if found.get("hours") == "dag en nacht":
                assert found["open_now"] is True
    weekday_lines = [one for one in library.directory.by_id.values() if "ma t/m vr" in str(card(one, AFTERNOON))]
    assert seen or not weekday_lines
    for one in weekday_lines:
        if one.region == "nederland":
            assert "holiday" in card(one, kings_day), one.id
