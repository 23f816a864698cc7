"""Twice the input takes at most three times as long, for every reader and every shape of what it is given."""

from collections.abc import Callable, Mapping
from contextlib import suppress

import pytest

from tests.attack.readers import READERS, refusal
from tests.measure import MOST_GROWTH, seconds

# What takes less than this, in seconds of a processor, may grow as it likes: a limit has cut it off.
FLOOR = 0.004
TRIES = 3
# A note of 20,000 characters is the longest that is read.
NOTE = 20_000
PIECES = (
    "mi\n",
    "a@a. ",
    "3x10 ",
    "Mrs. Ada Byron ",
    "3/2/26 ",
    "97110 x 3 units, 25 min. ",
    "squat to strengthen ",
    "(",
    "\n",
)
SIGNS = ("a", "**", ":material_x:", "\u202e", "x\n", "--", "www.", "@")


def row(before: str, piece: str, after: str = "", number: bool = False) -> Callable[[int], str]:
    """Repeat a piece between two ends; with a number in it where each must be another."""
    if number:
        return lambda times: before + "".join(piece.replace("#", str(place)) for place in range(times)) + after
    return lambda times: before + piece * times + after


SERVICE = '{"code":"97110","minutes":1}'
# By reader: how a text is made of so many pieces, and how many there are at most.
SHAPES: Mapping[str, tuple[tuple[Callable[[int], str], int], ...]] = {
    **{
        reader: tuple((row("", piece), NOTE // len(piece)) for piece in PIECES)
        for reader in ("note", "identifiers", "intent", "compare", "series", "stated")
    },
    **{
        reader: tuple((row("", piece), 100_000 // len(piece)) for piece in SIGNS)
        for reader in ("literal", "printable", "complaint", "name", "rule", "search", "modifiers", "resume", "settings")
    },
    "day sheet": (
        (row("code,minutes\n", "97110,20\n"), 9_000),
        (row("code,minutes\n97110,", "9"), 90_000),
        (row("", ",", "\n97110,20"), 20_000),
    ),
    "remittance": (
        (row("", "CLP*1*4*9\n"), 5_000),
        (row("CLP*1*4*9\nSVC*HC:97110*9\n", "CAS*CO*97*9\n"), 5_000),
    ),
    "denial": ((row("CO-97", " N130"), 5_000), (row("", "97110 "), 5_000), (row("CO-", "9"), 50_000)),
    "claim lines": ((row("", "97110 GP 2\n"), 5_000), (row("97110", " 59"), 20_000), (row("97110 ", "9"), 90_000)),
    "claim form": (
        (row("", "GP "), 20_000),
        (row("", "GP"), 40_000),
        (row("", "M25.561,"), 10_000),
        (row("M", "2"), 90_000),
    ),
    "link": (
        (row("visit=97110.1", "~97110.1"), 1_200),
        (row("visit=97110.1", ".assistant"), 900),
        (row("visit=97110.1.@", "x"), 9_000),
        (row("visit=97110.1&charge=97110-1", "~97110-1"), 60_000),
        (row("visit=97110.1&mod=97110", ".KX"), 60_000),
        (row("visit=97110.1&mod=x", "~0.zz"), 60_000),
        (row("visit=97110.1&dx=x", "~x"), 60_000),
        (row("visit=97110.1", "&x#=1", number=True), 60_000),
    ),
    "address": (
        (row("https://a.example/?visit=97110.1", "~97110.1"), 1_200),
        (row("https://a.example/?visit=97110.1&dx=x", "&dx=x"), 18_000),
        (row("https://a.example", "/a", "?visit=97110.1"), 45_000),
        (row("//[", "["), 90_000),
    ),
    "command": (
        (row("97110=33", " 97110=33"), 10_000),
        (row("97110=", "9"), 90_000),
        (row("", "--x "), 22_000),
        (row("", "\u202e"), 90_000),
    ),
    "visit JSON": (
        (row("{" + f'"services":[{SERVICE}]', ',"x#":1', "}", number=True), 15_000),
        (row(f'{{"services":[{SERVICE}', f",{SERVICE}", "]}"), 6_000),
        (row('{"services":[{"code":"97110","times":"9:00-9:01', ",9:02-9:03", '"}]}'), 15_000),
        (row('{"services":[{"code":"97110","minutes":1', ',"y#":[]', "}]}", number=True), 15_000),
        (row('{"services":[{"code":"97110","minutes":1,"region":"', "\\u202e", '"}]}'), 30_000),
        (row('{"diagnoses":["M25.561"', ',"M25.561"', "]}"), 18_000),
        (row('{"modifiers":{"x":[]', ',"x#":[1]', "}}", number=True), 12_000),
        (row("", "[", ""), 150_000),
        (row('{"a":', '{"a":', ""), 30_000),
    ),
    "visit CSV": (
        (row("code,minutes\n", "97110,1\n"), 24_000),
        (row("code,minutes", ",a#", "\n97110,1\n", number=True), 25_000),
        (row("code,minutes\n97110,", '""', "\n"), 90_000),
        (row('code,minutes\n97110,"', ";=", '"\n'), 90_000),
        (row("code,minutes,times\n97110,,9:00-9:01", ";9:02-9:03"), 15_000),
        (row("", "\n"), 190_000),
    ),
    "payer JSON": (
        (row('{"billing_code":"97110","negotiated_rates":[]', ',"x#":1', "}", number=True), 15_000),
        (row('{"billing_code":"97110","negotiated_rates":[{}', ",{}", "]}"), 60_000),
        (row('{"billing_code":"97110","negotiated_rates":[1', ",1", "]}"), 90_000),
        (row('{"billing_code":"97110","negotiated_rates":[{"negotiated_prices":[{}', ",{}", "]}]}"), 60_000),
        (row('{"billing_code":"97110","negotiated_rates":[],"bundled_codes":[1', ",1", "]}"), 90_000),
        (row('{"billing_code":"97110","negotiated_rates":[],"description":"', "\\u202e", '"}'), 30_000),
        (row('{"billing_code":"97110","negotiated_rates":1', "0", "}"), 150_000),
    ),
    "items": (
        (row("a", ".a", "=1"), 400_000),
        (row("[a", ".a", "]"), 400_000),
        (row("x = {a", ".a", "=1}"), 400_000),
        (row("", "a# = 1\n", number=True), 28_000),
        (row("", "[a#]\n", number=True), 28_000),
        (row("", "[[item]]\n"), 18_000),
        (row("[[item]]\n", "[[item.choice]]\n"), 9_000),
        (row('x = "', "\\\\", '"'), 400_000),
        (row('x = """', '""\\"', '"""'), 200_000),
        (row("x = ", "["), 50_000),
        (row("x = [", "{},"), 25_000),
        (row("", "'"), 900_000),
        (row("# ", "."), 900_000),
    ),
    "exam link": (
        (row("exam=1.1.1&topics=T01", "~T01"), 60_000),
        (row("exam=1.1.1&topics=T01", "~x#", number=True), 30_000),
        (row("exam=1.1.1&kinds=", "x"), 90_000),
        (row("exam=1", "0", ".1.1"), 90_000),
    ),
    "clock": ((row("", "9:00-9:01,"), 15_000), (row("", "-"), 90_000), (row("9", " "), 90_000)),
}  # fmt: skip


def read(reader: str, text: str) -> None:
    """Let a reader read, or refuse."""
    with suppress(refusal(reader)):
        READERS[reader](text)


def growth(reader: str, made: Callable[[int], str], most: int) -> float:
    """Tell how much longer the whole takes than its half; 1 where the whole takes next to nothing."""
    half, whole = made(most // 2), made(most)
    taken = seconds(lambda: read(reader, whole), 2)
    return taken / seconds(lambda: read(reader, half), 2) if taken > FLOOR else 1.0


def test_every_reader_has_its_shapes():
    assert SHAPES.keys() == READERS.keys()


@pytest.mark.alone
@pytest.mark.parametrize("reader", SHAPES)
def test_twice_the_input_takes_at_most_three_times_as_long(reader):
    read(reader, "97110")
    for place, (made, most) in enumerate(SHAPES[reader]):
        # Once is enough: other work can only make it slower, and what is quadratic takes four times every time.
        grown = [growth(reader, made, most)]
        while min(grown) >= MOST_GROWTH and len(grown) < TRIES:
            grown.append(growth(reader, made, most))
        assert min(grown) < MOST_GROWTH, (reader, place, made(3), grown)
