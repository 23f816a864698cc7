"""A launch from a platform that is played, from its first request to the page, and everything that is no launch."""

import base64
import hmac
import json
import time
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from lessons.server.lti import seal
from lessons.server.lti.ticket import redeem, shown_again, staying, ticket
from ptcoding.learning.store.store import Store
from tests.server.asking import finished
from tests.server.lti.platform import (
    GRADES,
    HOME,
    ITEM,
    LEARNER,
    OWN,
    SCORE,
    SITE,
    claims,
    form,
    made,
    settings,
    signed,
)
from tests.server.lti.site import BEGIN, Site
from tests.server.rooms.room import fetch


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path / "answers.sqlite3", settings())
    yield made
    made.store.close()


def carried(head):
    parts = urlsplit(head["location"])
    return f"{parts.scheme}://{parts.netloc}{parts.path}", dict(parse_qsl(parts.query))


def test_a_launch_begins_at_the_platform_and_ends_on_the_page_with_the_learners_own_record(site):
    asked, browser = site.begin(lti_message_hint="7")
    assert (asked["x"], asked["scope"], asked["response_mode"], asked["prompt"]) == ("1", "openid", "form_post", "none")
    assert (asked["redirect_uri"], asked["client_id"]) == (f"{SITE}/lti/launch", "pt-coding")
    assert (asked["login_hint"], asked["lti_message_hint"]) == ("29", "7")
    sent = form(id_token=signed(claims(asked["nonce"])), state=asked["state"])
    status, head, _ = site.ask("launch", sent, browser)
    there, given = carried(head)
    assert (status, there, list(given)) == (303, f"{SITE}/exam", ["launch"])
    key = redeem(site.lti, site.store, given["launch"], browser)
    with Store(f"sqlite:///{site.file}") as store:
        assert store.answers(key) == ()
        assert store.export(key)["scores_for_a_course"] == [
            {"aim": {"asks": "exam", "slug": "exam", "paper": None}, "sent": ""}
        ]
    # The same learner from another place in the course, on another day: the same record.
    assert seal.learner_key(site.lti.secret, OWN, LEARNER) == key
    site.launch(link={"id": "link-8"})
    assert [len(site.rows(table)) for table in ("learner", "grade")] == [1, 2]


def test_nothing_of_the_person_is_kept_and_the_key_is_in_no_address(site):
    _, head, _ = site.launch()
    key = seal.learner_key(site.lti.secret, OWN, LEARNER)
    kept = site.file.read_bytes() + site.file.with_name(f"{site.file.name}-wal").read_bytes()
    for word in (LEARNER, "Pat Doe", "pat@lms", ITEM, "link-7", key):
        assert word.encode() not in kept
        assert word not in head["location"]


def test_the_cookie_is_for_a_frame_of_another_site_and_for_no_script(site):
    _, head, _ = site.ask("login", form(**BEGIN))
    value, *rest = head["set-cookie"].split("; ")
    assert rest == ["Path=/app", "Max-Age=600", "HttpOnly", "Secure", "SameSite=None", "Partitioned"]
    # A second frame of the same page must not end the launch of the first.
    assert site.begin(cookie=value.partition("=")[2])[1] == value.partition("=")[2]


def test_a_launch_begins_with_a_get_as_well(site):
    status, head, _ = site.ask("login", method="GET", query=form(**BEGIN).encode())
    assert (status, head["location"].startswith(f"{HOME}/auth?x=1&")) == (303, True)


@pytest.mark.parametrize(
    ("custom", "target", "page", "query"),
    [
        ({"page": "exam?exam=4711.20.80&edition=1"}, f"{SITE}/", "exam", {"exam": "4711.20.80", "edition": "1"}),
        ({"page": "minutes-and-the-table"}, f"{SITE}/exam", "minutes-and-the-table", {}),
        (None, f"{SITE}/lti/launch", "course", {}),
        (None, SITE, "course", {}),
        (None, f"{SITE}/exam?exam=4711.20.80", "exam", {"exam": "4711.20.80"}),
    ],
)
def test_a_course_links_to_a_page_a_lesson_or_a_paper(site, custom, target, page, query):
    _, head, _ = site.launch(custom=custom, target=target)
    there, given = carried(head)
    given.pop("launch")
    assert (there, given) == (f"{SITE}/{page}", query)


