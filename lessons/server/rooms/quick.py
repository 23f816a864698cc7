"""The address of a room as a picture that a phone's camera reads."""

from functools import lru_cache

from markupsafe import Markup


@lru_cache(maxsize=200)
def quick(address: str) -> Markup:
    """Draw a QR code.

    Args:
        address: The address.

    Returns:
        An SVG without a style or a script; dark on white, whatever the page's colors.
    """
    import segno

    # What it encodes stands in it as squares alone, and its title is the one that is given here.
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(
        border=2, dark="#141816", light="#ffffff", title="QR code of the room's address", omitsize=True
    )
    return Markup(drawn)  # noqa: S704 - made of squares by a library, not of the address's letters
