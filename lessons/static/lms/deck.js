// A deck walked alone: one part on the screen, each answer marked here, the first answer to a question kept.
addEventListener("DOMContentLoaded", () => {
  const sections = [...document.querySelectorAll("section")];
  const [back, next] = ["back", "next"].map((name) => document.getElementById(name));
  const name = `${window.ptcodingAim} ${location.pathname}`;
  let kept = { at: 0, seen: [], answers: {} };
  try {
    kept = { ...kept, ...JSON.parse(localStorage.getItem(name)) };
  } catch {
    // A browser that keeps nothing: the deck begins anew with each visit.
  }

  // Text that is the same for answers that are the same.
  const sorted = (value) => JSON.stringify(value, value && !Array.isArray(value) ? Object.keys(value).sort() : undefined);
  function given(section) {
    const fields = new FormData(section.querySelector("form"));
    const kind = section.dataset.kind;
    const named = (prefix) => [...fields].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(2), value]);
    if (kind === "units") return Object.fromEntries(named("u.").map(([code, units]) => [code, Number(units)]));
    if (kind === "modifiers") return named("u.").map(([code, units]) => `${code}=${units} ${fields.get(`m.${code}`)}`);
    if (kind === "order") return named("o.").sort((one, other) => one[1] - other[1]).map(([key]) => key);
    return fields.getAll("a").sort();
  }
  function told() {
    const asked = sections.filter((section) => section.dataset.kind);
    const judged = asked.filter((section) => section.dataset.right !== "[]");
    const answers = Object.entries(kept.answers).map(([key, answer]) => ({ id: key, correct: [], topic: "", ...answer }));
    const right = judged.filter((section) => kept.answers[section.dataset.name]?.result === "correct").length;
    const done = kept.seen.length + asked.filter((section) => kept.answers[section.dataset.name]).length;
    const parts = sections.length + asked.length;
    const completion = done === parts;
    const scaled = judged.length ? Math.round((right / judged.length) * 10000) / 10000 : 0;
    const scored = completion && judged.length > 0;
    return {
      completion,
      success: scored ? scaled >= 0.8 : null,
      score: scored ? { raw: right, min: 0, max: judged.length, scaled } : null,
      progress: done / parts,
      interactions: answers.sort((one, other) => (one.time < other.time ? -1 : 1)),
      location: "",
    };
  }
  function keep() {
    try {
      localStorage.setItem(name, JSON.stringify(kept));
    } catch {
      // As above.
    }
    dispatchEvent(new CustomEvent("ptcoding:record", { detail: { [window.ptcodingAim]: told() } }));
  }
  function show(at, isFirst) {
    kept.at = Math.max(0, Math.min(sections.length - 1, at));
    sections.forEach((section, place) => { section.hidden = place !== kept.at; });
    document.getElementById("place").textContent = `Part ${kept.at + 1} of ${sections.length}.`;
    back.disabled = kept.at === 0;
    next.disabled = kept.at === sections.length - 1;
    if (!kept.seen.includes(kept.at)) kept.seen.push(kept.at);
    if (!isFirst) sections[kept.at].focus();
    keep();
  }
  for (const section of sections.filter((each) => each.dataset.kind)) {
    const reason = section.querySelector("details");
    reason.hidden = true;
    section.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      const answer = given(section), rights = JSON.parse(section.dataset.right);
      if (Array.isArray(answer) && !answer.length) return;
      const isRight = rights.some((right) => sorted(right) === sorted(answer));
      const verdict = rights.length ? (isRight ? "Right." : "Not quite.") : "Compare your answer with this one.";
      section.querySelector('[role="status"]').textContent = verdict;
      Object.assign(reason, { hidden: false, open: true });
      const said = Array.isArray(answer) ? answer : Object.entries(answer).map((pair) => pair.join("="));
      const isChoice = !["units", "modifiers", "order"].includes(section.dataset.kind);
      // Whoever answers again has read the reason by then.
      kept.answers[section.dataset.name] ??= {
        type: isChoice ? "choice" : "fill-in",
        learner_response: isChoice ? said : [said.join(" ")],
        result: rights.length ? (isRight ? "correct" : "incorrect") : "neutral",
        time: new Date().toISOString().replace("Z", "+00:00"),
      };
      keep();
    });
  }
  back.addEventListener("click", () => show(kept.at - 1));
  next.addEventListener("click", () => show(kept.at + 1));
  document.querySelector("nav").hidden = false;
  show(kept.at, true);
});
