"use strict";
(() => {
  const main = document.querySelector("main"), status = document.querySelector("[role=status]");
  const base = location.pathname.replace(/\/$/, "");
  let version = main.dataset.version, heard = Date.now(), source = null, waiting = null, joining = false;
  const say = words => { if (status.textContent !== words) status.textContent = words; };
  const away = () => say(navigator.onLine === false ? document.body.dataset.you : document.body.dataset.server);
  // What somebody has begun to choose stays, unless the room has moved on or the answer was sent.
  async function load(sent) {
    try {
      const answer = await fetch(base + "/part", {cache: "no-store"});
      if (!answer.ok) return away();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("main"), said = page.querySelector("[role=status]");
      version = fresh.dataset.version;
      if (sent || main.dataset.version !== version) {
        const held = main.contains(document.activeElement);
        main.dataset.version = version;
        main.replaceChildren(...fresh.childNodes);
        if (held) (main.querySelector("form button") || main).focus({preventScroll: true});
      }
      say(said.textContent);
      if (main.querySelector("form.join")) join();
    } catch { away(); setTimeout(load, 2000, sent); }
  }
  async function send(form) {
    const fields = new URLSearchParams(new FormData(form, form.submitter));
    try {
      const answer = await fetch(form.action, {method: "POST", body: fields, headers: {Accept: "application/json"}});
      const told = await answer.json();
      waiting = null;
      if (!answer.ok) { say(told.error); if (answer.status === 409 || answer.status === 403) setTimeout(load, 1500, true); return; }
      await load(true);
    } catch {
      waiting = form;
      setTimeout(() => { if (waiting === form) send(form); }, 3000);
      say(navigator.onLine === false ? document.body.dataset.youkept : document.body.dataset.serverkept);
    }
  }
  // One at a time: only with the answer to the first does the browser know the seat, and a second would be another phone.
  async function join() {
    const form = main.querySelector("form.join");
    if (!form || joining) return;
    joining = true;
    await send(form);
    joining = false;
    if (main.querySelector("form.join") && !waiting) setTimeout(join, 3000);
  }
  document.addEventListener("submit", event => { event.preventDefault(); send(event.target); });
  function listen() {
    if (source) source.close();
    source = new EventSource(base + "/events");
    source.onopen = () => { heard = Date.now(); if (waiting) send(waiting); else load(); };
    source.onerror = () => { away(); if (source.readyState === 2) setTimeout(listen, 3000); };
    source.addEventListener("alive", () => { heard = Date.now(); });
    source.onmessage = event => {
      heard = Date.now();
      const state = JSON.parse(event.data);
      const count = document.getElementById("count");
      if (count) count.textContent = state.answered + " of " + state.seats;
      if (String(state.version) !== version) { version = String(state.version); setTimeout(load, Math.random() * 120); }
    };
  }
  setInterval(() => { if (Date.now() - heard > 16000) { away(); heard = Date.now(); listen(); } }, 4000);
  addEventListener("online", listen);
  addEventListener("offline", away);
  join();
  listen();
})();
