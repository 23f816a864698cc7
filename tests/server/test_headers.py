"""Every answer says what a page may do and who may show it."""

import base64
import hashlib

import pytest

from lessons.server.headers import FRONT_END, SecurityHeaders, policy
from tests.server.asking import ask, served


def test_an_answer_carries_every_header_and_keeps_its_own():
    answer = ask(SecurityHeaders(served))
    assert answer.body == "the page"
    assert answer.headers["x-own"] == "kept"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers["content-security-policy"] == policy()


def test_a_site_that_may_frame_it_is_named_and_no_older_header_forbids_it():
    answer = ask(SecurityHeaders(served, framed_by=["https://lms.example.edu"]))
    assert "x-frame-options" not in answer.headers
    assert "frame-ancestors 'self' https://lms.example.edu" in answer.headers["content-security-policy"]


def named(script):
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_the_policy_names_the_script_of_the_front_ends_page_and_ours_by_what_they_say():
    said = "\n  window.ready = false\n"
    written = policy(front_end=f"<html><script>{said}</script><script src='./x.js'></script></html>")
    ours = 'window.__streamlit={BACKEND_BASE_URL:new URL(".",location.href).href}'
    assert f"script-src 'self' blob: {named(said)} {named(ours)};" in written


@pytest.mark.parametrize(
    "open_door", ["'unsafe-eval'", "http:", "https:", "*", "script-src 'self' 'unsafe-inline'", "blob: 'unsafe"]
)
def test_the_policy_of_the_installed_front_end_opens_no_door_to_other_sites_or_scripts(open_door):
    assert open_door not in policy()


def test_the_installed_front_end_has_the_page_that_the_policy_reads():
    assert '<div id="root">' in FRONT_END.read_text(encoding="utf-8")
    assert "'sha256-" in policy()
