"""What a learner was sure of and had wrong: the rules most worth another look."""

from collections.abc import Iterable

from ptcoding.learning.memory.progress import Answer, Confidence


def surely_wrong(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Find the questions that a learner was sure of and got wrong, and has not got right since.

    Args:
        answers: The learner's answers, oldest first.

    Returns:
        The last such answer to each question, newest first.
    """
    found: dict[str, Answer] = {}
    for answer in answers:
        if answer.right:
            found.pop(answer.item, None)
        elif answer.confidence is Confidence.SURE:
            found.pop(answer.item, None)
            found[answer.item] = answer
    return tuple(reversed(found.values()))
