"""A file of a bank is weighed before it is parsed: what would take long is refused, what is long and plain is not."""

import time

import pytest

from ptcoding.learning.bank.source_file import MOST_DOTS, MOST_PARTS, read_source

# Parsed, the longest of these takes a minute and seven gigabytes; this much of a processor is for a busy machine.
LIMIT = 1.0


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (".".join(["a"] * 200_000) + "=1", "'199,999 dots in a line'"),
        (".".join(['"a"'] * 20_000) + "=1", "'19,999 dots in a line'"),
        ("[" + ".".join(["a"] * 20_000) + "]", "'19,999 dots in a line'"),
        ("x = {" + ".".join(["a"] * 20_000) + " = 1}", "'19,999 dots in a line'"),
        ("a=1\n" * 200_000, "'400,000 lines, values and tables'"),
        ("x = [" + "{}," * 200_000 + "]", "lines, values and tables'"),
        ("x = " + "[" * 50_000, "'tables nested too deeply'"),
        ('x = """' + '\\"' * 20_000, "Unterminated string"),
        ("'''" * 300_000, "given, expected TOML"),
        ('"\\' * 300_000, "given, expected TOML"),
    ],
)
def test_a_costly_file_is_refused_before_it_is_read(text: str, given: str) -> None:
    problems = []
    start = time.process_time()
    assert read_source(text, problems)[1] == {}
    assert time.process_time() - start < LIMIT
    assert len(problems) == 1
    assert given in str(problems[0])


def test_the_line_with_too_many_dots_is_named() -> None:
    problems = []
    read_source("x = 1\n" + ".".join(["a"] * 200) + "=1", problems)
    assert str(problems[0]) == (
        "text: line 2: '199 dots in a line' given, expected at most 100 outside quotation marks"
    )


@pytest.mark.parametrize(
    "said",
    [
        '"' + "R knee ext. 3x10. " * 200 + '"',
        "'" + "." * 4_000 + "'",
        '"""\n' + "a.b.c.\n" * 500 + '"""',
        "1 # " + "." * 500,
    ],
)
def test_dots_of_a_text_or_a_remark_cost_nothing(said: str) -> None:
    problems = []
    assert "text" in read_source(f"text = {said}", problems)[1]
    assert problems == []


def test_a_key_of_as_many_parts_as_are_allowed_is_read() -> None:
    problems = []
    assert "a" in read_source(".".join(["a"] * (MOST_DOTS + 1)) + " = 1", problems)[1]
    assert problems == []


def test_as_many_values_as_are_allowed_are_read() -> None:
    problems = []
    # A line and a sign of equality for each value; the last line has no end.
    values = "\n".join(f"a{place} = 1" for place in range(MOST_PARTS // 2))
    assert len(read_source(values, problems)[1]) == MOST_PARTS // 2
    assert problems == []
