"""A question as a room asks it, whatever its kind: what is read, how an answer is marked, and why."""

from ptcoding.room.ask_choice import ChoiceAsk, OrderAsk
from ptcoding.room.ask_units import UnitsAsk

Ask = ChoiceAsk | OrderAsk | UnitsAsk
