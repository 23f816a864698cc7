"""Lesson: a note that holds."""

from lessons.screen.lesson.lesson_page import draw

draw("a_note_that_holds")
