"""Lesson: denials and audits."""

from lessons.screen.lesson.lesson_page import draw

draw("denials_and_audits")
