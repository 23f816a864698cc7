"""Deep linking from a platform that is played: what can be chosen, what it is told, and what it is not told."""

import re
import time
from dataclasses import replace

import jwt
import pytest

from lessons.content.aim import aim_of
from lessons.content.practice_bank import closed_edition
from lessons.server.lti import seal
from ptcoding.learning.paper.challenge import Challenge
from tests.server.lti.platform import CLAIM, HOME, OWN, SITE, claims, form, made, settings, signed
from tests.server.lti.site import Site

DEEP = "https://purl.imsglobal.org/spec/lti-dl/claim/"
BACK = f"{HOME}/courses/7/deep_links?x=1"
SETTINGS = {
    "deep_link_return_url": BACK, "accept_types": ["link", "ltiResourceLink"],
    "accept_presentation_document_targets": ["iframe", "window"], "data": "kept <by> the platform",
}  # fmt: skip


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path / "answers.sqlite3", settings())
    yield made
    made.store.close()


def asking(nonce, /, message="LtiDeepLinkingRequest", **changed):
    """What a platform says that asks for a link; a setting of None is left out."""
    wanted = {name: value for name, value in {**SETTINGS, **changed}.items() if value is not None}
    return {**claims(nonce, message=message, link=None, grades=None), f"{DEEP}deep_linking_settings": wanted}


def ask(site, **changed):
    """Ask for a link; gives the status, the headers, the page and the browser's cookie."""
    asked, browser = site.begin()
    sent = form(id_token=signed(asking(asked["nonce"], **changed)), state=asked["state"])
    return *site.ask("launch", sent, browser), browser


def sealed_in(page):
    return re.search(r'name="choosing" value="([^"]+)"', page)[1]


def choose(site, asked, browser, **given):
    return site.ask("choose", form(choosing=asked, **given), browser)


def told(site, browser, shown, **given):
    """Choose, and read what the platform is told, as it would: by the public key that it knows of us."""
    status, head, back = choose(site, sealed_in(shown), browser, **given)
    assert status == 200
    assert re.search(r'<form method="post" action="([^"]+)"', back)[1] == BACK
    token = re.search(r'name="JWT" value="([^"]+)"', back)[1]
    (key,) = site.keys()
    assert jwt.get_unverified_header(token)["kid"] == key["kid"]
    return jwt.decode(token, jwt.PyJWK(key), ["RS256"], audience=HOME, issuer="pt-coding"), head


def test_whoever_builds_a_course_chooses_a_lesson_and_the_platform_is_told_with_a_place_for_the_score(site):
    status, head, page, browser = ask(site)
    assert (status, page.count('type="radio"')) == (200, 3 + 17)
    # It is read inside the platform's frame, for longer than a launch takes.
    assert head["content-security-policy"].endswith(
        "form-action 'self'; base-uri 'none'; frame-ancestors 'self' " + HOME
    )
    assert "Max-Age=3600; HttpOnly; Secure; SameSite=None; Partitioned" in head["set-cookie"]
    said, head = told(site, browser, page, page="minutes-and-the-table")
    assert f"form-action {HOME}:443;" in head["content-security-policy"]
    assert said.pop("exp") - said.pop("iat") == 300
    assert len(said.pop("nonce")) >= 32
    (item,) = said.pop(f"{DEEP}content_items")
    assert said == {
        "iss": "pt-coding", "aud": HOME, f"{CLAIM}deployment_id": "1", f"{CLAIM}version": "1.3.0",
        f"{CLAIM}message_type": "LtiDeepLinkingResponse", f"{DEEP}data": "kept <by> the platform",
    }  # fmt: skip
    assert item.pop("text")
    # A lesson asks three questions in its last step.
    assert item.pop("lineItem") == {
        "label": item["title"], "scoreMaximum": 3, "resourceId": "minutes-and-the-table"
    }  # fmt: skip
    assert item == {
        "type": "ltiResourceLink", "title": "Minutes and the table", "url": f"{SITE}/minutes-and-the-table",
        "custom": {"page": "minutes-and-the-table"},
    }  # fmt: skip
    assert site.rows("learner") == site.rows("grade") == []


