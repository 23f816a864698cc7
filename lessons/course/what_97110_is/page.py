"""Lesson: what 97110 is for."""

from lessons.screen.lesson.lesson_page import draw

draw("what_97110_is")
