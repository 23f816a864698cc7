"use strict";
(() => {
  const by = id => document.getElementById(id), parts = by("parts"), form = by("deck");
  let dragged = null;
  const lines = field => field.value.split("\n").map(line => line.trim()).filter(Boolean);
  function sum() {
    const minutes = [...parts.querySelectorAll(".minutes")].reduce((all, field) => all + Number(field.value), 0);
    if (by("sum")) by("sum").textContent = parts.children.length + " parts, " + minutes + " minutes";
    return minutes;
  }
  function add(step, words) {
    const part = by("part").content.firstElementChild.cloneNode(true);
    part.step = step;
    part.querySelector("p").textContent = words;
    part.querySelector(".minutes").value = step.minutes || 0;
    part.querySelector(".notes").value = step.notes || "";
    part.querySelector(".prompts").value = (step.prompts || []).join("\n");
    parts.append(part);
    sum();
  }
  function deck() {
    const step = [...parts.children].map(part => {
      const whole = {...part.step, minutes: Number(part.querySelector(".minutes").value)};
      const notes = part.querySelector(".notes").value.trim(), prompts = lines(part.querySelector(".prompts"));
      delete whole.notes; delete whole.prompts;
      if (notes) whole.notes = notes;
      if (prompts.length) whole.prompts = prompts;
      return whole;
    });
    return {title: by("title").value.trim(), minutes: sum(), audience: by("audience").value.trim(), objectives: lines(by("objectives")), step};
  }
  document.addEventListener("click", event => {
    const pick = event.target.closest("[data-step]"), go = event.target.closest("[data-go]");
    if (pick) add(JSON.parse(pick.dataset.step), pick.textContent);
    if (!go) return;
    const part = go.closest("li"), way = Number(go.dataset.go);
    if (way === 0) part.remove();
    if (way < 0 && part.previousElementSibling) part.previousElementSibling.before(part);
    if (way > 0 && part.nextElementSibling) part.nextElementSibling.after(part);
    if (way !== 0) go.focus();
    sum();
  });
  parts.addEventListener("input", sum);
  parts.addEventListener("dragstart", event => { dragged = event.target.closest("li"); });
  parts.addEventListener("dragover", event => {
    event.preventDefault();
    const over = event.target.closest("#parts > li");
    if (!over || over === dragged || !dragged) return;
    const box = over.getBoundingClientRect();
    if (event.clientY < box.top + box.height / 2) over.before(dragged); else over.after(dragged);
  });
  parts.addEventListener("drop", event => event.preventDefault());
  form.addEventListener("submit", () => { form.elements.deck.value = JSON.stringify(deck()); });
  by("find").addEventListener("input", event => {
    const wanted = event.target.value.toLowerCase();
    for (const group of document.querySelectorAll(".picks")) {
      let found = 0;
      for (const row of group.querySelectorAll("li")) { row.hidden = !row.textContent.toLowerCase().includes(wanted); found += !row.hidden; }
      group.open = Boolean(wanted) && found > 0;
    }
  });
  const given = JSON.parse(form.elements.deck.value || "{}");
  for (const name of ["title", "audience"]) by(name).value = given[name] || "";
  by("objectives").value = (given.objectives || []).join("\n");
  for (const step of given.step || []) {
    const known = [...document.querySelectorAll("[data-step]")].find(pick => { const one = JSON.parse(pick.dataset.step); return one.kind === step.kind && one.key === step.key && one.part === step.part && one.level === step.level; });
    add(step, known ? known.textContent : step.kind + " " + (step.key || ""));
  }
})();
