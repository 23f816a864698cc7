"""Lesson: plan, progress and cloned notes."""

from lessons.screen.lesson.lesson_page import draw

draw("plan_progress_and_clones")
