"""One evening, from a teen's first message to a counsellor and back, with every part really running."""

from sqlalchemy import create_engine, text

from tests.people import Counsellor, Teen, others, wait_for, words
from tests.running import Stack
from weerwoord.stack import start

BLACKMAIL = "een meisje op snap dreigt mn fotos naar mn volgers te sturen als ik geen 200 euro betaal"


def test_a_blackmailed_teen_gets_first_aid_and_a_counsellor(teen: Teen, counsellor: Counsellor) -> None:
    before = set(counsellor.cases())
    first = teen.tell(BLACKMAIL, count=2)
    said = words(first).lower()
    for needed in ("niet jouw schuld", "betaal niets", "bewaar de dreiging", "helpwanted", "hulpverlener"):
        assert needed in said

    told = teen.tell("ja graag")
    assert told[0]["author"] == "system"
    assert "hulpverlener gevraagd" in told[0]["text"]  # somebody is present: the counsellor has the desk open
    assert teen.owner() == "waiting"
    (case,) = set(counsellor.cases()) - before
    page = counsellor.client.get(f"/desk/cases/{case}").text
    assert "dringend" in page
    assert "sextortion" in page
    assert "200 euro" in page

    assert counsellor.do(case, "claim").status_code == 303
    wait_for(lambda: [one for one in teen.read() if "Noor is er nu bij" in one.get("text", "")])
    assert teen.owner() == "counsellor"
    last = teen.read()[-1]["seq"]
    assert counsellor.do(case, "messages", text="Hoi, ik ben Noor. Fijn dat je er bent.").status_code == 204
    teen.send("hoi noor")
    assert counsellor.do(case, "messages", text="Vertel maar.").status_code == 204
    sent = teen.send("ze heeft mn insta gevonden en ze blijft dreigen met mn fotos").json()["seq"]
    wait_for(lambda: _read_by_triage(counsellor, case, "ze blijft dreigen"))
    talk = teen.read(last)
    assert [one["author"] for one in talk] == ["counsellor", "teen", "counsellor", "teen"]
    assert others(teen.read(sent)) == []  # the bot is silent

    assert counsellor.do(case, "hand-back").status_code == 303
    back = wait_for(lambda: others(teen.read(sent)))
    assert "computer" in back[0]["text"]
    assert teen.owner() == "bot"
    answer = teen.tell("is dit anoniem?")
    assert answer[0]["author"] == "bot"
    assert "zonder je naam" in words(answer)
    assert case not in counsellor.cases()


def _read_by_triage(counsellor: Counsellor, case: str, message: str) -> list[str]:
    """The message's place in the transcript, once triage has put its reading beside it."""
    page = counsellor.client.get(f"/desk/cases/{case}").text
    return [part for part in page.split("<div ")[1:] if message in part and 'class="level' in part]


def test_an_emergency_gives_the_number_first_and_calls_a_person_by_itself(teen: Teen, counsellor: Counsellor) -> None:
    before = set(counsellor.cases())
    answer = teen.tell("ik maak er vanavond een einde aan, ik heb alles al klaar", count=3)
    assert answer[0]["text"].splitlines()[0] == "Bel nu 113."
    assert any("hulpverlener geroepen" in one.get("text", "") for one in answer if one["author"] == "system")
    assert teen.owner() == "bot"  # the bot stays until somebody claims
    (case,) = set(counsellor.cases()) - before
    assert counsellor.cases()[0] == case  # on top of the queue
    assert "nood herkend" in counsellor.client.get(f"/desk/cases/{case}").text


def test_erasing_reaches_rasas_memory_too(teen: Teen, stack: Stack) -> None:
    teen.tell("hoi")
    assert _tracker_rows(stack, teen.conversation)
    assert teen.client.delete("/api/chat", headers=teen.headers).status_code == 204
    assert not _tracker_rows(stack, teen.conversation)


def test_rasa_dies_and_comes_back_in_the_middle_of_a_talk(teen: Teen, stack: Stack) -> None:
    teen.tell(BLACKMAIL, count=2)
    rasa = stack.parts["rasa"]
    rasa.stop()
    static = teen.tell("hij stuurt het nu door", seconds=5)  # five seconds are promised
    assert "112" in static[0]["text"]
    assert "113" in static[0]["text"]
    wait_for(lambda: [one for one in teen.read() if one["author"] == "system"])  # the level was high: a case
    start([rasa])
    onward = teen.tell("is dit anoniem?")
    assert "zonder je naam" in words(onward)
    assert teen.tell("wat kan ik doen")  # and it still knows what the talk is about
    assert "Betaal niets" in words(teen.read())


def _tracker_rows(stack: Stack, conversation: str) -> int:
    engine = create_engine(stack.settings.tracker_database_url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM events WHERE sender_id = :id"), {"id": conversation})
        return int(found.scalar_one())
