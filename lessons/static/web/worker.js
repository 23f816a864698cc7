// Python with Streamlit and the app, in a worker of its own. The page tells it where its files are, or brings them along.
import { loadPyodide } from "pyodide/pyodide.mjs";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { spread } from "./spread.js";

// Streamlit takes itself for work in progress where it does not lie in a folder of this name.
const LIBRARY = "/lib/python3.14", PACKAGES = `${LIBRARY}/site-packages`, APP = "/app";
// What Pyodide is told instead of the archive of its library.
const NOTHING = "nothing.zip";
let bridge, mine = false, save = () => {};
let waiting = [], told = [];

const fail = (error) => postMessage({ t: "failed", text: String(error?.stack ?? error) });

self.onmessage = ({ data }) => {
  if (data.t === "start") start(data).catch(fail);
  else if (data.t === "mine") { mine = true; save(); }
  else if (bridge) handle(data);
  else waiting.push(data);
};

// What a run says goes over in one message.
function hand() {
  const said = told;
  told = [];
  postMessage({ t: "sockets", said });
  save();
}

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
      told.push({ id: m.id, kind, value: kind === "data" ? value.slice() : value });
      if (told.length === 1) queueMicrotask(hand);
    });
  } else if (m.t === "send") bridge.receive(m.id, m.content);
  else if (m.t === "close") bridge.disconnect(m.id, m.code);
  else if (m.t === "go") bridge.go(m.path, m.query);
}

// Files come from beside the page, counted as they arrive, or were brought along; a gzip file is unpacked wherever the
// web server has not done so. Each is there as soon as it can be: Python starts before all are.
function files(given, base, names, told) {
  let loaded = 0;
  const bring = async (name) => {
    let bytes = given?.[name];
    if (!bytes) {
      const answer = await fetch(new URL(name, base));
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      const parts = [], reader = answer.body.getReader();
      let size = 0;
      for (let part; !(part = await reader.read()).done; ) {
        parts.push(part.value);
        size += part.value.length;
        told((loaded += part.value.length));
      }
      const whole = new Uint8Array(size);
      parts.reduce((at, part) => { whole.set(part, at); return at + part.length; }, 0);
      bytes = whole.buffer;
    }
    return plain(bytes);
  };
  return Object.fromEntries(names.map((name) => [name.replace(/\.gz$/, ""), bring(name)]));
}

function plain(bytes) {
  const head = new Uint8Array(bytes, 0, 2);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return bytes;
  const stream = new ReadableStream({ start(out) { out.enqueue(new Uint8Array(bytes)); out.close(); } });
  return new Response(stream.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

// Pyodide asks for its own files by fetch.
function answerFrom(got) {
  const native = self.fetch.bind(self);
  self.fetch = async (asked, how) => {
    const name = String(asked.url ?? asked).split("/").pop();
    if (name === NOTHING) return new Response();
    if (!(name in got)) return native(asked, how);
    return new Response(await got[name], { headers: { "content-type": "application/wasm" } });
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

const environment = (kept) => ({
  HOME: "/home/pyodide", PYTHONPATH: LIBRARY, PTCODING_IN_BROWSER: "1", RAPIDFUZZ_IMPLEMENTATION: "python",
  DISABLE_SQLALCHEMY_CEXT_RUNTIME: "1", PTCODING_DATABASE_URL: `sqlite:///${kept}/progress.sqlite3`,
});

// Python with all files where they belong.
async function python(got, base, kept) {
  const made = await loadPyodide({
    indexURL: base, lockFileContents: LOCK, stdLibURL: base + NOTHING, env: environment(kept), createPyodideModule,
    // The library lies there as files, which are found sooner than in an archive.
    fsInit: async (FS) => spread(FS, await got.library, LIBRARY),
    stdout: (line) => console.log(line), stderr: (line) => console.warn(line),
  });
  spread(made.FS, await got.packages, PACKAGES);
  spread(made.FS, await got.app, APP);
  made.runPython(`import sys; sys.path.insert(0, "${APP}")`);
  return made;
}

async function start({ base, names, later, modules, given, kept, way, record, pause }) {
  const say = (step) => postMessage({ t: "step", step });
  const got = files(given, base, names, (bytes) => postMessage({ t: "loaded", bytes }));
  Promise.all(Object.values(got)).then(() => say("python"), fail);
  const others = new URL(later, base);
  // Where a page asks for one of the other packages before they have come, it has to wait: Python unpacks them.
  const bring = () => {
    if (given?.[later]) return new Uint8Array(given[later]);
    const request = new XMLHttpRequest();
    request.open("GET", others, false);
    request.responseType = "arraybuffer";
    request.send();
    return new Uint8Array(request.response);
  };
  answerFrom(got);
  const made = await python(got, base, kept);
  await keep(made, kept).catch((error) => { console.error(error); postMessage({ t: "unkept" }); });
  say("app");
  const put = (whole) => spread(made.FS, whole, PACKAGES);
  bridge = await made.pyimport("lessons.static.inside.boot").start(
    { folder: APP, way, modules, bring, put: (whole) => put(whole.buffer) },
    record ? (said) => postMessage({ t: "record", record: said }) : undefined,
  );
  waiting.forEach(handle);
  waiting = [];
  // After the first page, so that from then on nothing more is asked of anybody.
  setTimeout(async () => {
    const whole = await plain(given?.[later] ?? (await (await fetch(others)).arrayBuffer()));
    if (bridge.missing()) put(whole);
    bridge.arrived();
  }, pause);
}
