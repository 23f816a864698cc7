"use strict";
(() => {
  const base = location.pathname.replace(/\/wall\/?$/, ""), main = document.querySelector("main");
  const status = document.querySelector("[role=status]");
  let version = main.dataset.version, heard = Date.now(), source = null;
  // Letters are as large as the part allows: who sits at the back cannot scroll the wall.
  const fit = () => {
    document.body.style.fontSize = "";
    let size = parseFloat(getComputedStyle(document.body).fontSize);
    while (document.documentElement.scrollHeight > innerHeight && size > 16) document.body.style.fontSize = --size + "px";
  };
  const away = () => { status.textContent = document.body.dataset.server; document.getElementById("count").textContent = document.body.dataset.unknown; };
  async function load() {
    try {
      const answer = await fetch(base + "/wall", {cache: "no-store"});
      if (!answer.ok) return away();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of ["main", "header"]) document.querySelector(part).replaceChildren(...page.querySelector(part).childNodes);
      status.textContent = page.querySelector("[role=status]").textContent;
      document.body.className = page.body.className;
      version = page.querySelector("main").dataset.version;
      fit();
    } catch { away(); setTimeout(load, 2000); }
  }
  function listen() {
    if (source) source.close();
    source = new EventSource(base + "/events");
    source.onopen = () => { heard = Date.now(); load(); };
    source.onerror = () => { away(); if (source.readyState === 2) setTimeout(listen, 3000); };
    source.addEventListener("alive", () => { heard = Date.now(); });
    source.onmessage = event => {
      heard = Date.now();
      const state = JSON.parse(event.data);
      if (String(state.version) !== version || state.phase === "results") { load(); return; }
      document.getElementById("count").textContent = state.phase === "lobby" ? state.seats + " in the room" : state.answered + " of " + state.seats + " answered";
    };
  }
  setInterval(() => { if (Date.now() - heard > 16000) { away(); heard = Date.now(); listen(); } }, 4000);
  addEventListener("resize", fit);
  fit();
  listen();
})();
