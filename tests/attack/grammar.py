"""Hostile input drawn from grammars, then damaged: near enough to the real thing to get past the first check."""

import random
from collections.abc import Mapping
from types import MappingProxyType

# A rule is its alternatives; a part that names no rule stands for itself. The first alternative ends a derivation.
Grammar = Mapping[str, tuple[tuple[str, ...], ...]]
DEEPEST = 12
LONGEST, LONGEST_NOTE = 4_000, 1_000
# Now and then something is as long as a reader takes it.
LONGEST_EVER, RARELY = 40_000, 0.005

_WORDS = (
    "", "0", "-1", "7.5", "1440", "1441", "9" * 30, "1e999", "NaN", "٣", "²", "97110", "97140", "99999", "G0283",
    "KX", "59", "GP", "2026-03-02", "2026-02-30", "9:00-9:20", "25:99", "\x00", "\x1b[31m", "\u202e", "\u2066",
    "\ufeff", "\u2060", "😀", "👩\u200d🦰", "e\u0301" * 3, "<img src=x>", "**x**", ":red[x]", ":material_delete:",
    ":streamlit:", "$x$", "![x](http://a.example/x.png)", "=1+1", "；=1", "'", '"', "\\", "\\u0000", "\\ud800", "\t",
    "\r\n", "\n", "~", ".", "@", "%7E", "+", ",", ";", ":", "{", "}", "[", "]", "#", "&", "medicare", "therapist",
    "assistant", "null", "true", "R knee", "SLR 3x10", "pain 3/10", "23 min 1:1", "Tolerated well.", "Mrs. Ada Byron",
    "DOB 3/4/1951", "MRN 448812", "555-201-3344", "a@a.example", "squat to strengthen", "min assist", "90 degrees",
)  # fmt: skip
_COMMON: Grammar = MappingProxyType(
    {
        "WORD": tuple((word,) for word in _WORDS),
        "MANY": (("WORD",), ("WORD", "MANY"), ("WORD", " ", "MANY")),
        "CODE": (("97110",), ("97140",), ("97530",), ("G0283",), ("97161",), ("WORD",)),
        "TEXT": (("WORD",), ("MANY",)),
        "JSON": (('"', "WORD", '"'), ("1",), ("null",), ("true",), ("-1e9",), ("[", "JSON", "]"), ("{", "PAIR", "}")),
        "PAIR": (('"', "WORD", '":', "JSON"), ("PAIR", ",", "PAIR")),
    }
)


def _with(rules: Grammar) -> Grammar:
    return MappingProxyType({**_COMMON, **rules})


