// The page was opened by a double click, where a browser reads no file but scripts: what Python needs came in scripts.
{
  const packed = window.ptcodingPacked;
  // Each sign of a script that is read as windows-1252 was one byte.
  const byte = new Uint8Array(0x10000);
  const signs = new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, value) => value));
  for (let value = 0; value < 256; value += 1) byte[signs.charCodeAt(value)] = value;
  function bytes(text) {
    const made = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) made[at] = byte[text.charCodeAt(at)];
    return made;
  }
  const { "worker.js": worker, ...files } = packed;
  window.ptcodingPacked = null;
  window.ptcodingFiles = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytes(text).buffer]));
  window.ptcodingWorker = () => new Worker(URL.createObjectURL(new Blob([bytes(worker)], { type: "text/javascript" })));
  window.ptcodingPage = location.href;
}
