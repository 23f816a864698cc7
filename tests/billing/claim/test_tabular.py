"""The prepared list of diagnosis codes says what the package says that it was made from."""

import gzip

import pytest

from ptcoding.billing.claim.tabular import tabular
from ptcoding.facts import facts
from ptcoding.facts.icd import FILE, Tabular, of_text
from tests.diagnoses import BOOK, codes, prepared, title


@pytest.fixture(scope="module")
def package() -> Tabular:
    listed = codes()
    children = {code: tuple(BOOK.get_children(code)) for code in listed if not BOOK.is_leaf(code)}
    parents = {below: code for code, all_below in children.items() for below in all_below}
    extended = {code for code in listed if BOOK.is_extended_subcategory(code)}
    return Tabular({code: title(code) for code in listed}, children, parents, extended)


def test_every_title_is_that_of_the_package_in_its_order(package: Tabular) -> None:
    assert list(tabular().titles.items()) == list(package.titles.items())
    # As the release of April 1, 2026 has them.
    assert len(tabular().titles) == 98_186


def test_every_code_stands_where_the_package_has_it(package: Tabular) -> None:
    assert tabular().children == package.children
    assert tabular().parents == package.parents
    assert tabular().extended == package.extended


def test_the_file_is_the_one_that_is_prepared_now() -> None:
    assert gzip.decompress((facts().folder / FILE).read_bytes()).decode() == prepared()


def test_what_no_category_holds_is_not_in_the_list() -> None:
    book = of_text("~a\tA initial encounter\nT67\tEffects of heat\t\nT67.1\tHeat syncope\ta\n")
    for absent in ("", "T", "T6", "T67.2", "T68", "~a"):
        assert absent not in book.titles
    assert (len(book.titles), list(book.extended)) == (3, ["T67.1XXA"])
