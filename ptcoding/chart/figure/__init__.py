"""Pictures of the course, each from a few values: a name, what it shows, and a sentence for every frame."""

from ptcoding.chart.figure.figure import FIGURES, Figure, Frame, draw, read_figure

__all__ = ["FIGURES", "Figure", "Frame", "draw", "read_figure"]
