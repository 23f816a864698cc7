"""Parts of the practice screens: a note marked up, a question, an entry of units, answers that are kept."""
