"""What a hostile browser sends stands in no log, and the visitor reads that the page failed."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.bench.learner import Learner, Page
from tests.bench.server import CHECKOUT, our_command, serve

SENT = "sent-by-a-visitor-7731"


async def forge(port):
    """Choose an example that is in no list, and collect what the page says."""
    learner = Learner(Page("forged", port, "number_input", "97110"))
    said = []
    take = learner.view.take

    def listen(run, data):
        said.append(ForwardMsg.FromString(data).delta.new_element.alert.body)
        return take(run, data)

    try:
        await learner.open()
        (payer,) = (widget for name, widget in learner.view.widgets.items() if name.endswith("session_counted_for"))
        payer.state.string_value = SENT
        learner.view.take = listen
        await learner._ask(learner._socket, "")
    finally:
        await learner.close()
    return said


def test_a_forged_choice_is_neither_logged_nor_explained(tmp_path, monkeypatch):
    monkeypatch.setenv("PTCODING_DATABASE_URL", f"sqlite:///{tmp_path}/answers.sqlite3")
    log = tmp_path / "log"

    def logged(port):
        return ["/bin/sh", "-c", f"exec \"$@\" > '{log}' 2>&1", "sh", *our_command(port)]

    with serve(logged, CHECKOUT) as port, ThreadPoolExecutor(1) as aside:
        said = aside.submit(asyncio.run, forge(port)).result()
    assert [words for words in said if words.startswith("This page couldn't be displayed")]
    written = log.read_text()
    # The place is told.
    assert "build_a_session.py" in written
    assert "KeyError" in written
    assert SENT not in written
