"use strict";
(() => {
  const base = location.pathname.replace(/\/host\/?$/, ""), name = "host:" + base, main = document.querySelector("main");
  const status = document.querySelector("[role=status]"), say = words => { status.textContent = words; };
  const device = sessionStorage.device || (sessionStorage.device = crypto.getRandomValues(new Uint32Array(2)).join("-"));
  if (location.hash.length > 1) {
    localStorage.setItem(name, location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
  }
  let token = localStorage.getItem(name) || "", heard = Date.now(), source = null, version = "", told = "", busy = null, waiting = [];
  // Votes and the right answer stay folded, as many a screen is mirrored to the wall, until the host unfolds them.
  let unfolded = false;
  const unfold = () => { const votes = document.getElementById("votes"); if (votes && unfolded) votes.open = true; };
  const head = () => ({Authorization: "Bearer " + token, "X-Device": device});
  async function load() {
    if (!token) { document.getElementById("enter").hidden = false; return; }
    try {
      const answer = await fetch(base + "/host/part", {headers: head(), cache: "no-store"});
      if (answer.status === 403) { document.getElementById("enter").hidden = false; say((await answer.json()).error); return; }
      if (!answer.ok) return say(document.body.dataset.server);
      document.getElementById("enter").hidden = true;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html"), fresh = page.querySelector("main");
      if (fresh.dataset.version !== version) told = "";
      say(told || page.querySelector("[role=status]").textContent);
      if (fresh.dataset.version === version) {
        for (const part of ["#tally", "#others"]) {
          const now = fresh.querySelector(part), old = main.querySelector(part);
          if (now && old && now.textContent !== old.textContent) old.replaceChildren(...now.childNodes);
          unfold();
        }
        return;
      }
      // What was asked was about the part before.
      ask.close();
      const held = document.activeElement && document.activeElement.dataset.move;
      version = fresh.dataset.version;
      main.replaceChildren(...fresh.childNodes);
      unfold();
      for (const field of main.querySelectorAll("input[name=token]")) field.value = token;
      if (held) (main.querySelector("[data-move=" + held + "]") || main.querySelector("[data-move]")).focus();
    } catch { say(document.body.dataset.server); setTimeout(load, 2000); }
  }
  // A press while a move is under way waits its turn and is made from the page that follows, if that still offers it;
  // the same one again, as of a double click, is dropped.
  async function send(body) {
    if (busy) { if (JSON.stringify(body) !== JSON.stringify(waiting.at(-1) || busy)) waiting.push(body); return; }
    busy = body;
    told = "";
    try {
      if (body.move && !main.querySelector("[data-move=" + body.move + "]")) return tell(document.body.dataset.gone);
      const sent = JSON.stringify(body.move ? {...body, version: Number(version)} : body);
      const answer = await fetch(base + "/host", {method: "POST", headers: {...head(), "Content-Type": "application/json"}, body: sent});
      const refusal = answer.ok ? "" : (await answer.json()).error;
      await load();
      if (refusal) tell(refusal);
    } catch { say(document.body.dataset.server); } finally {
      busy = null;
      if (waiting.length) await send(waiting.shift());
    }
  }
  // Why a press did nothing stays to be read until the room moves on.
  const tell = words => { told = words; say(words); };
  // What ends the room is asked about first; the safe answer has the focus, Escape is that answer, and the second click
  // of a double one is none.
  const ask = document.querySelector("dialog");
  let asked = "";
  function move(button) {
    if (!button.dataset.ask) return send({move: button.dataset.move});
    asked = button.dataset.move;
    document.getElementById("asked").textContent = button.dataset.ask;
    if (!ask.open) ask.showModal();
  }
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-move]"), answer = event.target.closest("dialog button");
    if (button) move(button);
    if (event.target.closest("#votes > summary")) unfolded = !document.getElementById("votes").open;
    if (!answer || event.detail > 1) return;
    ask.close();
    if (answer.id === "yes") send({move: asked});
  });
  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.id === "enter") { event.preventDefault(); token = form.token.value.trim(); localStorage.setItem(name, token); load(); }
    if (form.id === "hands") {
      event.preventDefault();
      const counts = {};
      for (const [key, value] of new FormData(form)) if (value !== "") counts[key] = Number(value);
      send({hands: counts}).then(() => { version = ""; load(); });
    }
  });
  document.addEventListener("keydown", event => {
    if (ask.open || event.target.closest("input,select,textarea") || event.ctrlKey || event.altKey || event.metaKey) return;
    const key = {PageDown: ".primary", ArrowRight: ".primary", PageUp: "[data-move=back]", ArrowLeft: "[data-move=back]"}[event.key];
    const button = key && main.querySelector(key);
    if (button) { event.preventDefault(); move(button); }
  });
  function listen() {
    if (source) source.close();
    source = new EventSource(base + "/events");
    source.onopen = () => { heard = Date.now(); load(); };
    source.onerror = () => { say(document.body.dataset.server); if (source.readyState === 2) setTimeout(listen, 3000); };
    // Looking now and then also says that this device is here.
    source.addEventListener("alive", () => { heard = Date.now(); load(); });
    source.onmessage = () => { heard = Date.now(); load(); };
  }
  setInterval(() => { if (Date.now() - heard > 16000) { say(document.body.dataset.server); heard = Date.now(); listen(); } }, 4000);
  load();
  listen();
})();
