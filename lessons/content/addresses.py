"""Every parameter that an address of the site may carry, in one table: no two pages mean different things by one name.

An address that was given out must open for ever, so a name is never used again for something else. Pages take the
names from here; what each holds and who reads it stands beside it.
"""

from dataclasses import dataclass

from ptcoding.exchange.visit.link import PARAMETERS as VISIT_PARAMETERS
from ptcoding.learning.paper.challenge import EDITION
from ptcoding.learning.paper.challenge import PARAMETER as EXAM

RESUME, LAUNCH = "resume", "launch"
TOPICS, KINDS, MINUTES, SITTING = "topics", "kinds", "minutes", "sitting"
QUIZ, DRILLS, LEVEL, ABOUT, SERIES = "quiz", "drills", "level", "about", "series"
RECORD, VARIANT, TASK = "record", "variant", "task"
AT, SHOWN, OF, CLAIM = "at", "shown", "of", "claim"
SCENARIO, CONTRAST, TERM, NOTE, STEP, DENIAL = "scenario", "contrast", "term", "note", "step", "denial"
BESIDE = "beside"

# In place of the slugs of all lessons.
LESSONS = "every lesson"
# Who keeps answers, the two pages of a visit, and the one that links to visits.
_PRACTICE = (
    "practice",
    "documentation_quiz",
    "unit_drills",
    "code_a_chart",
    "billing_tasks",
    "mixed_review",
    "exam",
    "my_progress",
)
# Where one question follows the other.
_ROWS = ("documentation_quiz", "unit_drills", "mixed_review")
_VISIT = ("build_a_session", "session_to_claim")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address.

    Args:
        name: Its name.
        pages: Slugs of the pages that read or write it; ``LESSONS`` stands for every lesson.
        holds: What it means on each of them.
    """

    name: str
    pages: tuple[str, ...]
    holds: str


ADDRESSES = (
    *(Parameter(name, (*_VISIT, "day_sheet"), f"the {field} of a visit") for name, field in VISIT_PARAMETERS.items()),
    Parameter(RESUME, (*_PRACTICE, LESSONS), "a learner's key: asked about, then taken out"),
    Parameter(
        LAUNCH,
        (*_PRACTICE, "the_course", LESSONS),
        "the ticket of a launch from a course: used once, or by one browser alone",
    ),
    Parameter(EXAM, ("exam",), "seed, length and passing score of an exam"),
    Parameter(TOPICS, ("exam",), "the topics that an exam asks about"),
    Parameter(KINDS, ("exam", "documentation_quiz"), "the kinds of question that an exam or a quiz asks"),
    Parameter(MINUTES, ("exam",), "the minutes that an exam allows"),
    Parameter(SITTING, ("exam",), "the sitting of an exam that is taken up again"),
    Parameter(QUIZ, ("documentation_quiz",), "the number of a series of quiz questions"),
    Parameter(DRILLS, ("unit_drills",), "the number of a series of drills"),
    Parameter(EDITION, ("exam", "documentation_quiz"), "the edition of the bank that a paper or a quiz is drawn from"),
    Parameter(SERIES, ("unit_drills",), "the series that drills are drawn in"),
    Parameter(LEVEL, ("unit_drills", "documentation_quiz"), "how hard the drills or the questions are"),
    Parameter(ABOUT, ("unit_drills",), "the trap that the drills are about"),
    Parameter(RECORD, ("code_a_chart",), "the record to code"),
    Parameter(VARIANT, ("code_a_chart", "billing_tasks"), "the number that a record or a task is drawn from"),
    Parameter(TASK, ("billing_tasks",), "the kind of task"),
    Parameter(AT, _ROWS, "the place of the question in its row, from 1"),
    Parameter(SHOWN, _ROWS, "the beginning of the key of the answer that is shown, which only its learner has"),
    Parameter(OF, ("unit_drills", "documentation_quiz"), "how many questions a set that is shared has"),
    Parameter(CLAIM, ("fact_check",), "the popular claim to judge"),
    Parameter(SCENARIO, ("compare_codes",), "the patient to compare codes for"),
    Parameter(CONTRAST, ("compare_codes",), "the activity to compare codes for"),
    Parameter(TERM, ("the_glossary",), "the term or code to look up"),
    Parameter(NOTE, ("note_coach",), "the invented note to read"),
    Parameter(BESIDE, ("note_coach",), "what the note is held against: the claim"),
    Parameter(STEP, (LESSONS,), "the step of a lesson that is shown"),
    Parameter(DENIAL, ("why_denied",), "the codes of a remittance to explain"),
)
