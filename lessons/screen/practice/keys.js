// Keys of a question: 1 to 9 choose, Enter checks or goes on; and the next question is brought into view.

const seen = new Map();
const TYPED = "input:not([type=radio]):not([type=checkbox]), textarea, [contenteditable]";

export default function ({ parentElement, data: [{ question, showing, buttons }] }) {
  const host = parentElement.getRootNode().host ?? parentElement;
  const before = seen.get(question);
  seen.set(question, showing);
  if (before !== undefined && before !== showing) {
    // Below the bar that stays at the top of the window.
    host.style.scrollMarginTop = "5rem";
    const { top } = host.getBoundingClientRect();
    if (top < 0 || top > window.innerHeight / 2) host.scrollIntoView({ block: "start" });
  }
  const inQuestion = (what) => [...document.querySelectorAll(`.st-key-${question} ${what}`)];
  const press = () =>
    buttons.map((key) => document.querySelector(`.st-key-${key} button`)).find((found) => found && !found.disabled)?.click();
  const hear = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat) return;
    const at = event.target instanceof Element ? event.target : document.body;
    const choices = inQuestion("input[type=radio], input[type=checkbox]");
    if (at.matches(TYPED)) {
      // Enter in the last empty field checks; before that it only takes the number.
      const fields = inQuestion("input:not([type=radio]):not([type=checkbox])");
      if (event.key !== "Enter" || !fields.includes(at) || fields.some((field) => field.value === "")) return;
      setTimeout(press, 0);
    } else if (event.key === "Enter" && (at === document.body || choices.includes(at))) {
      event.preventDefault();
      press();
    } else if (/^[1-9]$/.test(event.key) && !at.closest("[role=dialog], [role=listbox]")) {
      const chosen = choices[Number(event.key) - 1];
      chosen?.click();
      chosen?.focus();
    }
  };
  // Before the fields themselves: a choice that is lit keeps Enter to itself.
  document.addEventListener("keydown", hear, true);
  return () => document.removeEventListener("keydown", hear, true);
}