_VISIT = _with(
    {
        "START": (("{", "FIELDS", "}"), ('{"services":[', "SERVICES", "]}")),
        "FIELDS": (("FIELD",), ("FIELD", ",", "FIELDS")),
        "FIELD": (
            ('"services":[', "SERVICES", "]"),
            ('"date":"', "WORD", '"'),
            ('"payer":', "JSON"),
            ('"year_to_date":', "JSON"),
            ('"diagnoses":[', "JSON", "]"),
            ('"modifiers":{"', "CODE", '":["', "WORD", '"]}'),
            ('"charges":{"', "CODE", '":', "JSON", "}"),
            ("PAIR",),
        ),
        "SERVICES": (("SERVICE",), ("SERVICE", ",", "SERVICES")),
        "SERVICE": (('{"code":"97110","minutes":20}',), ('{"code":"97110",', "SAID", "}"), ("JSON",)),
        "SAID": (
            ('"minutes":20',),
            ('"minutes":', "JSON"),
            ('"times":"', "WORD", '"'),
            ('"start":', "JSON", ',"end":', "JSON"),
            ('"by":"', "WORD", '","minutes":5'),
            ('"region":"', "TEXT", '","minutes":5'),
        ),
    }
)
_LINK = _with(
    {
        "START": (("visit=97110.33",), ("visit=", "SERVICES"), ("visit=", "SERVICES", "&", "MORE")),
        "SERVICES": (("SERVICE",), ("SERVICE", "~", "SERVICES")),
        "SERVICE": (
            ("97110.33",), ("97140.7.assistant",), ("CODE", ".", "WORD"), ("97110.5.@", "TEXT"),
            ("97110.0900-0920+", "WORD"),
        ),
        "MORE": (
            ("payer=", "WORD"), ("ytd=", "WORD"), ("dx=", "TEXT"), ("mod=", "CODE", ".", "WORD"),
            ("charge=", "CODE", "-", "WORD"), ("MORE", "&", "MORE"),
        ),
    }
)  # fmt: skip
_TABLE = _with(
    {
        "START": (("code,minutes\n", "ROWS"), ("HEAD", "\n", "ROWS")),
        "HEAD": (("code;minutes",), ("code\tminutes\tregion",), ("code,times,region,payer",), ("TEXT",)),
        "ROWS": (("97110,20\n",), ("ROW", "\n", "ROWS")),
        "ROW": (("CODE", ",", "WORD"), ("CODE", ";", "WORD"), ("CODE", "\t", "WORD", "\t", "TEXT"), ('"', "TEXT", '"')),
    }
)
_PAYER = _with(
    {
        "START": (
            ('{"billing_code":"97110","negotiated_rates":[', "RATES", "],", "PAIR", "}"),
            ('{"billing_code":"97110"}',),
        ),
        "RATES": (("RATE",), ("RATE", ",", "RATES")),
        "RATE": (("{}",), ('{"negotiated_prices":[', "PRICES", '],"provider_references":', "JSON", "}"), ("JSON",)),
        "PRICES": (("PRICE",), ("PRICE", ",", "PRICES")),
        "PRICE": (('{"negotiated_type":"', "WORD", '","negotiated_rate":', "JSON", ",", "PAIR", "}"), ("JSON",)),
    }
)
_SOUND = """[[item]]
key = "a-1"
kind = "recall"
topic = "T08"
difficulty = 2
question = "How many units are 16 minutes?"
source = "cpm5-20.2"
written = 2026-11-21
choice = [{text = "1", right = true, why = "So."}, {text = "2", right = false, why = "No."}]
"""
_ITEMS = _with(
    {
        "START": (("ITEMS",),),
        "ITEMS": (("ITEM",), ("ITEM", "ITEMS")),
        "ITEM": ((_SOUND,), ("[[item]]\n", "LINES"), ("[[item]]\n", "LINES", "[[item.choice]]\n", "LINES")),
        "LINES": (("LINE", "\n"), ("LINE", "\n", "LINES")),
        "LINE": (
            ('key = "a-1"',), ('kind = "recall"',), ('topic = "T08"',), ("difficulty = ", "WORD"),
            ("question = '", "TEXT", "'"), ("written = ", "WORD"), ("right = true",), ("NAME", " = ", "JSON"),
            ('text = """', "TEXT", '"""'), ("TEXT",),
        ),
        "NAME": (("a",), ("NAME", ".", "NAME"), ('"', "WORD", '"')),
    }
)  # fmt: skip
_EXAM = _with(
    {
        "START": (("exam=4711.20.80",), ("exam=", "WORD", ".", "WORD", ".", "WORD"), ("exam=4711.20.80&", "MORE")),
        "MORE": (("topics=", "TEXT"), ("kinds=", "TEXT"), ("minutes=", "WORD"), ("topics=T08~", "TEXT")),
    }
)
_COMMAND = _with(
    {
        "START": (("97110=33 97140=7",), ("PARTS",)),
        "PARTS": (("PART",), ("PART", " ", "PARTS")),
        "PART": (("97110=33",), ("CODE", "=", "WORD"), ("--rule ", "WORD"), ("--json",), ("--", "TEXT"), ("TEXT",)),
    }
)
_SETTING = _with(
    {
        "START": (("",), ("WORD",), ("KIND", "://", "TEXT", "@", "TEXT", "/", "TEXT"), ("KIND", ":///", "TEXT")),
        "KIND": (("sqlite",), ("postgresql",), ("https",), ("postgresql+psycopg",), ("WORD",)),
    }
)
_ADDRESS = _with(
    {
        **_LINK,
        "START": (("http://localhost:8501/?visit=97110.33",), ("HOST", "?visit=", "SERVICES", "&", "MORE")),
        "HOST": (("https://a.example/",), ("//", "TEXT"), ("TEXT", ":", "WORD", "/", "TEXT")),
    }
)
_NOTE = _with({"START": (("SAID",),), "SAID": (("MANY",), ("MANY", ". ", "SAID"), ("MANY", "\n", "SAID"))})
GRAMMARS: Mapping[str, Grammar] = MappingProxyType(
    {
        "link": _LINK,
        "visit JSON": _VISIT,
        "visit CSV": _TABLE,
        "payer JSON": _PAYER,
        "items": _ITEMS,
        "exam link": _EXAM,
        "address": _ADDRESS,
        "command": _COMMAND,
        "settings": _SETTING,
    }
)


def hostile(reader: str, draw: random.Random) -> str:
    """Draw a hostile input.

    Args:
        reader: Who is to read it.
        draw: Where the draws come from.

    Returns:
        A text of the reader's own grammar, or of a note's where it has none, more or less damaged.
    """
    text = _derived(GRAMMARS.get(reader, _NOTE), "START", draw, 0)
    for _ in range(draw.choice((0, 0, 1, 1, 2, 4))):
        text = _damaged(text, draw)
    usual = LONGEST if reader in GRAMMARS else LONGEST_NOTE
    return text[: LONGEST_EVER if draw.random() < RARELY else usual]


def _derived(grammar: Grammar, part: str, draw: random.Random, depth: int) -> str:
    ways = grammar.get(part)
    if ways is None:
        return part
    way = ways[0] if depth > DEEPEST else draw.choice(ways)
    return "".join(_derived(grammar, piece, draw, depth + 1) for piece in way)


def _damaged(text: str, draw: random.Random) -> str:
    """Cut, double, repeat or foul a piece of a text."""
    start = draw.randrange(len(text) + 1)
    end = min(len(text), start + draw.choice((1, 3, 20, 200)))
    piece = draw.choice(("", text[start:end] * 2, text[start:end] * draw.choice((20, 400)), draw.choice(_WORDS)))
    return text[:start] + piece + text[draw.choice((start, end)) :]
