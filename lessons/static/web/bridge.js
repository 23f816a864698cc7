// Stands between Streamlit's own front end and a Python in a worker: no server is asked for anything but files.
(() => {
  const { settings: written } = document.currentScript.dataset;
  const settings = JSON.parse(written);
  const here = new URL(document.querySelector("base")?.href ?? "./", location.href);
  here.search = here.hash = "";
  // By a double click there is no server to name and no path to change: Streamlit is told a made-up one, and the page
  // that is shown stands behind the # of the address.
  const opened = location.protocol === "file:";
  const home = opened ? new URL("http://app.invalid/") : here;
  window.__streamlit = { BACKEND_BASE_URL: home.href, MAIN_PAGE_BASE_URL: home.href };
  // Where there is none, the front end asks by fetch, which is answered below.
  window.XMLHttpRequest = undefined;

  const worker = window.ptcodingWorker?.() ?? new Worker(new URL("py/worker.js", here));
  const waiting = new Map(), sockets = new Map();
  let next = 1;
  const tell = (message, moved = []) => worker.postMessage(message, moved);

  // The way to a page: its path and parameters below the site's root.
  const shown = () => (location.hash.startsWith("#/") ? location.hash.slice(2) : location.search);
  const wayTo = (url) => url.pathname.slice(home.pathname.length) + url.search;

  const push = history.pushState.bind(history);
  if (opened) {
    const replace = history.replaceState.bind(history);
    const place = (state, to, change) => {
      const url = new URL(to ?? location.href, home), page = shown().split("?")[0];
      // The path of the file is what the front end takes for the page that is shown already.
      const isHere = url.pathname === location.pathname, way = isHere ? page + url.search : wayTo(url);
      const address = `${location.pathname}#/${way}`;
      // It names that page again with every run: there is nothing new to remember.
      if (isHere) replace(state, "", address);
      else if (way.split("?")[0] !== page) change(state, "", address);
    };
    history.pushState = (state, _, to) => place(state, to, push);
    history.replaceState = (state, _, to) => place(state, to, replace);
  }
  const alone = !shown();
  if (settings.start && alone && (opened || location.pathname === here.pathname)) {
    history.replaceState(null, "", new URL(settings.start, home));
  }

  // --- the panel until the first page is there
  const words = settings.words;
  const there = document.getElementById("ptcoding-loading");
  const panel = there ?? document.createElement("div");
  const say = (text) => { panel.querySelector("p").textContent = text; };
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  function fail(text) {
    panel.querySelector("progress")?.remove();
    panel.setAttribute("role", "alert");
    say(words.failed);
    console.error(text);
  }
  panel.id = "ptcoding-loading";
  panel.setAttribute("role", "status");
  if (!there) panel.innerHTML = "<strong></strong><p></p><progress max=100 value=0></progress>";
  panel.querySelector("strong").textContent = settings.title;
  panel.querySelector("progress").setAttribute("aria-label", words.bar);
  if (!there) addEventListener("DOMContentLoaded", () => document.body.append(panel));
  function loaded(bytes) {
    const share = Math.min(100, Math.floor((100 * bytes) / settings.size));
    const bar = panel.querySelector("progress");
    if (!bar || share <= bar.value) return;
    // A screen reader hears every tenth; the bar shows each.
    if (Math.floor(share / 10) > Math.floor(bar.value / 10) || !bar.value) {
      say(words.loading.replace("$loaded", megabytes(bytes)).replace("$size", megabytes(settings.size)).replace("$share", share));
    }
    bar.value = share;
  }
  if (there) say(words.python);
  else say(words.loading.replace("$loaded", "0").replace("$size", megabytes(settings.size)).replace("$share", 0));

  function notice(text) {
    const line = document.createElement("p");
    line.id = "ptcoding-notice";
    line.setAttribute("role", "alert");
    line.textContent = `${text} `;
    const button = document.createElement("button");
    button.textContent = words.close;
    button.onclick = () => line.remove();
    line.append(button);
    document.body.append(line);
  }

  // Parts of the front end that a page asks for once it is drawn: those of most pages come while Python starts, all
  // others while the first page is read, so that no page has to wait for the network later.
  let parts;
  async function ahead(which) {
    parts ??= native(new URL("ahead.json", here)).then((answer) => answer.json());
    for (const name of (await parts)[which]) {
      document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: new URL(name, here) }));
    }
  }
  let isShown = false;
  function firstShown() {
    isShown = true;
    panel.remove();
    if (opened) return;
    setTimeout(() => {
      ahead("others").catch(console.warn);
      // Where the address is not safe, a browser has none of these.
      if (settings.offline) navigator.serviceWorker?.register(new URL("offline.js", here)).catch(console.warn);
    }, settings.pause);
  }

  worker.onerror = (event) => fail(event.message);
  worker.onmessage = ({ data: m }) => {
    if (m.t === "loaded") loaded(m.bytes);
    else if (m.t === "step") { panel.querySelector("progress")?.removeAttribute("value"); say(words[m.step]); if (m.step === "python" && !opened) ahead("first").catch(console.warn); }
    else if (m.t === "failed") fail(m.text);
    else if (m.t === "unkept") notice(words.unkept);
    else if (m.t === "record") dispatchEvent(new CustomEvent("ptcoding:record", { detail: JSON.parse(m.record) }));
    else if (m.t === "http") { waiting.get(m.id)(m); waiting.delete(m.id); }
    else if (m.t === "sockets") {
      for (const { id, kind, value } of m.said) { if (kind === "data" && !isShown) firstShown(); sockets.get(id)?.take(kind, value); }
    }
  };
  // Several sites may share one browser's store, each below a path of its own.
  const kept = `/kept${decodeURIComponent(here.pathname).replace(/[^A-Za-z0-9/._-]/g, "_").replace(/\/$/, "")}`;
  // Two tabs would write over each other's answers: the first has the right to. A tab that is loaded again waits for itself.
  const mine = () => { tell({ t: "mine" }); return new Promise(() => {}); };
  if (navigator.locks) navigator.locks.request(kept, { signal: AbortSignal.timeout(5000) }, mine).catch(() => notice(words.elsewhere));
  else mine();
  const given = window.ptcodingFiles;
  window.ptcodingFiles = null;
  tell({
    t: "start", base: new URL("py/", here).href, names: settings.names, later: settings.later, modules: settings.modules,
    given, kept, way: opened ? shown() : undefined, record: settings.record, pause: settings.pause,
  }, Object.values(given ?? {}));

  // --- requests
  const OURS = /\/(_stcore|media|component|_streamlit)\//;
  const isOurs = (url) => url.host === home.host && OURS.test(url.pathname);
  const inner = (url) => url.pathname.slice(url.pathname.search(OURS)) + url.search;
  function ask(method, url, headers, body) {
    const id = next++;
    const answer = new Promise((done) => waiting.set(id, done));
    tell({ t: "http", id, method, path: inner(url), headers: [...headers], body }, body ? [body] : []);
    return answer.then(({ status, headers, body }) => new Response([204, 304].includes(status) ? null : body, { status, headers }));
  }
  const native = window.fetch.bind(window);
  window.fetch = async (asked, how) => {
    const request = asked instanceof Request ? asked : null;
    const url = new URL(request ? request.url : asked, document.baseURI);
    if (!isOurs(url)) return native(asked, how);
    const real = request ?? new Request(url, how);
    return ask(real.method, url, real.headers, ["GET", "HEAD"].includes(real.method) ? undefined : await real.arrayBuffer());
  };

  // --- the websocket
  class Socket extends EventTarget {
    constructor(url, protocols) {
      super();
      Object.assign(this, { id: next++, url: String(url), readyState: 0, binaryType: "arraybuffer", protocol: "", bufferedAmount: 0, extensions: "" });
      sockets.set(this.id, this);
      tell({ t: "open", id: this.id, path: inner(new URL(this.url)), protocols: [].concat(protocols ?? []) });
    }
    fire(event) {
      this[`on${event.type}`]?.(event);
      this.dispatchEvent(event);
    }
    take(kind, value) {
      if (kind === "accept") { this.readyState = 1; this.protocol = value; this.fire(new Event("open")); }
      else if (kind === "data") this.fire(new MessageEvent("message", { data: value.buffer }));
      else { this.readyState = 3; sockets.delete(this.id); this.fire(new CloseEvent("close", { code: value ?? 1000, wasClean: true })); }
    }
    send(content) {
      // A copy, because the front end may use its own again.
      tell({ t: "send", id: this.id, content: new Uint8Array(content).slice() });
    }
    close(code = 1000) {
      if (this.readyState > 1) return;
      tell({ t: "close", id: this.id, code });
      this.take("close", code);
    }
  }
  ["CONNECTING", "OPEN", "CLOSING", "CLOSED"].forEach((name, value) => { Socket[name] = Socket.prototype[name] = value; });
  window.WebSocket = new Proxy(window.WebSocket, {
    construct: (usual, given) => (String(given[0]).includes("/_stcore/stream") ? new Socket(...given) : new usual(...given)),
  });

  // --- downloads: the front end clicks a link to /media/, which no server would answer
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    const url = new URL(this.href, document.baseURI);
    if (!isOurs(url)) return click.call(this);
    const name = this.download;
    ask("GET", url, []).then(async (answer) => {
      const link = document.createElement("a");
      const said = /filename\*?=(?:utf-8'')?"?([^";]+)/i.exec(answer.headers.get("content-disposition") ?? "")?.[1];
      link.href = URL.createObjectURL(await answer.blob());
      link.download = name || (said ? decodeURIComponent(said) : "file");
      click.call(link);
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    });
  };

  // --- links to pages of the site: Python stays, and shows the other page
  function go(way) {
    const [path, query = ""] = way.split("?");
    tell({ t: "go", path: path.replace(/\/$/, ""), query });
  }
  addEventListener("click", (event) => {
    const link = event.composedPath().find((part) => part instanceof HTMLAnchorElement);
    if (!link?.href || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || link.download) return;
    // By a double click a link such as `claim?visit=` seems to lie in the folder of the page.
    const url = opened && link.href.startsWith(here.href) ? new URL(link.href.slice(here.href.length), home) : new URL(link.href);
    const way = wayTo(url).split("?")[0].replace(/\/$/, "");
    if (url.host !== home.host || !url.pathname.startsWith(home.pathname) || !settings.pages.includes(way)) return;
    if (url.hash && link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    push(null, "", opened ? `${location.pathname}#/${wayTo(url)}` : url);
    go(wayTo(url));
  });
  if (opened) {
    // Before the front end, which would look for the page in the path of the file.
    addEventListener("popstate", (event) => { event.stopImmediatePropagation(); go(shown()); });
  }
})();