def test_a_page_that_keeps_nothing_gets_no_ticket(site):
    assert carried(site.launch(custom={"page": "glossary"})[1]) == (f"{SITE}/glossary", {})


def test_a_learner_without_a_name_gets_the_page_and_no_record(site):
    status, head, _ = site.launch(sub=None)
    assert (status, carried(head)) == (303, (f"{SITE}/exam", {}))
    assert site.rows("learner") == []


@pytest.mark.parametrize(
    "grades", [None, {"scope": [], "lineitem": ITEM}, {"scope": [SCORE]}, {"scope": "x", "lineitem": 7}]
)
def test_a_course_that_takes_no_score_waits_for_none(site, grades):
    assert site.launch(grades=grades)[0] == 303
    assert site.rows("grade") == []


def scores(item):
    return {"scope": [SCORE], "lineitem": item}


WRONG = {
    "iss": ({"iss": "https://evil.example"}, "signed by another platform"),
    "aud": ({"aud": "another tool"}, "meant for another site"),
    "several aud": ({"aud": ["pt-coding", "other"]}, "meant for another site"),
    "azp": ({"azp": "other"}, "meant for another site"),
    "expired": ({"exp": int(time.time()) - 3600}, "too old"),
    "not yet": ({"iat": int(time.time()) + 3600}, "too old or not valid yet"),
    "no exp": ({"exp": None}, "can't be read"),
    "nonce": ({"nonce": "another"}, "belongs to another launch"),
    "no nonce": ({"nonce": None}, "can't be read"),
    "deployment": ({"deployment": "3"}, "the deployment ID"),
    "version": ({"version": "1.1"}, "doesn't do"),
    "another message": ({"message": "LtiSubmissionReviewRequest"}, "doesn't do"),
    "no link": ({"link": {}}, "can't be read"),
    "long link": ({"link": {"id": "x" * 256}}, "can't be read"),
    "foreign page": ({"custom": {"page": "https://evil.example/exam"}}, "doesn't have"),
    "no such page": ({"custom": {"page": "../secrets"}}, "doesn't have"),
    "no such paper": ({"custom": {"page": "exam?exam=x"}}, "doesn't have"),
    "foreign target": ({"target": "https://evil.example/app/exam"}, "isn't part of this site"),
    "a longer name": ({"target": f"{SITE}.evil.example/exam"}, "isn't part of this site"),
    "foreign scores": (
        {"grades": {"scope": [SCORE], "lineitem": "https://evil.example/items/7"}},
        "isn't among the platform's",
    ),
    "plain scores": (
        {"grades": {"scope": [SCORE], "lineitem": "http://lms.example.edu/items/7"}},
        "isn't among the platform's",
    ),
}


@pytest.mark.parametrize("attack", WRONG)
def test_a_launch_of_which_anything_is_wrong_is_refused_in_words_and_begins_nothing(site, attack):
    changed, said = WRONG[attack]
    status, head, page = site.launch(**changed)
    assert status in {400, 403}
    assert said in page
    assert "location" not in head
    assert "evil.example" not in page
    # It is read inside the platform's frame.
    assert head["content-security-policy"].endswith("frame-ancestors 'self' https://lms.example.edu")
    assert not site.file.exists() or site.rows("learner") == site.rows("grade") == []


def encoded(part):
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def unsigned(said):
    return f"{encoded({'alg': 'none', 'typ': 'JWT', 'kid': 'k1'})}.{encoded(said)}."


