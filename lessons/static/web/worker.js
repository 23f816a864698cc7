// Python with Streamlit and the app, in a worker of its own. The page tells it where its files are, or brings them along.
import { loadPyodide } from "pyodide/pyodide.mjs";
import createPyodideModule from "pyodide/pyodide.asm.mjs";

// Streamlit takes itself for work in progress where it does not lie in a folder of this name.
const PACKAGES = "/lib/python3.14/site-packages", APP = "/app";
// Milliseconds in which the first page is drawn.
const PAUSE = 4000;
let bridge, mine = false, save = () => {};
let waiting = [];

self.onmessage = ({ data }) => {
  if (data.t === "start") start(data).catch((error) => postMessage({ t: "failed", text: String(error?.stack ?? error) }));
  else if (data.t === "mine") { mine = true; save(); }
  else if (bridge) handle(data);
  else waiting.push(data);
};

async function handle(m) {
  if (m.t === "http") {
    try {
      const body = m.body ? new Uint8Array(m.body) : undefined;
      const [status, headers, content] = await bridge.http(m.method, m.path, m.headers, body);
      postMessage({ t: "http", id: m.id, status, headers, body: content });
    } catch (error) {
      console.error(error);
      postMessage({ t: "http", id: m.id, status: 500, headers: [], body: new Uint8Array() });
    }
    save();
  } else if (m.t === "open") {
    bridge.connect(m.id, m.path, m.protocols, (kind, value) => {
      // Only a copy can be handed over: the bytes lie in Python's memory.
      postMessage({ t: "socket", id: m.id, kind, value: kind === "data" ? value.slice() : value });
      save();
    });
  } else if (m.t === "send") bridge.receive(m.id, m.content);
  else if (m.t === "close") bridge.disconnect(m.id, m.code);
  else if (m.t === "go") bridge.go(m.path, m.query);
}

// Files come from beside the page, counted as they arrive, or were brought along; a gzip file is unpacked wherever the
// web server has not done so.
async function files(given, base, names, told) {
  const got = {};
  let loaded = 0;
  await Promise.all(names.map(async (name) => {
    let bytes = given?.[name];
    if (!bytes) {
      const answer = await fetch(new URL(name, base));
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      const parts = [], reader = answer.body.getReader();
      for (let part; !(part = await reader.read()).done; ) {
        parts.push(part.value);
        told((loaded += part.value.length));
      }
      bytes = await new Blob(parts).arrayBuffer();
    }
    const head = new Uint8Array(bytes, 0, 2);
    if (name.endsWith(".gz") && head[0] === 0x1f && head[1] === 0x8b) {
      bytes = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    }
    got[name.replace(/\.gz$/, "")] = bytes;
  }));
  return got;
}

// Pyodide asks for its own files by fetch; they are here already.
function answerFrom(got) {
  const types = { wasm: "application/wasm", zip: "application/zip" };
  const native = self.fetch.bind(self);
  self.fetch = async (asked, how) => {
    const name = String(asked.url ?? asked).split("/").pop();
    if (!(name in got)) return native(asked, how);
    return new Response(got[name], { headers: { "content-type": types[name.split(".").pop()] ?? "application/octet-stream" } });
  };
}

async function keep(python, folder) {
  const { FS } = python;
  FS.mkdirTree(folder);
  FS.mount(FS.filesystems.IDBFS, {}, folder);
  await new Promise((done, failed) => FS.syncfs(true, (error) => (error ? failed(error) : done())));
  let timer, busy = false;
  save = () => {
    if (!mine) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      // One copy at a time; what changed meanwhile goes with the next.
      if (busy) return save();
      busy = true;
      FS.syncfs(false, (error) => { busy = false; if (error) console.error(error); });
    }, 300);
  };
}

async function start({ base, names, later, modules, given, kept, way, record }) {
  const say = (step) => postMessage({ t: "step", step });
  const got = await files(given, base, names, (bytes) => postMessage({ t: "loaded", bytes }));
  const others = new URL(later, base);
  // Where a page asks for one of the other packages before they have come, it has to wait.
  const bring = () => {
    if (given?.[later]) return new Uint8Array(given[later]);
    const asked = new XMLHttpRequest();
    asked.open("GET", others, false);
    asked.responseType = "arraybuffer";
    asked.send();
    return new Uint8Array(asked.response);
  };
  say("python");
  answerFrom(got);
  const python = await loadPyodide({
    indexURL: base, createPyodideModule, lockFileContents: LOCK,
    env: {
      HOME: "/home/pyodide", PTCODING_IN_BROWSER: "1", RAPIDFUZZ_IMPLEMENTATION: "python",
      DISABLE_SQLALCHEMY_CEXT_RUNTIME: "1", PTCODING_DATABASE_URL: `sqlite:///${kept}/progress.sqlite3`,
    },
    stdout: (line) => console.log(line), stderr: (line) => console.warn(line),
  });
  say("unpack");
  python.unpackArchive(got["packages.zip"], "zip", { extractDir: PACKAGES });
  python.unpackArchive(got["app.zip"], "zip", { extractDir: APP });
  python.runPython(`import sys; sys.path.insert(0, "${APP}")`);
  await keep(python, kept).catch((error) => { console.error(error); postMessage({ t: "unkept" }); });
  say("app");
  bridge = await python.pyimport("lessons.static.inside.boot").start(
    { folder: APP, way, packages: PACKAGES, modules, bring },
    record ? (said) => postMessage({ t: "record", record: said }) : undefined,
  );
  waiting.forEach(handle);
  waiting = [];
  // After the first page, so that from then on nothing more is asked of anybody.
  setTimeout(async () => bridge.take(given?.[later] ? bring() : new Uint8Array(await (await fetch(others)).arrayBuffer())), PAUSE);
}
