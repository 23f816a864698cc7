"""Lesson: read the remittance."""

from lessons.screen.lesson.lesson_page import draw

draw("read_the_remittance")
