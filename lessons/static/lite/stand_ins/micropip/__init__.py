"""Where notebooks look for a package that is not there: nothing can be fetched, and that is said."""

from typing import NoReturn


async def install(requirements: object, **_: object) -> NoReturn:
    """Refuse to install anything.

    Args:
        requirements: What was asked for.

    Raises:
        ValueError: Always.
    """
    raise ValueError(f"{requirements} is not here, and nothing else can be installed: these notebooks work offline")
