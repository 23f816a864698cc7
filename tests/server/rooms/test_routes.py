"""The phone's contract, as it is relied on from outside: addresses, fields, and refusals in words."""

import asyncio
import html
import json

import pytest

from lessons.content.asking import ask
from lessons.content.deck_bank import all_decks
from lessons.server.rooms import gate, phone
from tests.server.asking import finished
from tests.server.rooms.room import Room, fetch

FIRST = {"phase", "question", "round", "seats", "answered", "version"}


@pytest.fixture
def room(tmp_path):
    opened = Room(tmp_path / "rooms.sqlite3")
    yield opened
    opened.hub.store.close()


def test_a_room_from_the_lobby_to_the_results(room):
    async def walk():
        state = (await room.ask("GET", "state")).json
        assert state.keys() >= FIRST
        assert (state["phase"], state["question"], state["seats"]) == ("lobby", None, 0)
        seat, other = await room.join(), await room.join()
        assert seat != other
        assert (await room.host("next")).json["phase"] == "read"
        early = await room.answer(seat, {"97110": 3, "97140": 0})
        assert (early.status, early.json) == (409, {"error": "Voting is not open now, so the answer was not taken."})
        question = (await room.host("vote")).json["question"]
        assert (question["key"], question["kind"]) == ("q1", "units")
        assert [choice["key"] for choice in question["choices"]] == ["97110", "97140"]
        assert (await room.answer(seat, {"97110": 3, "97140": 0}, confidence=4)).json == {"stored": True}
        assert (await room.answer(other, {"97110": 2, "97140": "1"})).json == {"stored": True}
        assert (await room.answer(other, {"97110": 2, "97140": 1})).json == {"stored": True}
        closed = (await room.host("close")).json
        assert (closed["phase"], closed["answered"], closed["seats"]) == ("closed", 2, 2)
        late = await room.answer(seat, {"97110": 2, "97140": 1})
        assert late.status == 409
        assert (await room.host("discuss")).json["phase"] == "discuss"
        second = (await room.host("revote")).json
        assert (second["phase"], second["round"], second["answered"]) == ("revote", 2, 0)
        assert (await room.answer(seat, {"97110": 2, "97140": 1})).json["error"] == "That vote is closed."
        assert (await room.answer(seat, {"97110": 2, "97140": 1}, round_=2)).status == 200
        shown = (await room.host("results")).json["results"]
        # 33 + 7 = 40, and 38 to 52 make 3: whole quarter-hours 2 and 0, the larger leftover is the 7.
        assert shown["right"] == {"97110": 2, "97140": 1}
        assert shown["rounds"] == [{"round": 1, "answered": 2, "right": 1}, {"round": 2, "answered": 1, "right": 1}]
        (rule,) = shown["wrong_rules"]
        assert (rule["name"], rule["count"], rule["of"]) == ("All units billed to one code", 1, 2)
        assert "33" in rule["refutation"]
        assert (await room.host("end")).json["phase"] == "ended"

    finished(walk())


def test_nothing_before_the_results_holds_the_right_answer_or_the_reason(room):
    async def walk():
        seat = await room.join()
        seen = []
        for move in ("next", "vote", "close", "discuss", "revote", "close"):
            state = await room.host(move)
            page = await room.ask("GET", "", accept="text/html", cookie=f"seat={seat}")
            seen += [state.body, page.body, (await room.ask("GET", "state")).body]
        await room.host("next")
        seen.append((await room.host("vote")).body)
        whole = " ".join(seen)
        for secret in ("larger leftover", "38 to 52", '"right"', "wrong_rules", "because", "Expect 3 and 0"):
            assert secret not in whole
        assert "larger leftover" in (await room.host("back")).body + (await room.host("results")).body

    finished(walk())