def by_public_key(said):
    """The old trick: the platform's public key, which everybody has, as the secret of another way of signing."""
    head = encoded({"alg": "HS256", "typ": "JWT", "kid": "k1"})
    pem = made("theirs").public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    sign = base64.urlsafe_b64encode(hmac.digest(pem, f"{head}.{encoded(said)}".encode(), "sha256"))
    return f"{head}.{encoded(said)}.{sign.decode().rstrip('=')}"


def changed_after_signing(said):
    head, _, sign = signed(said).split(".")
    return f"{head}.{encoded({**said, 'sub': 'another'})}.{sign}"


@pytest.mark.parametrize(
    "forge",
    [
        unsigned,
        by_public_key,
        changed_after_signing,
        lambda said: signed(said, key="a stranger's"),
        lambda said: signed(said, key="a stranger's", key_id="k2"),
        lambda said: jwt.encode(said, made("theirs"), "RS512", {"kid": "k1"}),
        lambda said: jwt.encode(said, made("theirs"), "RS256"),
        lambda _: "no token",
        lambda _: "a.b.c",
        lambda _: "",
    ],
)
def test_what_is_not_signed_with_the_platforms_key_is_refused(site, forge):
    asked, browser = site.begin()
    token = forge(claims(asked["nonce"]))
    status, head, page = site.ask("launch", form(id_token=token, state=asked["state"]), browser)
    assert (status, "isn't signed with its key" in page, "location" in head) == (403, True, False)


def test_a_launch_is_taken_once(site):
    asked, browser = site.begin()
    sent = form(id_token=signed(claims(asked["nonce"])), state=asked["state"])
    assert site.ask("launch", sent, browser)[0] == 303
    status, _, page = site.ask("launch", sent, browser)
    assert (status, "was used already" in page) == (403, True)


def test_a_launch_of_another_browser_is_refused(site):
    """Whoever has somebody else's launch, or wants somebody to take theirs, lacks the cookie."""
    asked, _ = site.begin()
    sent = form(id_token=signed(claims(asked["nonce"])), state=asked["state"])
    for cookie in ("", site.begin()[1]):
        status, _, page = site.ask("launch", sent, cookie)
        assert (status, "kept no cookie" in page) == (403, True)


def test_a_state_of_another_purpose_of_nobody_or_of_an_hour_ago_is_refused(site, monkeypatch):
    _, head, _ = site.launch()
    asked, browser = site.begin()
    for state in (carried(head)[1]["launch"], "x", "", asked["state"][:-4] + "AAAA"):
        status, _, page = site.ask("launch", form(state=state), browser)
        assert (status, "took too long" in page) == (403, True)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 601)
    assert "took too long" in site.ask("launch", form(state=asked["state"]), browser)[2]


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://evil.example"},
        {"client_id": "another"},
        {"lti_deployment_id": "9"},
        {"target_link_uri": "https://evil.example/"},
        {"target_link_uri": f"{SITE}.evil.example/"},
        {"target_link_uri": None},
    ],
)
def test_a_browser_is_sent_nowhere_but_to_a_platform_of_the_settings(site, changed):
    status, said = site.begin(**changed)
    assert status in {400, 403}
    assert "evil.example" not in said


def test_two_schools_of_one_platform_are_told_apart_by_our_name_there(tmp_path):
    other = replace(OWN, client_id="other", deployments=("9",))
    site = Site(tmp_path / "two.sqlite3", settings(OWN, other))
    assert site.begin(client_id="other")[0]["client_id"] == "other"
    assert site.begin(client_id=None, lti_deployment_id="9")[0]["client_id"] == "other"
    assert site.begin(client_id=None)[0] == 403
    assert seal.learner_key(site.lti.secret, other, LEARNER) != seal.learner_key(site.lti.secret, OWN, LEARNER)


def test_what_a_platform_refuses_is_said_without_its_words(site):
    asked, browser = site.begin()
    sent = form(error="login_required", error_description="<b>evil</b>", state=asked["state"])
    status, _, page = site.ask("launch", sent, browser)
    assert (status, "didn't sign you in" in page, "evil" in page) == (403, True, False)


