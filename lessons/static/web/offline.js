// Keeps the whole site in the browser, so that from the second visit on no network is needed. Its first line names what
// belongs to this very build: a browser that finds another line takes all files anew, and uses them once every tab of
// the old ones is closed.
const { scope } = self.registration;
const ours = (name) => name.startsWith(`ptcoding ${scope} `);
const kept = `ptcoding ${scope} ${BUILT.version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(BUILT.files.map((name) => new URL(name, scope)))));
});
self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => names.filter((name) => ours(name) && name !== kept));
  event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || !url.startsWith(scope)) return;
  // A page has one file, whatever its parameters ask for.
  const found = caches.open(kept).then((cache) => cache.match(event.request, { ignoreSearch: true, ignoreVary: true }));
  event.respondWith(found.then((answer) => answer ?? fetch(event.request)));
});