def test_events_tell_the_state_at_once_and_at_every_change(room):
    async def walk():
        live = await room.hub.find(room.code)
        response = await phone.events(room.hub, None, live)
        stream = response.body_iterator
        first = await anext(stream)
        waiting = asyncio.create_task(anext(stream))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        await room.host("next")
        second = await asyncio.wait_for(waiting, 2)
        await stream.aclose()
        return response.media_type, first, second

    kind, first, second = finished(walk())
    assert kind == "text/event-stream"
    assert json.loads(first.removeprefix("data: "))["phase"] == "lobby"
    assert json.loads(second.removeprefix("data: "))["phase"] == "read"
    assert second.endswith("\n\n")


def test_counts_are_told_soon_after_a_vote(room):
    async def walk():
        seat = await room.join()
        await room.host("next")
        await room.host("vote")
        await room.answer(seat, {"97110": 2, "97140": 1})
        await asyncio.sleep(0.8)
        return (await room.ask("GET", "state")).json

    state = finished(walk())
    assert (state["answered"], state["seats"]) == (1, 1)


@pytest.mark.parametrize(
    ("answer", "status"),
    [({"97110": -1, "97140": 0}, 400), ({"97110": 2}, 400), ({"97999": 2}, 400), ("a", 400), ([], 400), (None, 400),
     ({"97110": "x" * 500, "97140": 1}, 400), ({"97110": 10**30, "97140": 1}, 400), ({"97110": True, "97140": 1}, 400)],
)  # fmt: skip
def test_what_is_no_answer_is_refused_in_words(room, answer, status):
    async def walk():
        seat = await room.join()
        await room.host("next")
        await room.host("vote")
        return await room.answer(seat, answer)

    reply = finished(walk())
    assert reply.status == status
    assert reply.json["error"].endswith(".")
    assert "x" * 100 not in reply.body


def test_only_the_host_moves_the_room_and_wrong_tokens_run_out(room):
    async def walk():
        bare = await room.ask("POST", "host", {"move": "next"})
        wrong = await room.ask("POST", "host", {"move": "next"}, authorization="Bearer wrong")
        assert (bare.status, wrong.status) == (403, 403)
        assert (await room.ask("GET", "state")).json["phase"] == "lobby"
        for _ in range(gate.MOST_MISSES - 2):
            await room.ask("POST", "host", {"move": "next"}, authorization="Bearer wrong")
        last = await room.ask("POST", "host", {"move": "next"}, authorization="Bearer wrong")
        return last.status, (await room.host("next")).status

    assert finished(walk()) == (429, 200)


def test_guesses_of_a_code_run_out_and_lock_out_nobody_who_is_in(room):
    async def walk():
        seat = await room.join()
        for _ in range(60):
            assert (await room.ask("GET", "state")).status == 200
        guesses = "23456789ABCDEFGHJKMNP"
        missed = [(await room.ask("GET", f"/r/2222222{sign}/state")).status for sign in guesses]
        new = await room.ask("GET", "state")
        seated = await room.ask("GET", "state", cookie=f"seat={seat}")
        return missed, new.status, seated.status

    missed, new, seated = finished(walk())
    assert missed == [404] * 19 + [429] * 2
    assert (new, seated) == (429, 200)


def test_who_has_no_room_can_type_the_code_again_and_gets_there(room):
    async def walk():
        lost = await room.ask("GET", "/r/ZZZZZZZZ", accept="text/html")
        empty = await room.ask("GET", "/r")
        status, found, _ = await fetch(room.site, "/r", b"code=abcd-2345+%3Cb%3E", "GET", "", {})
        return lost, empty, (status, found["location"])

    lost, empty, found = finished(walk())
    assert lost.status == 404
    for page in (lost, empty):
        assert '<form method="get" action="/r">' in page.body
        assert 'name="code"' in page.body
        assert '<a href="/">' in page.body
    # As people type it: small letters, a hyphen, and whatever else a code never has.
    assert found == (303, "/r/ABCD2345B")


@pytest.mark.parametrize(
    ("host", "is_told"), [("localhost:8501", True), ("127.0.0.1:8501", True), ("192.168.1.20:8501", False)]
)
def test_the_host_is_told_where_no_phone_reaches_the_address(room, host, is_told):
    page = finished(room.ask("GET", "host/part", authorization=f"Bearer {room.token}", host=host)).body
    assert ("No phone reaches this address" in page) == is_told


