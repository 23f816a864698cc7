"""Lesson: what 97110 is for."""

from lessons.lesson_page import draw

draw("what_97110_is")