def test_a_link_that_was_chosen_opens_the_page_for_a_learner(site):
    _, _, page, browser = ask(site)
    (item,) = told(site, browser, page, page="paper", length="10", mark="70")[0][f"{DEEP}content_items"]
    paper = aim_of(item["custom"]["page"]).paper
    assert paper == Challenge(paper.seed, 10, 70, edition=closed_edition().name)
    assert item["lineItem"]["scoreMaximum"] == 10
    assert item["title"] == f"Exam {paper.seed}: 10 questions, 70% to pass"
    status, head, _ = site.launch(custom=item["custom"], target=item["url"])
    assert (
        status,
        head["location"].startswith(f"{SITE}/exam?exam={paper.seed}.10.70&edition={paper.edition}&launch="),
    ) == (
        303,
        True,
    )
    assert head["location"].startswith(f"{item['url']}&launch=")


@pytest.mark.parametrize(
    ("page", "url", "custom"), [("whole", f"{SITE}/", None), ("exam", f"{SITE}/exam", {"page": "exam"})]
)
def test_the_whole_course_and_an_exam_of_ones_own_are_scored_as_a_share(site, page, url, custom):
    _, _, shown, browser = ask(site)
    (item,) = told(site, browser, shown, page=page)[0][f"{DEEP}content_items"]
    assert (item["url"], item.get("custom"), item["lineItem"]["scoreMaximum"]) == (url, custom, 100)
    assert site.launch(custom=custom, target=url)[0] == 303


def test_a_platform_that_makes_no_place_for_scores_and_sends_no_data_gets_neither(site):
    _, _, page, browser = ask(site, accept_lineitem=False, data=None)
    said, _ = told(site, browser, page, page="exam")
    assert "lineItem" not in said[f"{DEEP}content_items"][0]
    assert f"{DEEP}data" not in said


def test_whoever_leaves_chooses_nothing_and_the_platform_is_told_so(site):
    _, _, page, browser = ask(site)
    assert told(site, browser, page, leave="1")[0][f"{DEEP}content_items"] == []


WRONG = {
    "no settings": ({"deep_link_return_url": None}, "can't be read"),
    "no types": ({"accept_types": "ltiResourceLink"}, "can't be read"),
    "files alone": ({"accept_types": ["file", "link"]}, "takes no links"),
    "another site": ({"deep_link_return_url": "https://evil.example/x"}, "isn't among the platform's"),
    "a longer name": ({"deep_link_return_url": f"{HOME}.evil.example/x"}, "isn't among the platform's"),
    "a name before it": ({"deep_link_return_url": f"https://{HOME[8:]}@evil.example/x"}, "isn't among the platform's"),
    "another port": ({"deep_link_return_url": f"{HOME}:8443/x"}, "isn't among the platform's"),
    "not encrypted": ({"deep_link_return_url": "http://lms.example.edu/x"}, "isn't among the platform's"),
    "a script": ({"deep_link_return_url": "javascript:alert(1)"}, "isn't among the platform's"),
    "a quote": ({"deep_link_return_url": f'{HOME}/"><script>'}, "isn't among the platform's"),
    "a long address": ({"deep_link_return_url": f"{HOME}/{'x' * 2000}"}, "can't be read"),
    "long data": ({"data": "x" * 16_001}, "can't be read"),
    "data that is no text": ({"data": {"a": 1}}, "can't be read"),
    "another message": ({"message": "LtiDeepLinkingResponse"}, "doesn't do"),
}


@pytest.mark.parametrize("attack", WRONG)
def test_a_request_of_which_anything_is_wrong_is_refused_in_words(site, attack):
    changed, said = WRONG[attack]
    status, _, page, _ = ask(site, **changed)
    assert status in {400, 403}
    assert said in page
    assert "choosing" not in page
    assert "evil.example" not in page


