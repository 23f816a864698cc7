"""Visits and hostile values for the property tests."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import strategies as st

from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Contact, Discipline, Giver, Service, Session
from ptcoding.exchange.visit.visit import FIELDS, IGNORED_FIELDS, Visit
from ptcoding.facts import facts
from ptcoding.facts.rule import CountingRule

TIMED = (
    "97110",
    "97112",
    "97116",
    "97140",
    "97530",
    "97535",
    "97035",
    "97124",
    "97113",
    "97032",
    "97033",
    "97542",
)
UNTIMED = ("97161", "97150", "97010", "G0283")
RULES = ("cms", "ama", "ceiling", "full15", "total-1", "total-15", "each-10", "total-5")
LETTERS, DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"


def timed_minutes(most_codes: int = 5, longest: int = 70) -> st.SearchStrategy[dict[str, int]]:
    """Minutes of timed codes, zero included, in any order of entry."""
    return st.dictionaries(st.sampled_from(TIMED), st.integers(0, longest), min_size=1, max_size=most_codes)


def crowded_minutes() -> st.SearchStrategy[dict[str, int]]:
    """As many timed codes as a visit may hold, all with similar leftovers."""
    return st.tuples(
        st.integers(2, 12), st.integers(1, 15), st.lists(st.integers(-1, 1), min_size=12, max_size=12)
    ).map(
        lambda drawn: {code: max(0, drawn[1] + shift) for code, shift in zip(TIMED[: drawn[0]], drawn[2], strict=False)}
    )


def rules() -> st.SearchStrategy[CountingRule]:
    """The rules of the data and some contracts."""
    return st.sampled_from(RULES).map(facts().rule)


def regions() -> st.SearchStrategy[str]:
    """Printable text that a format might stumble over, without spaces at its ends."""
    awkward = st.sampled_from(list("%~.,;\"'=+-@#&?|<>/\\ ")) | st.sampled_from(
        ["%7E", "%25", ".@", "😀", "כתף", "ركبة"]
    )
    letters = st.characters(exclude_categories=("C", "Z"))
    return st.lists(awkward | letters, max_size=15).map(lambda parts: "".join(parts).strip()[:60])


def intervals() -> st.SearchStrategy[Interval]:
    """Clock times within one day."""
    return st.tuples(st.integers(0, 1400), st.integers(1, 39)).map(lambda drawn: Interval(drawn[0], sum(drawn)))


def services() -> st.SearchStrategy[Service]:
    """Services with minutes or clock times, anyone's, of any contact and region."""
    plain = st.builds(
        Service,
        st.sampled_from(TIMED[:4] + UNTIMED),
        st.integers(0, 90),
        by=st.sampled_from(Giver),
        contact=st.sampled_from(Contact),
        region=regions(),
    )
    timed = st.builds(
        lambda code, times, by, contact, region: Service(
            code, sum(time.minutes for time in times), by, contact, region, tuple(times)
        ),
        st.sampled_from(TIMED[:4] + UNTIMED),
        st.lists(intervals(), min_size=1, max_size=3),
        st.sampled_from(Giver),
        st.sampled_from(Contact),
        regions(),
    )
    return plain | timed


def sessions() -> st.SearchStrategy[Session]:
    """Whole visits; the year's charges are in cents."""
    return st.builds(
        Session,
        st.lists(services(), min_size=1, max_size=6).map(tuple),
        date=st.none() | st.dates(),
        discipline=st.sampled_from(Discipline),
        payer=st.sampled_from(["", "custom", "medicare", "anthem"]),
        year_to_date=st.integers(0, 1_000_000).map(lambda cents: cents / 100),
    )


def circumstances() -> st.SearchStrategy[Circumstances]:
    """What a claim needs, as a sound record gives it, of codes that the visit may not have too."""
    code = st.sampled_from(TIMED + UNTIMED)
    cents = st.integers(0, 10_000_000).map(lambda amount: Decimal(amount) / 100)
    rest = st.text(LETTERS + DIGITS + ".", max_size=11)
    # A pattern would say the same in one line, and is drawn from three times as slowly.
    diagnosis = st.builds("{}{}{}".format, st.sampled_from(LETTERS), st.sampled_from(DIGITS), rest)
    return st.builds(
        Circumstances,
        place=st.integers(0, 99).map(lambda number: f"{number:02d}"),
        setting=st.sampled_from(["private", "institution", "physician"]),
        diagnoses=st.lists(diagnosis, max_size=12).map(tuple),
        stated=st.dictionaries(
            code, st.lists(st.sampled_from(sorted(facts().modifiers)), max_size=4).map(tuple), max_size=4
        ),
        charges=st.dictionaries(code, cents, max_size=4),
    )


def visits() -> st.SearchStrategy[Visit]:
    """Visits whole: any rule beside any payer, and any choice among the codes."""
    # Put together once: what is put together at each draw takes as long as the draw.
    session, around, rule = sessions(), circumstances(), st.sampled_from(["", *RULES])

    @st.composite
    def whole(draw: st.DrawFn) -> Visit:
        treated = draw(session)
        codes = sorted({service.code for service in treated.services})
        order = draw(st.permutations(codes))
        tie = tuple(order[: draw(st.integers(0, len(codes)))])
        return Visit(treated, draw(around), draw(rule), tie, tuple(draw(st.lists(st.sampled_from(codes), max_size=3))))

    return whole()


def hostile_text() -> st.SearchStrategy[str]:
    """Text with control signs, lone surrogates, digits of other scripts and words of the formats."""
    words = [
        "visit", "code", "minutes", "times", "97110", "97110.33", "٣", "٠٩:٠٠", "1e999", "NaN", "-1", "9" * 5000,
        "\x00", "\ud800", "\u202e", "\ufeff", "\r\n", "\t", ",", '"', "'", "~", ".@", "=1+1", "{", "}", "[", "]", ":",
        "9:00-9:20", "0900-0920", "25:99", "#", "²", "1_000", "²²:00", "null", "true",
    ]  # fmt: skip
    return st.lists(st.sampled_from(words) | st.text(st.characters(), max_size=8), max_size=12).map("".join)


def json_values() -> st.SearchStrategy[object]:
    """Whatever JSON can hold, and a little more."""
    leaves = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | hostile_text()
        | st.sampled_from([10**400, -(10**400), float("nan"), float("inf"), "97110", "9:00", "2026-03-02", 20])
    )
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    )


def hostile_records() -> st.SearchStrategy[Mapping[str, object]]:
    """Records with the fields of a visit and anything at all in them."""
    service_fields = ["code", "minutes", "start", "end", "times", "by", "contact", "one_on_one", "group", "region", "x"]
    anything = json_values()
    service = st.dictionaries(st.sampled_from(service_fields), anything, max_size=8)
    good = st.just({"code": "97110", "minutes": 20})
    return st.fixed_dictionaries(
        {"services": st.lists(service | good | anything, max_size=4) | anything},
        optional={key: anything for key in (*FIELDS, *IGNORED_FIELDS, "other") if key != "services"},
    )
