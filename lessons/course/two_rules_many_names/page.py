"""Lesson: two rules, many names."""

from lessons.screen.lesson.lesson_page import draw

draw("two_rules_many_names")
