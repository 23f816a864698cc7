"""The names that piplite replaces while it asks for a package; nothing is ever asked of an index here."""


class CompatibilityLayer:
    """What would fetch."""


class ProjectInfo:
    """What an index would say of a package."""


async def query_package(*_: object, **__: object) -> ProjectInfo:
    """Find nothing.

    Raises:
        ValueError: Always.
    """
    raise ValueError("there is no index of packages here")
