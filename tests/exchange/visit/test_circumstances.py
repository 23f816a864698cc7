"""What a claim needs beyond the visit: there and back, and what is refused."""

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Session
from ptcoding.errors import InputError, VisitError
from ptcoding.exchange.visit.circumstances import write_circumstances
from ptcoding.exchange.visit.link import read_link, write_link
from ptcoding.exchange.visit.visit import Visit, read_visit
from ptcoding.facts import facts
from tests.strategies import circumstances, hostile_text, json_values

VISIT = {"services": [{"code": "97110", "minutes": 20}]}


def read_circumstances(record: Mapping[str, object]) -> Circumstances:
    return read_visit({**VISIT, **record}).circumstances


def from_link(parameters: Mapping[str, str]) -> Circumstances:
    return read_link({"visit": "97110.20", **parameters}).circumstances


def link(around: Circumstances) -> dict[str, str]:
    parameters = write_link(Visit(Session.of({"97110": 20}), around))
    del parameters["visit"]
    return parameters


def problems(record: Mapping[str, object]) -> list[tuple[str, str]]:
    with pytest.raises(VisitError) as error:
        read_circumstances(record)
    return [(problem.field, problem.value) for problem in error.value.problems]


def expected(record: Mapping[str, object]) -> str:
    with pytest.raises(VisitError) as error:
        read_circumstances(record)
    return error.value.problems[0].expected


def test_a_record_that_says_nothing_is_as_usual() -> None:
    usual = read_circumstances({})
    assert (usual.place, usual.setting, usual.diagnoses) == ("11", "private", ())
    assert (dict(usual.stated), dict(usual.charges)) == ({}, {})
    assert write_circumstances(usual) == {}
    assert link(usual) == {}


def test_a_whole_record_is_read() -> None:
    found = read_circumstances(
        {
            **VISIT,
            "place": "22",
            "setting": "institution",
            "diagnoses": ["M17.11", "m25661"],
            "modifiers": {"97110": ["kx", "GX"]},
            "charges": {"97110": 60.5, "97140": "55.00", "97112": 1},
        }
    )
    assert (found.place, found.setting) == ("22", "institution")
    assert found.diagnoses == ("M17.11", "M25661")
    assert dict(found.stated) == {"97110": ("KX", "GX")}
    assert dict(found.charges) == {"97110": Decimal("60.5"), "97140": Decimal(55), "97112": Decimal(1)}


def test_what_was_read_cannot_be_changed() -> None:
    found = read_circumstances({"modifiers": {"97110": ["KX"]}, "charges": {"97110": 60}})
    with pytest.raises(TypeError):
        found.stated["97140"] = ("KX",)
    with pytest.raises(TypeError):
        found.charges["97140"] = Decimal(1)


@given(circumstances())
def test_circumstances_survive_a_record(around: Circumstances) -> None:
    assert read_circumstances(write_circumstances(around)) == around


@given(circumstances())
def test_circumstances_survive_a_link(around: Circumstances) -> None:
    address = dict(parse_qsl(urlencode(link(around), safe="~@+"), strict_parsing=bool(link(around))))
    assert from_link(address) == around


def test_a_link_is_short_and_readable() -> None:
    around = read_circumstances(
        {
            "place": "22",
            "diagnoses": ["M17.11", "M62.81"],
            "modifiers": {"97530": ["59", "GX"]},
            "charges": {"97110": 60},
        }
    )
    assert link(around) == {"pos": "22", "dx": "M17.11~M62.81", "mod": "97530.59.GX", "charge": "97110-60"}


def test_a_code_with_a_letter_second_is_a_diagnosis() -> None:
    assert read_circumstances({"diagnoses": ["qa0.0101"]}).diagnoses == ("QA0.0101",)


