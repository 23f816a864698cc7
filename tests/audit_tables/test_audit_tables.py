"""Tables of visits: what whole tables give is what the engine gives for one visit at a time."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from importlib.util import find_spec
from xml.etree import ElementTree as ET

import polars as pl
import pytest

from ptcoding.audit.days import change_days, regime
from ptcoding.audit.findings import kinds
from ptcoding.audit.record import as_record
from ptcoding.audit.run import audit, audit_lines
from ptcoding.audit.table import known_columns
from ptcoding.billing.claim.claim import claim_of
from ptcoding.command.main import main
from ptcoding.errors import InputError
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.facts import facts

CODES = sorted(facts().codes)
PAYERS = ["", "Medicare", "Aetna", "UHC", "bcbs-nebraska", "texas-medicaid", "Sunrise Mutual"]
PEOPLE = ["Rivera, PT", "Cole, PTA", "aide", "student"]


def drawn(count, seed):
    """Draw lines of visits in which anything may stand."""
    dice = random.Random(seed)  # noqa: S311 -- the same visits each time are wanted, nothing secret
    rows = []
    for number in range(count):
        day = (date(2024, 5, 1) + timedelta(days=dice.randrange(950))).isoformat()
        people = dice.choices(PEOPLE, [8, 4, 1, 1], k=2)
        head = {
            "Visit ID": str(number),
            "DOS": day,
            "Payer": dice.choice(PAYERS),
            "Discipline": dice.choice(["PT", "OT", "SLP"]),
            "Dx": dice.choice(["", "M25.561", "M54.50; R26.89"]),
            "YTD": dice.choice(["", "", "2400", "3100"]),
        }
        for _ in range(dice.randint(1, 4)):
            modifiers = dice.choice(["", "GP", "GO", "GP 59", "GP KX", "GN XU", "CQ"])
            rows.append(
                head
                | {
                    "CPT": dice.choice(CODES),
                    "Minutes": str(dice.choice([0, 7, 8, 12, 15, 22, 23, 30, 45, 90])),
                    "Units": str(dice.randint(0, 4)),
                    "Mods": modifiers,
                    "Provider": dice.choice(people),
                }
            )
    return pl.DataFrame(rows)


def one_by_one(head, lines):
    """What the engine says of one visit."""
    visit = read_visit(as_record(head, lines))
    counts = [visit.counted(facts().rule(key)).units for key in ("cms", "ama")]
    found = claim_of(visit.counted(), visit.circumstances).findings
    return counts, kinds([one for one in found if head["ytd"] or not one.kind.startswith("kx_")])


def test_every_visit_is_as_the_engine_alone_has_it():
    visits, codes, _, _ = audit_lines(known_columns(drawn(1_500, 3), facts()), facts())
    lines = {}
    for line in codes.iter_rows(named=True):
        lines.setdefault(line["visit"], []).append(line)
    assert visits.height == 1_500
    for head in visits.iter_rows(named=True):
        if head["errors"] == "unreadable":
            with pytest.raises(InputError):
                one_by_one(head, lines[head["visit"]])
            continue
        (cms, ama), expected = one_by_one(head, lines[head["visit"]])
        for line in lines[head["visit"]]:
            assert (line["cms"], line["ama"]) == (cms.get(line["code"], 0), ama.get(line["code"], 0))
        told = tuple(" ".join(sorted(set(head[kind].split()))) for kind in ("errors", "warnings"))
        assert told == expected, (head, lines[head["visit"]])


def table(rows):
    return known_columns(pl.DataFrame(rows, schema=["visit", "code", "minutes", "units"], orient="row"), facts())


def test_units_over_and_under_are_those_of_the_minutes():
    # 23 + 12 = 35 minutes earn 2 units and 3 were billed; 45 minutes earn 3 and 2 were billed.
    rows = [("a", "97110", "23", "2"), ("a", "97140", "12", "1"), ("b", "97110", "45", "2")]
    visits, _, left_out, _ = audit_lines(table(rows), facts())
    assert sorted(visits["over"].to_list()) == [-1, 1]
    assert left_out == 0


def test_lines_without_minutes_or_a_code_are_counted_as_left_out():
    rows = [("a", "97110", "lots", "2"), ("a", "D0120", "30", "1"), ("a", "97161", "", "1"), ("a", "97110", "15", "1")]
    visits, codes, left_out, _ = audit_lines(table(rows), facts())
    assert left_out == 2
    assert dict(codes.select("code", "cms").iter_rows()) == {"97161": 1, "97110": 1}
    assert visits.height == 1


def test_a_table_of_another_trade_is_refused():
    with pytest.raises(InputError, match="code and minutes"):
        known_columns(pl.DataFrame({"sku": ["1"], "price": ["2"]}), facts())


def test_a_stretch_of_days_ends_where_a_row_begins_to_hold():
    days = change_days(facts())
    # The NCCI edit of 97530 with 97535 ended on December 31, 2019, and the year with it.
    assert regime(date(2019, 12, 31), days) < regime(date(2020, 1, 1), days)
    assert regime(date(2026, 2, 3), days) == regime(date(2026, 2, 4), days)


def test_a_folder_is_audited_part_by_part_and_never_twice(tmp_path, capsys):
    place, out = tmp_path / "in", tmp_path / "out"
    place.mkdir()
    drawn(40, 1).write_csv(place / "a.csv")
    drawn(60, 2).write_parquet(place / "b.parquet")
    first = audit(place, out, facts())
    assert [(part.name, part.visits, part.done_before) for part in first] == [("a", 40, False), ("b", 60, False)]
    assert main(["audit", str(place), "-o", str(out)]) == 0
    assert capsys.readouterr().out.count("done before") == 2
    for name in ("payer", "code", "therapist", "month"):
        assert (out / f"summary.{name}.csv").read_text(encoding="utf-8").startswith(f"{name},visits")
    assert pl.read_csv(out / "summary.month.csv")["visits"].sum() == 100


def test_nobody_can_be_told_from_what_is_written(tmp_path):
    rows = drawn(5, 1).with_columns(pl.lit("Zebulon Quark").alias("Patient Name"), pl.lit("1950").alias("DOB"))
    rows.write_csv(tmp_path / "a.csv")
    audit(tmp_path / "a.csv", tmp_path / "out", facts())
    for file in (tmp_path / "out").glob("*.parquet"):
        assert "Zebulon" not in str(pl.read_parquet(file).to_dicts())
        assert "Rivera" not in str(pl.read_parquet(file).to_dicts())


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_nothing_to_read_is_refused_in_one_line(name, tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert main(["audit", str(tmp_path / name), "-o", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_each_summary_has_a_picture_of_billed_beside_earned(tmp_path):
    # Medicare: 35 minutes earn 2 and 3 were billed. Aetna & Co: 45 minutes earn 3 and 2 were billed.
    rows = [
        ("a", "Medicare", "97110", "23", "2"),
        ("a", "Medicare", "97140", "12", "1"),
        ("b", "<b>A & Co", "97110", "45", "2"),
    ]
    lines = pl.DataFrame(rows, schema=["visit", "payer", "code", "minutes", "units"], orient="row")
    lines.write_csv(tmp_path / "a.csv")
    audit(tmp_path / "a.csv", tmp_path / "out", facts())
    drawn = ET.parse(tmp_path / "out" / "summary.payer.svg")
    name = "{http://www.w3.org/2000/svg}"
    bars = [float(rect.attrib["width"]) for rect in drawn.iter(f"{name}rect") if rect.attrib["width"] != "100%"]
    # The longest of three units is 480 wide, two are 320: 3 and 2, then 2 and 3.
    assert bars == [480, 320, 320, 480]
    texts = [text.text for text in drawn.iter(f"{name}text")]
    assert "Units billed and earned by payer" in texts
    assert {element.tag.removeprefix(name) for element in drawn.iter()} == {"svg", "title", "desc", "rect", "text"}
    assert len(list((tmp_path / "out").glob("*.svg"))) == 4


def test_parts_done_by_others_are_the_same(tmp_path):
    place = tmp_path / "in"
    place.mkdir()
    for seed in (1, 2, 3):
        drawn(20, seed).write_csv(place / f"{seed}.csv")
    told = []
    here = audit(place, tmp_path / "here", facts())
    with ThreadPoolExecutor(2) as workers:
        spread = audit(place, tmp_path / "spread", facts(), lambda *said: told.append(said), workers)
    assert spread == here
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    for file in (tmp_path / "here").iterdir():
        other = tmp_path / "spread" / file.name
        if file.suffix == ".parquet":
            assert pl.read_parquet(file).equals(pl.read_parquet(other))
        else:
            assert file.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("more", [["--workers", "0"], ["--workers", "65"], ["--scheduler", "tcp://127.0.0.1:1"]])
def test_workers_that_cannot_be_had_are_refused_in_one_line(more, tmp_path, capsys):
    drawn(2, 1).write_csv(tmp_path / "a.csv")
    if find_spec("distributed") is not None and "--scheduler" in more:
        pytest.skip("Dask is installed, and waits for a scheduler")
    assert main(["audit", str(tmp_path / "a.csv"), "-o", str(tmp_path / "out"), *more]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_whole_numbers_are_read_as_the_same_numbers_in_words():
    words = pl.DataFrame(
        {"visit": ["7", "7", "3"], "code": ["97110", "97140", "97110"], "minutes": ["23", "12", "99999"]}
    )
    numbers = words.cast(pl.Int64)
    assert known_columns(numbers, facts()).equals(known_columns(words, facts()))
    # 99,999 minutes are no minutes of a day.
    assert known_columns(numbers, facts())["minutes"].to_list() == [23, 12, None]


def test_lines_of_a_visit_that_lie_apart_are_put_together():
    rows = [("b", "97110", "23", "2"), ("a", "97110", "45", "2"), ("b", "97140", "12", "1")]
    visits, codes, _, _ = audit_lines(table(rows), facts())
    # 23 + 12 minutes earn 2 of the 3 units billed, 45 earn 3 where 2 were billed.
    assert sorted(zip(visits["cms"], visits["billed"], strict=True)) == [(2, 3), (3, 2)]
    assert codes["visit"].is_sorted()


def test_what_stands_on_a_later_line_of_a_visit_is_said_of_the_visit():
    lines = pl.DataFrame(
        {"visit": ["a", "a", "b"], "payer": ["", "aetna", ""], "code": ["97110"] * 3, "minutes": ["15"] * 3}
    )
    visits, codes, _, _ = audit_lines(known_columns(lines, facts()), facts())
    assert visits["payer"].to_list() == ["aetna", ""]
    # Two lines of one code are one code of 30 minutes.
    assert codes["minutes"].to_list() == [30, 15]
