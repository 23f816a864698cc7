// Files as `lessons/static/tree.py` joins them, put into a folder of Python's without a copy of any.
export function spread(FS, whole, folder) {
  const end = 4 + new DataView(whole).getUint32(0, true);
  const names = JSON.parse(new TextDecoder().decode(new Uint8Array(whole, 4, end - 4)));
  const made = new Set();
  let at = end;
  for (const [name, size] of names) {
    const cut = name.lastIndexOf("/"), inside = cut < 0 ? folder : `${folder}/${name.slice(0, cut)}`;
    if (!made.has(inside)) {
      FS.mkdirTree(inside);
      made.add(inside);
    }
    FS.createDataFile(inside, name.slice(cut + 1), new Uint8Array(whole, at, size), true, true, true);
    at += size;
  }
}
