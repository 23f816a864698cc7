"""How long what a learner left stands as it was: longer ago, it is begun anew."""

from datetime import timedelta

ONE_SITTING = timedelta(hours=12)