def test_codes_are_taken_in_any_case() -> None:
    around = read_circumstances({"modifiers": {"g0283": ["ga"]}, "charges": {" g0283 ": 20}})
    assert (dict(around.stated), dict(around.charges)) == ({"G0283": ("GA",)}, {"G0283": 20})


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ({"modifiers": {"97110": ["ZZZ"]}}, [("modifiers.97110", "ZZZ")]),
        ({"modifiers": {"97110": ["KX", "Q", ""]}}, [("modifiers.97110", "Q"), ("modifiers.97110", "")]),
        ({"modifiers": {"97110": ["KX", "GA", "GX", "GY", "59"]}}, [("modifiers.97110", "5 modifiers")]),
        ({"modifiers": {"97110": "KX"}}, [("modifiers.97110", "KX")]),
        ({"modifiers": {"97110": None}}, [("modifiers.97110", "nothing")]),
        ({"modifiers": {"97110": [59]}}, None),
        ({"modifiers": {"97110": [["59"]]}}, [("modifiers.97110", "a list")]),
        ({"modifiers": {"99999": ["KX"]}}, [("modifiers.99999", "99999")]),
        ({"modifiers": ["KX"]}, [("modifiers", "a list")]),
        ({"modifiers": "KX"}, [("modifiers", "KX")]),
        ({"modifiers": None}, [("modifiers", "nothing")]),
        ({"charges": {"97110": -0.01}}, [("charges.97110", "-0.01")]),
        ({"charges": {"97110": 100_000.01}}, [("charges.97110", "100000.01")]),
        ({"charges": {"97110": 10**400}}, [("charges.97110", "a number of many digits")]),
        ({"charges": {"97110": float("nan")}}, [("charges.97110", "nan")]),
        ({"charges": {"97110": float("inf")}}, [("charges.97110", "inf")]),
        ({"charges": {"97110": float("-inf")}}, [("charges.97110", "-inf")]),
        ({"charges": {"97110": "NaN"}}, [("charges.97110", "NaN")]),
        ({"charges": {"97110": "sNaN"}}, [("charges.97110", "sNaN")]),
        ({"charges": {"97110": "1e999"}}, [("charges.97110", "1e999")]),
        ({"charges": {"97110": "1e99999999999999999999"}}, [("charges.97110", "1e99999999999999999999")]),
        ({"charges": {"97110": "sixty"}}, [("charges.97110", "sixty")]),
        ({"charges": {"97110": "$60"}}, [("charges.97110", "$60")]),
        ({"charges": {"97110": ""}}, [("charges.97110", "")]),
        ({"charges": {"97110": 60.005}}, [("charges.97110", "60.005")]),
        ({"charges": {"97110": True}}, [("charges.97110", "true")]),
        ({"charges": {"97110": None}}, [("charges.97110", "nothing")]),
        ({"charges": {"97110": [60]}}, [("charges.97110", "a list")]),
        ({"charges": {"99999": 60}}, [("charges.99999", "99999")]),
        ({"charges": [60]}, [("charges", "a list")]),
        ({"charges": 60}, [("charges", "60")]),
        ({"diagnoses": ["M17.11"] * 13}, [("diagnoses", "13 codes")]),
        ({"diagnoses": "M17.11"}, [("diagnoses", "M17.11")]),
        ({"diagnoses": {"A": "M17.11"}}, [("diagnoses", "a group of fields")]),
        ({"diagnoses": None}, [("diagnoses", "nothing")]),
        ({"diagnoses": ["M17.11", "<b>M17</b>"]}, [("diagnoses[1]", "<b>M17</b>")]),
        ({"diagnoses": ["M17.11~"]}, [("diagnoses[0]", "M17.11~")]),
        ({"diagnoses": ["M17.11*"]}, [("diagnoses[0]", "M17.11*")]),
        ({"diagnoses": ["M17 11"]}, [("diagnoses[0]", "M17 11")]),
        ({"diagnoses": ["M17.11\n"]}, [("diagnoses[0]", "M17.11\n")]),
        ({"diagnoses": ["М17.11"]}, [("diagnoses[0]", "М17.11")]),  # the first letter is Cyrillic
        ({"diagnoses": [""]}, [("diagnoses[0]", "")]),
        ({"diagnoses": [17.11, None]}, [("diagnoses[0]", "17.11"), ("diagnoses[1]", "nothing")]),
        ({"diagnoses": [["M17"]]}, [("diagnoses[0]", "a list")]),
        ({"diagnoses": ["M1" + "7" * 12]}, [("diagnoses[0]", "M1" + "7" * 12)]),
        # An address would be a link wherever a finding names it.
        ({"diagnoses": ["www.ab.cd"]}, [("diagnoses[0]", "www.ab.cd")]),
        ({"diagnoses": ["Q"]}, [("diagnoses[0]", "Q")]),
        ({"modifiers": {"g0283": [], "G0283": []}}, [("modifiers.G0283", "G0283")]),
        ({"charges": {" G0283": 1, "G0283": 2}}, [("charges.G0283", "G0283")]),
        ({"place": 11}, [("place", "11")]),
        ({"place": "1"}, [("place", "1")]),
        ({"place": "111"}, [("place", "111")]),
        ({"place": "٣٣"}, [("place", "٣٣")]),
        ({"place": "1*"}, [("place", "1*")]),
        ({"place": "11\n"}, [("place", "11\n")]),
        ({"place": None}, [("place", "nothing")]),
        ({"setting": "garage"}, [("setting", "garage")]),
        ({"setting": ["private"]}, [("setting", "a list")]),
        ({"setting": None}, [("setting", "nothing")]),
    ],
)  # fmt: skip
def test_a_malformed_value_is_refused_by_field_and_value(
    record: Mapping[str, object], found: list[tuple[str, str]] | None
) -> None:
    # A modifier given as a number is read as its two digits.
    if found is None:
        assert read_circumstances(record).stated["97110"] == ("59",)
    else:
        assert problems(record) == found


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"modifiers": {"97110": ["ZZZ"]}}, "two letters or digits, for example 59"),
        ({"modifiers": {"97110": ["5"]}}, "two letters or digits, for example 59"),
        ({"modifiers": {"97110": ["<b"]}}, "two letters or digits, for example 59"),
        ({"modifiers": {"97110": ["KX"] * 5}}, "at most 4 modifiers"),
        ({"charges": {"97110": -1}}, "dollars and cents from 0 to 100000"),
        ({"diagnoses": ["A1"] * 13}, "at most 12 ICD-10-CM codes"),
        ({"diagnoses": ["?"]}, "for example M25.561"),
        ({"place": "x"}, "two digits"),
        ({"setting": "x"}, "one of private, institution, physician"),
    ],
)
def test_a_refusal_says_what_would_have_been_right(record: Mapping[str, object], words: str) -> None:
    assert words in expected(record)


