"""The elements of the rubric, as an author of a note lists them; the record of the day has two more."""

ELEMENTS = (
    "code_intent_fit",
    "body_region",
    "specific_exercise",
    "dosage",
    "minutes",
    "one_on_one",
    "skilled_intervention",
    "functional_goal",
    "objective_measure",
    "patient_response",
    "progression",
    "medical_necessity",
    "assistance_level",
)

OF_THE_DAY = ("total_minutes", "date_signature")