def test_a_body_that_is_no_form_or_too_long_is_refused(site):
    for body in ("x" * 70_000, form(id_token="x" * 70_000)):
        assert "can't be read" in site.ask("launch", body)[2] or site.ask("launch", body)[0] == 403
    status, _, content = finished(
        fetch(site.site, "/app/lti/launch", b"", "POST", "{}", {"content-type": "text/plain"})
    )
    assert (status, b"be read" in content) == (400, True)


def test_keys_of_a_platform_are_asked_for_when_a_new_one_signs_and_not_for_every_stranger(site):
    for _ in range(3):
        site.launch()
        site.launch(iss="https://evil.example")
    assert site.platform.asked == [OWN.keys]


def test_a_platform_that_does_not_answer_is_said_to_be_away(site):
    site.platform.broken.add(OWN.keys)
    status, _, page = site.launch()
    assert (status, "can't be read right now" in page) == (503, True)


def test_a_ticket_is_taken_once_in_its_browser_and_within_a_minute(site, monkeypatch):
    asked, browser = site.begin()
    sent = form(id_token=signed(claims(asked["nonce"])), state=asked["state"])
    tickets = [carried(site.ask("launch", sent, browser)[1])[1]["launch"]]
    asked, browser = site.begin(cookie=browser)
    sent = form(id_token=signed(claims(asked["nonce"])), state=asked["state"])
    tickets.append(carried(site.ask("launch", sent, browser)[1])[1]["launch"])
    key = seal.learner_key(site.lti.secret, OWN, LEARNER)
    assert redeem(site.lti, site.store, tickets[0], "another browser") == ""
    assert redeem(site.lti, site.store, tickets[0], browser) == key
    assert redeem(site.lti, site.store, tickets[0], browser) == ""
    assert redeem(site.lti, site.store, asked["state"], browser) == ""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 61)
    assert redeem(site.lti, site.store, tickets[1], browser) == ""


def test_a_ticket_that_may_be_shown_again_is_for_one_browser_with_its_cookie_and_four_hours(site, monkeypatch):
    _, head, _ = site.launch()
    # The cookie lasts as long as the ticket.
    assert "; Max-Age=14400; HttpOnly; Secure; SameSite=None; Partitioned" in head["set-cookie"]
    kept = staying(site.lti, "the key", "this browser")
    assert "the key" not in kept
    for _ in range(2):
        assert shown_again(site.lti, kept, "this browser") == "the key"
    assert shown_again(site.lti, kept, "another browser") == shown_again(site.lti, kept, "") == ""
    assert shown_again(site.lti, ticket(site.lti, "the key", "this browser"), "this browser") == ""
    assert redeem(site.lti, site.store, kept, "this browser") == ""
    assert staying(site.lti, "the key", "") == ""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 4 * 3600 + 1)
    assert shown_again(site.lti, kept, "this browser") == ""


def test_our_key_is_published_without_its_private_part(site):
    status, _, content = site.ask("keys", method="GET")
    (key,) = json.loads(content)["keys"]
    assert (status, set(key)) == (200, {"kty", "n", "e", "kid", "alg", "use"})
    token = jwt.encode({"x": 1}, site.lti.key, "RS256")
    assert jwt.decode(token, jwt.PyJWK(key), ["RS256"]) == {"x": 1}


def test_the_address_of_scores_is_that_of_the_last_launch(site):
    site.launch()
    site.launch(grades={"scope": [SCORE], "lineitem": f"{HOME}/items/8"})
    (row,) = site.rows("grade")
    opened = seal.unseal(site.lti.secret, f"grade {seal.learner_key(site.lti.secret, OWN, LEARNER)}", row[4])
    assert opened["scores"] == f"{HOME}/items/8"
    assert GRADES not in row[4]
