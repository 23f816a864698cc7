"""Lesson: diagnoses and plan modifiers."""

from lessons.screen.lesson.lesson_page import draw

draw("diagnoses_and_plan_modifiers")
