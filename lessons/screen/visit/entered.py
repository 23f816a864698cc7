"""The visit as it stands in the forms, read like any other record."""

from dataclasses import replace

from lessons.screen.visit import claim_form, counting_choice, visit_form
from lessons.screen.visit.session_answer import picked_codes, picked_owners
from ptcoding.errors import InputError, Problem
from ptcoding.exchange.visit.visit import Visit, read_visit


def visit(*, with_claim: bool = True) -> tuple[Visit | None, dict[str, Problem]]:
    """Read the visit out of the forms.

    Args:
        with_claim: Whether what the claim needs is read too.

    Returns:
        The visit, None while it cannot be read; then problems by field.
    """
    choice = counting_choice.chosen()
    record = visit_form.record(choice.payer) | {"rule": choice.named}
    if with_claim:
        record |= claim_form.record(visit_form.codes_entered())
    try:
        found = read_visit(record)
    except InputError as error:
        return None, {problem.field: problem for problem in error.problems}
    found = replace(found, owners=picked_owners(found.counted()))
    return replace(found, tie=tuple(picked_codes(found.counted().tie))), {}


def countable() -> tuple[Visit | None, dict[str, Problem], bool]:
    """Read what can be counted, for a page that does not ask for what the claim needs and cannot mend it.

    Returns:
        The visit, without its claim where only that cannot be read; problems by field; whether the claim was left out.
    """
    whole, problems = visit()
    if whole is not None:
        return whole, problems, False
    session, problems = visit(with_claim=False)
    return session, problems, session is not None