def test_the_edges_of_what_is_taken() -> None:
    found = read_circumstances(
        {
            "diagnoses": ["M1"] + ["M1" + "7" * 11] * 11,
            "modifiers": {"97110": ["KX", "GX", "GY", "59"], "97140": []},
            "charges": {"97110": 100_000, "97140": 0, "97112": "0.01"},
        }
    )
    assert len(found.diagnoses) == 12
    assert len(found.stated["97110"]) == 4
    assert dict(found.charges) == {"97110": Decimal(100_000), "97140": Decimal(0), "97112": Decimal("0.01")}


def test_all_problems_are_collected_in_order() -> None:
    assert [field for field, _ in problems(
        {
            "charges": {"97110": -1, "97140": "x"},
            "modifiers": {"97110": ["Z Z"]},
            "diagnoses": ["?"],
            "setting": "x",
            "place": "x",
        }
    )] == ["place", "setting", "diagnoses[0]", "modifiers.97110", "charges.97110", "charges.97140"]  # fmt: skip


def anything() -> st.SearchStrategy[object]:
    code = st.sampled_from(sorted(facts().codes)) | hostile_text()
    return (
        json_values()
        | st.dictionaries(code, json_values(), max_size=4)
        | st.lists(hostile_text(), max_size=14)
        | st.dictionaries(
            code, st.lists(hostile_text() | st.sampled_from(sorted(facts().modifiers)), max_size=6), max_size=4
        )
    )


@given(st.dictionaries(st.sampled_from(["place", "setting", "diagnoses", "modifiers", "charges"]), anything()))
def test_no_record_breaks_the_reader_and_a_refusal_can_be_shown(record: Mapping[str, object]) -> None:
    try:
        found = read_circumstances(record)
    except InputError as error:
        said = str(error)
        assert said.encode("utf-8")
        assert "\n" not in said
    else:
        assert read_circumstances(write_circumstances(found)) == found


@given(st.dictionaries(st.sampled_from(["pos", "setting", "dx", "mod", "charge", "visit", "x"]), hostile_text()))
def test_no_link_breaks_the_reader(parameters: Mapping[str, str]) -> None:
    with suppress(InputError):
        read_link(parameters)


@pytest.mark.parametrize(
    "parameters",
    [
        {"pos": ""},
        {"pos": "1"},
        {"setting": ""},
        {"dx": "~"},
        {"dx": "~".join(["M17.11"] * 13)},
        {"dx": "<script>"},
        {"mod": "97110.ZZZ"},
        {"mod": "97110.KX.GA.GX.GY.59"},
        {"mod": "99999.KX"},
        {"mod": "~"},
        {"charge": "97110"},
        {"charge": "97110--1"},
        {"charge": "97110-NaN"},
        {"charge": "97110-60~"},
        {"charge": "97110-1e9"},
    ],
    ids=str,
)
def test_a_link_that_cannot_be_read_is_refused(parameters: Mapping[str, str]) -> None:
    with pytest.raises(VisitError):
        from_link(parameters)


def test_a_code_stated_twice_in_a_link_keeps_both_or_is_refused() -> None:
    """The second must not silently replace the first."""
    try:
        found = from_link({"mod": "97110.KX~97110.GX"})
    except InputError:
        return
    assert found.stated["97110"] == ("KX", "GX")