def test_what_is_not_signed_by_the_platform_or_came_before_asks_nothing(site):
    asked, browser = site.begin()
    for token in (
        signed(asking(asked["nonce"]), key="a stranger's"),
        signed(asking("another")),
        signed({**asking(asked["nonce"]), "iss": "https://evil.example"}),
        signed({**asking(asked["nonce"]), f"{CLAIM}deployment_id": "3"}),
        jwt.encode(asking(asked["nonce"]), "x" * 32, "HS256", {"kid": "k1"}),
    ):
        status, _, page = site.ask("launch", form(id_token=token, state=asked["state"]), browser)
        assert (status, "choosing" in page) == (403, False)
    sent = form(id_token=signed(asking(asked["nonce"])), state=asked["state"])
    assert site.ask("launch", sent, "")[0] == 403
    assert site.ask("launch", sent, browser)[0] == 200
    assert "was used already" in site.ask("launch", sent, browser)[2]


def test_an_answer_is_given_once_in_the_browser_that_was_asked_and_within_an_hour(site, monkeypatch):
    _, _, page, browser = ask(site)
    asked = sealed_in(page)
    for cookie in ("", site.begin()[1]):
        assert "kept no cookie" in choose(site, asked, cookie, page="exam")[2]
    for other in ("", "x", asked[:-4] + "AAAA", site.begin()[0]["state"], forged(browser)):
        assert "took too long" in choose(site, other, browser, page="exam")[2]
    assert choose(site, asked, browser, page="exam")[0] == 200
    status, _, again = choose(site, asked, browser, page="exam")
    assert (status, "was used already" in again, "JWT" in again) == (403, True, False)
    _, _, page, browser = ask(site)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3601)
    assert "took too long" in choose(site, sealed_in(page), browser, page="exam")[2]


def forged(browser):
    """What somebody would seal who has all but our secret."""
    said = {"deployment": "1", "back": BACK, "data": "", "scored": "", "issuer": HOME, "client": "pt-coding"}
    return seal.seal("another secret " * 3, "choosing", {**said, "browser": browser, "once": "1"})


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"page": "glossary"},
        {"page": "https://evil.example/"},
        {"page": "exam?exam=1.1.1"},
        {"page": "paper", "length": "101"},
        {"page": "paper", "length": "0"},
        {"page": "paper", "mark": "101"},
        {"page": "paper", "length": "-5"},
        {"page": "paper", "length": "١٠"},
        {"page": "paper", "length": "1" * 9},
        {"page": "paper", "length": ""},
    ],
)
def test_what_was_not_offered_cannot_be_chosen_and_something_else_still_can(site, given):
    _, _, page, browser = ask(site)
    status, _, said = choose(site, sealed_in(page), browser, **given)
    assert (status, "doesn't have" in said, "JWT" in said) == (400, True, False)
    assert choose(site, sealed_in(page), browser, page="exam")[0] == 200


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"client_id": "another"}, "of this name"),
        ({"deployments": ("2",)}, "deployment ID"),
        (dict.fromkeys(("issuer", "login", "keys", "token"), "https://new.example/x"), "of this name"),
    ],
)
def test_a_platform_that_was_taken_out_of_the_settings_meanwhile_is_told_nothing(tmp_path, changed, said):
    before, after = (
        Site(tmp_path / "a.sqlite3", settings()),
        Site(tmp_path / "a.sqlite3", settings(replace(OWN, **changed))),
    )
    _, _, page, browser = ask(before)
    status, _, refusal = choose(after, sealed_in(page), browser, page="exam")
    assert (status, said in refusal, "JWT" in refusal) == (403, True, False)
    for one in (before, after):
        one.store.close()


def test_a_school_may_name_further_addresses_of_its_platform(tmp_path):
    site = Site(tmp_path / "a.sqlite3", settings(replace(OWN, services=("https://school.example.edu",))))
    _, _, page, browser = ask(site, deep_link_return_url="https://school.example.edu/courses/7")
    status, head, back = choose(site, sealed_in(page), browser, page="exam")
    assert (status, 'action="https://school.example.edu/courses/7"' in back) == (200, True)
    assert f"form-action {HOME}:443 https://school.example.edu:443;" in head["content-security-policy"]
    site.store.close()


def test_the_key_that_signs_is_the_one_that_is_published(site):
    (key,) = site.keys()
    assert jwt.PyJWK(key).key.public_numbers() == made("ours").public_key().public_numbers()