@pytest.mark.parametrize("path", ["seat", "answer", "host"])
def test_a_page_of_another_site_can_send_nothing(room, path):
    async def walk():
        body, token = {"move": "next"}, f"Bearer {room.token}"
        elsewhere = await room.ask("POST", path, body, authorization=token, origin="https://evil.example")
        framed = await room.ask("POST", path, body, authorization=token, sec_fetch_site="cross-site")
        return elsewhere.status, framed.status

    assert finished(walk()) == (403, 403)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [("x" * 5000, "application/json", 413), ("{", "application/json", 400), ("[1]", "application/json", 400),
     ("a=1", "text/plain", 400), ("[" * 4000, "application/json", 400), ("\udcff", "application/json", 400)],
)  # fmt: skip
def test_a_body_is_small_and_readable_or_refused(room, body, kind, status):
    async def walk():
        return await room.ask("POST", "seat", body.encode("utf-8", "replace").decode(), content_type=kind)

    assert finished(walk()).status == status


def test_a_phone_keeps_its_seat(room):
    async def walk():
        first = await room.ask("POST", "seat", {})
        cookie = first.headers["set-cookie"]
        assert f"path=/r/{room.code}".lower() in cookie.lower()
        assert "httponly" in cookie.lower()
        seat = first.json["seat"]
        again = await room.ask("POST", "seat", {}, cookie=f"seat={seat}")
        named = await room.ask("POST", "seat", {"seat": seat})
        assert again.json == named.json == {"seat": seat}
        return (await room.ask("GET", "state")).json, await room.hub.renew(await room.hub.find(room.code))

    _state, live = finished(walk())
    assert live.counted.seats == 1


def test_a_phone_without_scripts_joins_and_answers_by_forms(room):
    form = "application/x-www-form-urlencoded"

    async def walk():
        lobby = await room.ask("GET", "", accept="text/html")
        assert f'action="/r/{room.code}/seat"' in lobby.body
        joined = await room.ask("POST", "seat", "", content_type=form, accept="text/html")
        assert (joined.status, joined.headers["location"]) == (303, f"/r/{room.code}")
        seat = joined.headers["set-cookie"].partition("=")[2].partition(";")[0]
        await room.host("next")
        await room.host("vote")
        page = await room.ask("GET", "", accept="text/html", cookie=f"seat={seat}")
        assert f'name="seat" value="{seat}"' in page.body
        sent = f"seat={seat}&question=q1&round=1&u.97110=2&u.97140=1&confidence=3"
        done = await room.ask("POST", "answer", sent, content_type=form, accept="text/html")
        assert (done.status, done.headers["location"]) == (303, f"/r/{room.code}")
        kept = await room.ask("GET", "", accept="text/html", cookie=f"seat={seat}")
        assert "Your answer is stored." in kept.body
        assert 'name="u.97110" min="0" max="96" required value="2"' in kept.body
        bad = await room.ask("POST", "answer", sent.replace("=2&", "=-2&"), content_type=form, accept="text/html")
        assert bad.status == 400
        assert "whole units from 0 to 96" in bad.body

    finished(walk())


def test_the_page_of_a_phone_is_small_and_asks_nothing_of_another_site(room):
    async def walk():
        seat = await room.join()
        pages = [await room.ask("GET", "", accept="text/html")]
        for move in ("next", "vote", "close", "results"):
            await room.host(move)
            pages.append(await room.ask("GET", "", accept="text/html", cookie=f"seat={seat}"))
        return pages

    for page in finished(walk()):
        assert len(page.body.encode()) < 15_000
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert 'src="' not in page.body
        assert "<link" not in page.body


