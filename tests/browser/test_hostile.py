"""A walk with hostile words in everything that a visitor types or brings: all of it is shown, none of it acts.

Nothing is asked of a foreign host, nothing of it becomes an element, and every sign of it stands on the screen.
"""

import json
import os
from collections import Counter
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from lessons.content.course import HERE, topics
from lessons.content.practice_bank import newest
from ptcoding.learning.bank.bank import read_bank
from ptcoding.learning.paper.edition import listed, read_editions
from ptcoding.learning.paper.exam import paper
from tests.bench.server import CHECKOUT, HOST, our_command, serve
from tests.browser.screen import Screen
from tests.support.elements import ELEMENTS

JOINER = "\u2060"
# Each is short enough for a body region, which takes 60 signs.
HOSTILE = {
    "emphasis": "**bold** _it_ `code` ~~gone~~ ==x==",
    "pictures": ":material_delete: :material/home: :streamlit: :smile: :+1:",
    "colors": ":red[x] :green-background[y] :small[z] :red-badge[q]",
    "formulas": "$x^2$ $$y$$ \\(z\\)",
    "image": "![x](http://a.example/p.png) [y](http://a.example)",
    "markup": "<img src=//a.example/p.png onerror=alert(1)><b>x</b>",
    "script": "<script>alert(1)</script>",
    "addresses": "http://a.example www.a.example me@a.example",
    "blocks": "# 1. - > | a | b | --- ```",
    "arrows": "a -> b <- c -- d >= e <= f ~= g <-> h",
    "entities": "&lt;b&gt; &amp; \\*x\\* &#35;",
}
NOTE = "\n".join([*HOSTILE.values(), "\u202eturned", "R knee SLR 3x10, 23 min. Tolerated well."])
ITEM = """
[[item]]
key = "hostile-{number}"
kind = "recall"
topic = "T45"
difficulty = 3
question = {words}
source = "cpm5-20.2"
written = 2026-11-21
[[item.choice]]
text = {words}
right = true
why = {words}
[[item.choice]]
text = {other}
right = false
why = {words}
"""
# What may stand on a page of ours: none of these holds or comes from foreign words.
FOREIGN = """
() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const found = [];
  for (const element of main.querySelectorAll('*')) {
    const address = (element.getAttribute('src') || '') + (element.getAttribute('href') || '');
    // The page's own way to itself in light holds what its address holds.
    const own = /^[\\w./-]*\\?.*&embed_options=light_theme$/.test(address);
    if (/a\\.example|^mailto:/.test(address) && !own) found.push(element.outerHTML.slice(0, 200));
    if (['IMG', 'SCRIPT', 'IFRAME', 'OBJECT', 'DEL', 'BLOCKQUOTE'].includes(element.tagName))
      found.push(element.outerHTML.slice(0, 200));
    if (element.matches('.katex, math')) found.push(element.outerHTML.slice(0, 200));
    if (element.matches('em, strong, code, b') && /^(bold|it|code|x)$/.test(element.textContent))
      found.push(element.outerHTML.slice(0, 200));
    if (element.matches('[data-testid="stIconMaterial"]') && /^(delete|home)$/.test(element.textContent)
        && !element.closest('button')) found.push(element.outerHTML.slice(0, 200));
  }
  return found;
}
"""


