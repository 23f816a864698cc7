"""The decision path as a diagram, with the way that was taken."""

from collections.abc import Mapping, Sequence

from lessons.content.shapes import Node

NONE = "none"


def diagram(nodes: Mapping[str, Node], taken: Sequence[str]) -> str:
    """Write the path as a Mermaid flowchart.

    Args:
        nodes: The questions by key.
        taken: Keys of the questions that were met, in order.

    Returns:
        The definition of the diagram.
    """
    lines = ["flowchart TD"]
    for node in nodes.values():
        lines.append(f'  {node.key}["{_safe(node.question)}"]')
        for answer in node.answers:
            code = answer.get("code", "")
            goal = answer.get("to", f"code_{code or NONE}")
            if "to" in answer and goal not in nodes:
                # A question that was not met is named by what leads there, and no more.
                lines.append(f'  {goal}["…"]')
            if "to" not in answer:
                lines.append(f'  {goal}(["{code or "No timed code"}"])')
            lines.append(f'  {node.key} -->|"{_safe(answer["text"])}"| {goal}')
    lines.append("  classDef taken stroke-width:4px")
    lines += [f"  class {key} taken" for key in taken]
    return "\n".join(dict.fromkeys(lines))


def _safe(words: str) -> str:
    return words.replace('"', "#quot;").replace("\n", " ")
