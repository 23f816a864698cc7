"""Read widgets out of the messages of a page, and write the states a browser would send back for them."""

from collections.abc import Callable
from typing import Any

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState


def _options(element: Any) -> list[str]:
    """List the options a choice starts with.

    Args:
        element: A multiselect or a button group.

    Returns:
        The texts of the chosen options.
    """
    if element.set_value:
        return list(element.raw_values)
    texts = [option if isinstance(option, str) else option.content for option in element.options]
    return [texts[place] for place in element.default]


def _option(element: Any) -> str | None:
    """Give the option a single choice starts with.

    Args:
        element: A selectbox or a radio.

    Returns:
        The text of the chosen option, or None without one.
    """
    if element.set_value:
        return element.raw_value if element.HasField("raw_value") else None
    return element.options[element.default] if element.HasField("default") and element.options else None


def _plain(element: Any) -> Any:
    """Give the value a simple widget starts with.

    Args:
        element: A widget with one value.

    Returns:
        The value, or None when the widget is empty.
    """
    field = "value" if element.set_value else "default"
    has_presence = element.DESCRIPTOR.fields_by_name[field].has_presence
    return getattr(element, field) if not has_presence or element.HasField(field) else None


def _numbers(element: Any) -> list[float]:
    """Give the positions a slider starts at.

    Args:
        element: A slider.

    Returns:
        One position, or two for a range.
    """
    return list(element.value if element.set_value else element.default)


FIRST: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "button_group": ("string_array_value", _options),
    "checkbox": ("bool_value", _plain),
    "multiselect": ("string_array_value", _options),
    "number_input": ("double_value", _plain),
    "radio": ("string_value", _option),
    "selectbox": ("string_value", _option),
    "slider": ("double_array_value", _numbers),
    "text_area": ("string_value", _plain),
    "text_input": ("string_value", _plain),
}


def first_state(element: Element) -> WidgetState | None:
    """Write the state a browser sends for a widget nobody has touched.

    Args:
        element: Any element of a page.

    Returns:
        The state, or None for what is no widget or holds no value.
    """
    kind = element.WhichOneof("type")
    if kind not in FIRST:
        return None
    field, read = FIRST[kind]
    widget = getattr(element, kind)
    # A select slider is a slider in the protocol, but its state is the texts of its options.
    if kind == "slider" and widget.type == widget.SELECT_SLIDER:
        field, read = "string_array_value", lambda slider: [slider.options[int(at)] for at in slider.default]
    value = read(widget)
    return None if value is None else state(widget.id, field, value)


def state(identity: str, field: str, value: Any) -> WidgetState:
    """Write a widget state.

    Args:
        identity: The widget's id.
        field: The field of the state that holds its kind of value.
        value: The value.

    Returns:
        The state.
    """
    written = WidgetState(id=identity)
    if field.endswith("_array_value"):
        holder = getattr(written, field)
        holder.SetInParent()
        holder.data.extend(value)
    else:
        setattr(written, field, value)
    return written


def turns(element: Element) -> list[WidgetState]:
    """Write the states a learner goes through, each unlike the one before it.

    Args:
        element: A number input, a slider, a choice of several or a text area.

    Returns:
        Three states, the widget's own first value last.
    """
    kind = element.WhichOneof("type") or ""
    widget = getattr(element, kind)
    if kind == "text_area":
        values = [_plain(widget) + more for more in (" Also seen.", " And again.", "")]
    elif kind == "button_group":
        options = [option.content for option in widget.options]
        values = [options[:1], options[1:2], _options(widget)]
    else:
        values = _steps(kind, widget)
    field = FIRST[kind][0]
    return [state(widget.id, field, value) for value in values]


def _steps(kind: str, widget: Any) -> list[Any]:
    """Give three numbers eight steps apart, the widget's own first value last."""
    start = _numbers(widget)[0] if kind == "slider" else _plain(widget)
    sign = 1 if start + 16 * widget.step <= widget.max or (kind == "number_input" and not widget.has_max) else -1
    values = [start + sign * 8 * count * widget.step for count in (1, 2, 0)]
    return [[value] for value in values] if kind == "slider" else values