def plain(words):
    """What a reader sees: unseen joiners and breaks of lines aside."""
    return " ".join(words.replace(JOINER, "").split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An instructor's folder: good files full of hostile words, and one with everything wrong."""
    whole = tmp_path_factory.mktemp("hostile")
    (whole / "items").mkdir()
    (whole / "notes").mkdir()
    words = list(HOSTILE.values())
    rows = [
        ITEM.format(number=number, words=json.dumps(said), other=json.dumps(words[number - 1] + "!"))
        for number, said in enumerate(words)
    ]
    (whole / "items" / "sound.toml").write_text("\n".join(rows))
    wrong = "\n".join(f"[[item]]\nkey = {json.dumps(said)}\nkind = {json.dumps(said)}" for said in words * 3)
    # No file system takes a slash in a name.
    (whole / "items" / f"{HOSTILE['pictures'].replace('/', '_')}.toml").write_text(wrong)
    elements = "\n".join(f"{element} = true" for element in ELEMENTS)
    (whole / "notes" / "hostile.toml").write_text(
        f"title = {json.dumps(HOSTILE['image'])}\n"
        'discipline = "PT"\nstyle = "line"\nquality = "good"\ncode = "97110"\nsupports = "97110"\ntopics = ["T45"]\n'
        'sources = ["bpm15-220.3"]\nwritten = 2026-11-21\nuncertain = []\n'
        f"text = {json.dumps(chr(10).join(words))}\nwhy = {json.dumps(words[0])}\n[elements]\n{elements}\n"
    )
    return whole


@pytest.fixture(scope="module")
def site(folder, tmp_path_factory):
    """A server with that folder and a database of its own."""
    before = dict(os.environ)
    os.environ["PTCODING_ITEMS_DIR"] = str(folder)
    os.environ["PTCODING_DATABASE_URL"] = f"sqlite:///{tmp_path_factory.mktemp('store')}/answers.sqlite3"
    try:
        with serve(our_command, CHECKOUT) as port:
            yield f"http://{HOST}:{port}/"
    finally:
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture
def screen(browser, site):
    """A visitor whose every request is looked at; at the end nothing foreign was asked for and nothing ran."""
    context = browser.new_context(reduced_motion="reduce")
    tab = Screen(context.new_page(), site)
    asked, ran = Counter(), []
    context.on("request", lambda request: asked.update([urlsplit(request.url).hostname]))
    tab.page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    yield tab
    tab.settle()
    found = tab.page.evaluate(FOREIGN)
    exceptions = tab.page.get_by_test_id("stException").all_inner_texts()
    context.close()
    hosts = {host for host in asked if host not in (HOST, None, "")}
    assert (hosts, ran, found, exceptions, tab.complaints) == (set(), [], [], [], [])


def expect_words(screen, *expected):
    """Every sign of these stands on the screen."""
    screen.settle()
    shown = plain(screen.page.get_by_test_id("stMain").inner_text())
    assert [said for said in expected if plain(said) not in shown] == []
    assert screen.page.evaluate(FOREIGN) == []


def visit(*words):
    """A link to a visit with such words as its regions."""
    hidden = (said.replace("%", "%25").replace("~", "%7E") for said in words)
    return {"visit": "~".join(f"97110.{place}.@{said}" for place, said in enumerate(hidden, start=1)), "rule": "cms"}


def test_the_regions_of_a_visit(screen):
    screen.open(query=visit(*HOSTILE.values()))
    expect_words(screen, *(f"97110: {said}" for said in HOSTILE.values()))
    screen.unfold("session_exchange")
    screen.unfold("session_lines")
    screen.open("session_to_claim", visit(*HOSTILE.values()))
    expect_words(screen, *(f"({said})" for said in HOSTILE.values()))


@pytest.mark.parametrize(
    "names", [("payer", "date", "discipline", "ytd", "visit"), ("pos", "setting", "dx", "mod"), ("rule",)]
)
def test_a_link_that_is_refused(screen, names):
    words = dict(
        zip(names, (HOSTILE[kind] for kind in ("image", "pictures", "colors", "addresses", "arrows")), strict=False)
    )
    screen.open(query={"visit": "97110.33", **words})
    expect(screen.page.get_by_test_id("stAlert").first).to_be_visible()
    screen.settle()
    assert screen.page.evaluate(FOREIGN) == []


def test_a_diagnosis_that_is_an_address(screen):
    screen.open("session_to_claim", {"visit": "97110.33", "date": "2026-03-02", "dx": "www.ab.cd~WWW.AB.CD"})
    screen.settle()
    # The page's own way to itself in light holds what its address holds.
    assert screen.page.locator("[data-testid=stMain] a[href*='ab.cd' i]:not([href^='claim?'])").count() == 0


def test_a_note_that_is_typed(screen):
    screen.open("note_coach")
    note = screen.field("The note")
    note.fill(NOTE)
    note.press("Control+Enter")
    expect(screen.page.get_by_text("What a reviewer would object to", exact=True)).to_be_visible()
    screen.unfold("coach_elements")
    expect_words(screen, *HOSTILE.values(), "\ufffdturned")
    before = screen.unfold("coach_compare").get_by_label("The note of the visit before")
    before.fill(NOTE.replace("23", "25"))
    before.press("Control+Enter")
    expect(screen.metric("Alike")).to_be_visible()


def test_a_row_of_a_payers_file(screen):
    row = {"billing_code": HOSTILE["script"], "negotiated_rates": [], **{said: said for said in HOSTILE.values()}}
    screen.open("session_to_claim")
    pasted = screen.unfold("claim_rate").get_by_label("In-network rows, as JSON, at most 50,000 characters")
    pasted.fill(json.dumps(row))
    pasted.press("Control+Enter")
    expect(screen.page.get_by_text("What it says").first).to_be_visible()
    expect_words(screen, *HOSTILE.values())


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_a_file_by_its_name_and_its_words(screen, ending):
    screen.open()
    body = screen.unfold("session_exchange")
    content = json.dumps({said: said for said in HOSTILE.values()} | {"services": [{"code": HOSTILE["image"]}]})
    name = f"{HOSTILE['image']} {HOSTILE['pictures']}.{ending}".replace("/", "_")
    file = {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
    body.locator("input[type=file]").set_input_files(file)
    expect(body.get_by_test_id("stAlert")).to_contain_text("not loaded")
    expect_words(screen, name)
    # The name of the file and nine problems, and how many more there are.
    assert body.get_by_test_id("stAlert").locator("li").count() <= 11


def test_the_questions_of_a_folder(screen, folder):
    bank = read_bank([HERE, folder], topics())
    hostile = {item.key: item for item in bank.items if item.key.startswith("hostile-")}
    assert len(hostile) == len(HOSTILE)
    # The radio of the paper's first question has a label that nobody sees, and that is Markdown all the same.
    of_topic = [item for item in bank.items if item.topic == "T45" and item.kind.value == "recall"]
    draws = ((seed, paper(of_topic, seed, 1, ["T45"], ["recall"])[0]) for seed in range(2_000))
    seed = next(seed for seed, key in draws if key == f"hostile-{list(HOSTILE).index('image')}")
    # The edition that has what stands in the folder beside the closed one: asked of the folder, as this process has
    # read its own bank without it.
    whole = newest(read_editions(HERE / "library" / "editions")).with_more(listed(bank.items))
    given = {"exam": f"{seed}.1.80", "topics": "T45", "kinds": "recall", "edition": whole.name}
    screen.open("exam", given)
    screen.page.get_by_role("button", name="Begin").click()
    expect(screen.page.get_by_test_id("stRadio")).to_be_visible()
    expect_words(screen, HOSTILE["image"])
    screen.page.get_by_test_id("stRadio").locator("label").nth(1).click()
    screen.settle()
    screen.page.get_by_role("button", name="Submit").click()
    expect(screen.page.get_by_text("of 1 right")).to_be_visible()
    screen.unfold("exam_told_1")
    expect_words(screen, HOSTILE["image"])


def test_what_is_wrong_with_a_folder(screen):
    screen.open("for_instructors")
    alert = screen.page.get_by_test_id("stAlert")
    expect(alert).to_contain_text("more")
    # Its own sentence, ten problems, and how many more there are.
    assert len(alert.locator("li").all()) == 11
    expect_words(screen, HOSTILE["pictures"].replace("/", "_"))


def test_a_note_of_a_folder_in_the_coach_and_in_the_search(screen):
    screen.open("note_coach", {"note": "hostile"})
    expect_words(screen, *HOSTILE.values())
    screen.open("home")
    screen.fill("Search", "a.example/p.png")
    expect(screen.page.get_by_text("invented note")).to_be_visible()
    expect(screen.page.locator("[data-testid=stMain] a[href*='note=hostile']")).to_have_count(1)
    shown = plain(screen.page.get_by_test_id("stMain").inner_text())
    assert HOSTILE["image"] in shown


ADDRESSES = (
    ("documentation_quiz", "quiz"),
    ("unit_drills", "drills"),
    ("unit_drills", "about"),
    ("exam", "exam"),
    ("exam", "topics"),
    ("my_progress", "resume"),
    ("the_glossary", "term"),
    ("compare_codes", "scenario"),
)
FIELDS = (
    ("home", "Search"),
    ("the_glossary", "Search"),
    ("sources", "Search title, section or code"),
    ("session_to_claim", "Diagnoses (ICD-10-CM), most important first"),
)


def test_addresses_with_such_words(screen):
    for slug, parameter in ADDRESSES:
        query = {"exam": "4711.10.80"} if slug == "exam" else {}
        screen.open(slug, {**query, parameter: HOSTILE["image"] + HOSTILE["pictures"]})
        assert screen.page.evaluate(FOREIGN) == [], (slug, parameter)


def test_fields_with_such_words(screen):
    for slug, label in FIELDS:
        screen.open(slug)
        for words in (HOSTILE["image"], HOSTILE["pictures"]):
            screen.fill(label, words)
            screen.settle()
            assert screen.page.evaluate(FOREIGN) == [], (slug, label)
