"""Billing tasks: the other work of a clinic's office, each part of an answer graded with its reason."""

import re
import secrets
from datetime import UTC, datetime
from uuid import uuid4

import streamlit as st

from lessons.content import addresses
from lessons.content.course import text
from lessons.content.tasks import task
from lessons.screen import parts
from lessons.screen.practice import arrival, keeper, sharing
from lessons.screen.task import task_view
from lessons.warm import warm_up_claims
from ptcoding.learning.task.grade import answer_of, grade_task
from ptcoding.learning.task.task import Kind, Task

KIND, SEED, GIVEN, TRIES = "task_kind", "task_seed", "task_given_", "task_tries_"
LARGEST = 999_999
words = text("billing_tasks")


def arrive() -> None:
    """Take the kind and the number out of the address, on the first visit."""
    if SEED in st.session_state:
        return
    kind, number = (st.query_params.get(name, "") for name in (addresses.TASK, addresses.VARIANT))
    known = re.fullmatch(r"[0-9]{1,6}", number) is not None
    st.session_state[SEED] = int(number) if known else 1 + secrets.randbelow(LARGEST)
    st.session_state.setdefault(KIND, kind if kind in list(Kind) else Kind.REWORK.value)


def another() -> None:
    """Go on to the next one."""
    st.session_state[SEED] = st.session_state[SEED] % LARGEST + 1


@st.fragment
def work() -> None:
    """Draw the choice of the kind, the task and its grade."""
    keeper.settle()
    titles = {kind.value: title for kind, title in task_view.KINDS.items()}
    kind = Kind(parts.pick("Task", titles, KIND) or Kind.REWORK.value)
    asked = task(kind, st.session_state[SEED])
    # A reload finds the same task.
    named = {addresses.TASK: kind.value, addresses.VARIANT: st.session_state[SEED]}
    st.query_params.update({name: str(value) for name, value in named.items()})
    name = f"task_{asked.key}_{asked.seed}"
    st.header(parts.literal(asked.title), anchor=False)
    task_view.scene(asked)
    task_view.form(asked, name, check, (asked, name))
    given = st.session_state.get(GIVEN + name)
    if given is not None:
        graded = grade_task(asked, given)
        if graded.is_empty:
            st.warning(words["nothing"], icon=":material/edit:")
        else:
            task_view.result(asked, graded)
    with st.container(horizontal=True):
        st.button("Another one", icon=":material/arrow_forward:", on_click=another, key="task_another")
        sharing.share("The same one for a room", "tasks", named)
    keeper.closing()


def check(asked: Task, name: str) -> None:
    """Take what was given, and keep its grade.

    Args:
        asked: The task.
        name: What the keys of its fields begin with.
    """
    state = st.session_state
    given = state[GIVEN + name] = task_view.said(asked, name)
    graded = grade_task(asked, given)
    if not graded.is_empty:
        tries = state[TRIES + name] = state.get(TRIES + name, 0) + 1
        keeper.keep(answer_of(str(uuid4()), asked, given, graded, datetime.now(UTC), tries))


warm_up_claims()
with st.container(width=parts.READABLE):
    with st.container(gap=None):
        st.title("Billing tasks")
        arrival.arrive()
    arrive()
    st.markdown(words["intro"])
    work()
    parts.not_covered("billing_tasks")
