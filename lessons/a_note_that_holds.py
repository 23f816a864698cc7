"""Lesson: a note that holds."""

from lessons.lesson_page import draw

draw("a_note_that_holds")