@pytest.mark.parametrize("key", sorted(all_decks()))
def test_every_part_of_every_deck_fits_a_small_page_and_gives_nothing_away(tmp_path, key):
    room = Room(tmp_path / "rooms.sqlite3", all_decks()[key])

    async def walk():
        seat = await room.join()
        for step in room.deck.steps:
            await room.host("next")
            if not step.asks:
                continue
            state = (await room.host("vote")).json
            page = await room.ask("GET", "", accept="text/html", cookie=f"seat={seat}")
            assert len(page.body.encode()) < 15_000, step
            asked = ask(step)
            for why in (*asked.about.why, *(option.why for option in asked.options if option.why)):
                assert why not in html.unescape(page.body), step
                assert why not in json.dumps(state, ensure_ascii=False), step
            given = await room.answer(seat, asked.right(), state["question"]["key"])
            assert given.json == {"stored": True}, step
            shown = (await room.host("results")).json["results"]
            assert shown["rounds"][0] == {"round": 1, "answered": 1, "right": 1}, step
            assert len((await room.ask("GET", "", accept="text/html", cookie=f"seat={seat}")).body.encode()) < 15_000

    finished(walk())
    room.hub.store.close()


def test_a_store_that_is_gone_is_said_and_nothing_is_called_stored(room, tmp_path):
    async def walk():
        seat = await room.join()
        await room.host("next")
        await room.host("vote")
        (tmp_path / "rooms.sqlite3").rename(tmp_path / "away.sqlite3")
        return await room.answer(seat, {"97110": 2, "97140": 1})

    reply = finished(walk())
    assert reply.status == 503
    assert "stored" not in reply.body


def test_the_wall_always_has_the_code_the_address_and_a_picture_of_it(room):
    async def walk():
        seen = []
        for move in ("next", "vote", "close", "discuss", "results", "end"):
            await room.host(move)
            seen.append((await room.ask("GET", "wall")).body)
        return seen

    for wall in finished(walk()):
        assert f'<p class="code">{room.code}</p>' in wall
        assert f"localhost/r/{room.code}" in wall
        assert "QR code of the room&#39;s address" in wall or "QR code of the room's address" in wall


def test_below_a_path_that_a_proxy_takes_away_every_link_of_a_room_begins_with_it(room):
    async def walk(told):
        wall = await room.ask("GET", "wall", x_forwarded_prefix=told)
        phone = await room.ask("GET", "", accept="text/html", x_forwarded_prefix=told)
        seat = await room.ask("POST", "seat", {}, x_forwarded_prefix=told)
        deck = await room.ask("GET", "/d/nothing/1", x_forwarded_prefix=told)
        _, found, _ = await fetch(room.site, "/r", b"code=abcd2345", "GET", "", {"x_forwarded_prefix": told})
        return wall.body, phone.body, seat.headers["set-cookie"], deck.body, found["location"]

    def seen(told):
        wall, phone, cookie, deck, found = finished(walk(told))
        return (
            wall.partition("localhost")[2].partition("r/")[0], phone.partition('action="')[2].partition("r/")[0],
            cookie.partition("Path=")[2].partition("r/")[0], deck.partition('<a href="')[2].partition('"')[0], found,
        )  # fmt: skip

    assert seen("/course/unit7/") == (*["/course/unit7/"] * 4, "/course/unit7/r/ABCD2345")
    # What is no plain path is nobody's: a code leads to no other site.
    for made_up in ("//evil.example", "https://evil.example", "/a b", '/"><b>', "/a//b"):
        assert seen(made_up) == (*["/"] * 4, "/r/ABCD2345")


def test_the_wall_shows_bars_and_the_wrong_rules_with_the_results_alone(room):
    async def walk():
        for answer in ({"97110": 3, "97140": 0}, {"97110": 3, "97140": 0}, {"97110": 2, "97140": 1}):
            seat = await room.join()
            if (await room.ask("GET", "state")).json["phase"] == "lobby":
                await room.host("next")
                await room.host("vote")
            await room.answer(seat, answer)
        await room.host("close")
        before = (await room.ask("GET", "wall")).body
        await room.host("results")
        return before, (await room.ask("GET", "wall")).body

    before, after = finished(walk())
    assert "All units billed to one code" not in before
    assert "larger leftover" not in before
    assert "2 of 3: All units billed to one code." in after
    assert "✓ 97110 × 2, 97140 × 1 (right)" in after
    # The longest of the bars is 400 wide, for 2 votes; the one for 1 vote half of it.
    assert 'width="400.0"' in after
    assert 'width="200.0"' in after


