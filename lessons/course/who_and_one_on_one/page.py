"""Lesson: who treats, and one-on-one."""

from lessons.screen.lesson.lesson_page import draw

draw("who_and_one_on_one")
