// The page was opened by a double click, where a browser reads no file but scripts: what Python needs came in scripts.
{
  const packed = window.ptcodingPacked;
  const bytes = (text) => (Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
  const { "worker.js": worker, ...files } = packed;
  window.ptcodingPacked = null;
  window.ptcodingFiles = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytes(text).buffer]));
  window.ptcodingWorker = () => new Worker(URL.createObjectURL(new Blob([bytes(worker)], { type: "text/javascript" })));
  window.ptcodingPage = location.href;
}
