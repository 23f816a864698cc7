"""What a denial means, what is likely behind it on these very lines, and what is done about it."""

from dataclasses import dataclass
from datetime import date

from ptcoding.billing.claim.claim import claim_of
from ptcoding.errors import InputError
from ptcoding.exchange.claim_lines.lines import billed_visit
from ptcoding.exchange.denial.on_lines import Look, looks
from ptcoding.exchange.denial.typed import Denied, codes_of
from ptcoding.explanation import message
from ptcoding.facts import Facts
from ptcoding.facts.denial import Deadline, Kind
from ptcoding.finding import Finding, Severity

# These reasons say only that a remark says more.
GENERIC = ("16", "96", "129", "226", "252", "A1", "")
UNPROCESSABLE, NO_APPEAL = "MA130", ("N211", "MA44")
# Which findings of a claim speak to which kind of denial.
_SPEAKS = {
    "edit": ("edit_", "bypass_", "nothing_to_bypass", "unread", "pairs"),
    "limit": ("limit", "mue", "payer_limit"),
    "modifier": ("plan_twice", "assistant", "notice_twice", "modifier_", "stated_twice", "bypass_", "too_many"),
    "frequency": ("payer_limit",),
    "diagnosis": ("diagnosis", "dx_"),
    "duplicate": ("second_encounter", "modifier_stated"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A denial explained.

    Args:
        denied: What the remittance says.
        meaning: What each of its codes says, in order: group, reason, remarks.
        unknown: Codes of it that were not read here.
        kinds: What it comes down to, the likeliest first.
        on_these: What is known of these very lines.
        warnings: What to mind before an appeal or a corrected claim.
        deadlines: How long there is, as read for the payer.
        sources: Keys of the sources.
        looks: What the lines show of each likely cause, the kinds of this denial first.
    """

    denied: Denied
    meaning: tuple[str, ...]
    unknown: tuple[str, ...]
    kinds: tuple[Kind, ...]
    on_these: tuple[str, ...]
    warnings: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    sources: tuple[str, ...]
    looks: tuple[Look, ...] = ()

    @property
    def causes(self) -> tuple[str, ...]:
        """What is likely behind it: what is known of these lines first, then what the lines show of each cause."""
        likely = (look.says for look in self.looks if look.fits is not False)
        return (*self.on_these, *likely, *(cause for kind in self.kinds for cause in kind.causes))

    @property
    def next(self) -> str:
        """What comes next, as a key: a claim that was never processed is sent anew, whatever the reason."""
        if UNPROCESSABLE in self.denied.remarks:
            return "correct"
        return self.kinds[0].next if self.kinds else ""


def answer(denied: Denied, facts: Facts, *, payer: str = "", on: date | None = None) -> Answer:
    """Explain a denial.

    Args:
        denied: What the remittance says.
        facts: The codes of a remittance, edits and limits that there are.
        payer: Key of the payer; Medicare's deadlines are given where none is named.
        on: Date of service, None where it is not known.

    Returns:
        What it means and what to do.

    >>> from ptcoding.exchange.denial.typed import read_denial
    >>> from ptcoding.facts import facts
    >>> found = answer(read_denial("CO-236 97164 97535", facts())[0], facts())
    >>> found.kinds[0].key, found.next
    ('edit', 'either')
    """
    table = facts.denials
    group, reason = table.groups.get(denied.group), table.reasons.get(denied.reason)
    remarks = [table.remarks[code] for code in denied.remarks if code in table.remarks]
    meaning = [f"{group.code}: {group.means}"] if group else []
    meaning += [f"{reason.code}: {reason.means}"] if reason else []
    meaning += [f"{row.code}: {row.means}" for row in remarks]
    said = [denied.reason] if denied.reason and reason is None else []
    unknown = (*said, *(code for code in denied.remarks if code not in table.remarks))
    of_remarks = [row.kind for row in remarks if row.kind != "notice"]
    of_reason = [reason.kind] if reason else []
    keys = [*of_remarks, *of_reason] if denied.reason in GENERIC else [*of_reason, *of_remarks]
    kinds = tuple(table.kinds[key] for key in dict.fromkeys(keys or [row.kind for row in remarks]))
    found = _of_lines(denied, facts, payer, on)
    on_these = [one for one in found if any(one.kind.startswith(_SPEAKS.get(kind.key, ())) for kind in kinds)]
    sources = [key for row in (reason, *remarks, *kinds) if row is not None for key in row.sources]
    sources += [one.source for one in on_these]
    order = [kind.key for kind in kinds]
    shown = sorted(looks(denied, facts, payer, on), key=lambda look: look.kind not in order)
    return Answer(
        denied,
        tuple(meaning),
        unknown,
        kinds,
        tuple(message(one) for one in on_these),
        _warnings(denied, facts),
        table.deadlines_of(payer),
        tuple(dict.fromkeys(sources)),
        tuple(shown),
    )


def _of_lines(denied: Denied, facts: Facts, payer: str, on: date | None) -> tuple[Finding, ...]:
    """Check the lines as a claim is checked; lines of codes that are not counted here say nothing."""
    known = [line for line in (*denied.lines, *denied.beside) if line.code in facts.codes]
    if not known:
        return ()
    try:
        visit = billed_visit(known, facts, day=on or denied.on, payer=payer)
    except InputError:
        return ()
    found = claim_of(visit.counted(), visit.circumstances).findings
    dated = bool(on or denied.on)
    return tuple(one for one in found if _can_be_said(one, dated))


def _can_be_said(finding: Finding, dated: bool) -> bool:
    """Leave out what a remittance cannot show: the year's charges, and an edit nobody knows of where no day is told."""
    if finding.kind.startswith("kx_"):
        return False
    return dated or finding.kind != "edit_unchecked" or finding.severity is not Severity.NOTE


def _warnings(denied: Denied, facts: Facts) -> tuple[str, ...]:
    said = []
    strange = dict.fromkeys(line.code for line in denied.lines if line.code not in facts.codes)
    if strange:
        said.append(f"{', '.join(strange)}: not among the therapy codes here. Check the number.")
    if UNPROCESSABLE in denied.remarks:
        said.append(
            "MA130: the claim was never judged. Send a new one; an appeal is sent back, and the filing limit runs on."
        )
    if any(code in denied.remarks for code in NO_APPEAL):
        said.append("The remark says that this decision cannot be appealed.")
    if denied.group == "CO":
        said.append("Group CO: do not bill the patient for this amount.")
    if denied.group == "PR" and denied.reason not in ("1", "2", "3"):
        said.append("Group PR: the plan makes it the patient's. Check that a notice was signed where one is needed.")
    return tuple(said)


def as_record(found: Answer, facts: Facts) -> dict[str, object]:
    """Write an answer as a record ready for JSON.

    Args:
        found: The answer.
        facts: The sources that there are.

    Returns:
        The record.
    """
    return {
        "group": found.denied.group,
        "reason": found.denied.reason,
        "remark": list(found.denied.remarks),
        "codes": list(codes_of(found.denied.lines)),
        "amount": found.denied.amount,
        "meaning": " ".join(found.meaning),
        "unknown": list(found.unknown),
        "kinds": [kind.key for kind in found.kinds],
        "causes": list(found.causes),
        "lines": [
            {"kind": look.kind, "fits": look.fits, "says": look.says, "source": _short(look.source, facts)}
            for look in found.looks
        ],
        "check": [step for kind in found.kinds for step in kind.check],
        "next": found.next,
        "do": " ".join(kind.do for kind in found.kinds[:1]),
        "send": [thing for kind in found.kinds for thing in kind.send],
        "warnings": list(found.warnings),
        "deadlines": [{"step": row.step, "time": row.time} for row in found.deadlines],
        "source": [facts.sources[key].short for key in found.sources],
    }


def _short(source: str, facts: Facts) -> str:
    return facts.sources[source].short if source else ""
