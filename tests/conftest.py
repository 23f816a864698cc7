"""What every test shares."""

from hypothesis import HealthCheck, settings

# Nothing is written beside the tests, and a slow machine is no failure.
settings.register_profile(
    "ptcoding", deadline=None, database=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ptcoding")
