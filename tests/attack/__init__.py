"""The attack that stays: hostile input by grammar, by mutation and by Hypothesis, and what it may cost."""
