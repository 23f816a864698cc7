"""Lesson: denials and audits."""

from lessons.lesson_page import draw

draw("denials_and_audits")
