// Keys of a question: digits choose or begin the first empty field, Enter goes through the fields, checks and goes on;
// and the next question is brought into view.

const seen = new Map();
const FIELD = "input:not([type=radio]):not([type=checkbox])";
const TYPED = `${FIELD}, textarea, [contenteditable]`;

export default function ({ parentElement, data: [{ question, showing, buttons, beside }] }) {
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
  // What stands beside the button that checks takes Enter only to choose; once it is chosen, Enter checks.
  const isSaid = (at) => Boolean(beside) && at.closest(`.st-key-${beside}`) !== null && at.matches('[aria-checked="true"]');
  const press = () =>
    buttons.map((key) => document.querySelector(`.st-key-${key} button`)).find((found) => found && !found.disabled)?.click();
  const hear = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat) return;
    const at = event.target instanceof Element ? event.target : document.body;
    const choices = inQuestion("input[type=radio], input[type=checkbox]");
    if (at.matches(TYPED)) {
      // Enter takes what the field holds and leads to the next empty one; where there is none it checks.
      const fields = inQuestion(FIELD);
      if (event.key !== "Enter" || !fields.includes(at)) return;
      const empty = fields.filter((field) => field.value === "" && field !== at);
      if (empty.length) setTimeout(() => empty[0].focus(), 0);
      else if (at.value !== "") setTimeout(press, 0);
    } else if (event.key === "Enter" && (at === document.body || choices.includes(at) || isSaid(at))) {
      event.preventDefault();
      press();
    } else if (/^[1-9]$/.test(event.key) && !at.closest("[role=dialog], [role=listbox]")) {
      const chosen = choices[Number(event.key) - 1];
      chosen?.click();
      chosen?.focus();
    }
    if (/^[0-9]$/.test(event.key) && !choices.length && !at.closest("input, textarea, [role=dialog], [role=listbox]")) {
      // The digit itself goes into the field that has the focus by then.
      inQuestion("input[type=number]").find((field) => field.value === "")?.focus();
    }
  };
  // Before the fields themselves: a choice that is lit keeps Enter to itself.
  document.addEventListener("keydown", hear, true);
  return () => document.removeEventListener("keydown", hear, true);
}