def test_the_host_alone_sees_notes_votes_and_the_right_answer(room):
    bearer = f"Bearer {room.token}"

    async def walk():
        seat = await room.join()
        await room.host("next")
        await room.host("vote")
        await room.answer(seat, {"97110": 3, "97140": 0}, confidence=5)
        bare = await room.ask("GET", "host")
        nobody = await room.ask("GET", "host/part")
        first = await room.ask("GET", "host/part", authorization=bearer, x_device="desk")
        second = await room.ask("GET", "host/part", authorization=bearer, x_device="phone")
        return bare.body, nobody.status, first.body, second.body

    bare, nobody, first, second = finished(walk())
    assert nobody == 403
    for secret in ("Expect 3 and 0", "larger leftover", "Why?"):
        assert secret not in bare
        assert secret in first
    assert "1 sure and wrong at the first vote" in first
    assert "host devices" not in first
    assert "This room is open on 2 host devices." in second


def test_a_show_of_hands_is_counted_beside_the_phones(room):
    async def walk():
        seat = await room.join()
        await room.host("next")
        await room.host("vote")
        await room.answer(seat, {"97110": 2, "97140": 1})
        bearer = f"Bearer {room.token}"
        bad = await room.ask("POST", "host", {"hands": {"right": -1}}, authorization=bearer)
        strange = await room.ask("POST", "host", {"hands": {"a": 1}}, authorization=bearer)
        await room.ask("POST", "host", {"hands": {"right": 4, "other": 6}}, authorization=bearer)
        shown = (await room.host("results")).json["results"]
        return bad.status, strange.status, shown

    bad, strange, shown = finished(walk())
    assert (bad, strange) == (400, 400)
    # One phone and four hands are right, six hands are not.
    assert shown["rounds"] == [{"round": 1, "answered": 11, "right": 5}]
    assert shown["answers"][-1] == {"text": "Another answer", "counts": [6], "right": False}


def test_choices_have_letters_for_a_show_of_hands_and_a_second_vote_is_counted_by_itself(room):
    bearer = f"Bearer {room.token}"

    async def walk():
        seat = await room.join()
        for move in ("next", "next", "vote"):
            await room.host(move)
        await room.answer(seat, ["a"], question="q2")
        wall = (await room.ask("GET", "wall")).body
        asked = (await room.ask("GET", "", accept="text/html", cookie=f"seat={seat}")).body
        await room.host("revote")
        host = (await room.ask("GET", "host/part", authorization=bearer)).body
        await room.host("results")
        return wall, asked, host, (await room.ask("GET", "host/part", authorization=bearer)).body

    wall, asked, host, after = (html.unescape(body) for body in finished(walk()))
    options = [option.text for option in ask(room.deck.steps[1]).options]
    for place, (letter, text) in enumerate(zip("ABC", options, strict=False)):
        for body in (wall, asked, host):
            assert f"{letter}. {text}" in body, place
    # One answered the first vote, nobody yet the second.
    assert "<strong>0 of 1</strong> answered vote 2" in host
    assert "1 answered vote 1 (above), 0 vote 2 (below)" in host
    # A mirrored screen shows the right answer no earlier than the wall does.
    assert '<details id="votes">' in host
    assert '<details id="votes" open>' in after


def test_an_address_in_a_room_that_leads_nowhere_says_so_and_leads_back(room):
    async def walk():
        return [
            await room.ask("GET", path, accept="text/html") for path in ("nope", "answer", "host/nope")
        ], await room.ask("GET", "nope")

    pages, bare = finished(walk())
    for page in pages:
        assert page.status == 404
        assert f'href="/r/{room.code}"' in page.body
    assert bare.json == {"error": "There is no such page in this room."}


def test_a_second_click_on_the_same_button_moves_nothing(room):
    async def walk():
        await room.host("next", version=0)
        again = await room.host("next", version=0)
        return again.status, again.json["error"], (await room.ask("GET", "state")).json["part"]

    status, said, part = finished(walk())
    assert (status, part) == (409, 1)
    assert said.startswith("The room has moved on since")
