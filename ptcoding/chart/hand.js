const NS = "http://www.w3.org/2000/svg";
const BLOCK = 15;
// Narrower than this no block can be told from the next: then a run of blocks is drawn and named as one.
const DENSE = 18;
// A pause after which a move is over, and how long the place of before is still seen.
const PAUSE = 300, GHOST = 1000;

const draw = (tag, to, at, text) => {
  const made = document.createElementNS(NS, tag);
  for (const name in at) made.setAttribute(name, at[name]);
  if (text !== undefined) made.textContent = text;
  to.append(made);
  return made;
};

const make = (tag, to, at = {}) => {
  const made = document.createElement(tag);
  for (const name in at) made.setAttribute(name, at[name]);
  to.append(made);
  return made;
};

const filled = (words, values) => words.replace(/\$(\w+)/g, (_, name) => values[name]);

const build = (root, me) => {
  root.replaceChildren();
  me.cells.clear();
  me.top = make("div", root, { class: "top" });
  me.less = make("button", me.top, { type: "button", class: "less" });
  me.name = make("output", me.top);
  me.more = make("button", me.top, { type: "button", class: "more" });
  me.less.textContent = "\u2212";
  me.more.textContent = "+";
  const stage = make("div", root, { class: "stage" });
  me.svg = draw("svg", stage, { role: "img" });
  me.under = draw("g", me.svg, {});
  me.over = draw("g", me.svg, {});
  me.ends = make("div", stage, { class: "ends" });
  const foot = make("div", root, { class: "foot" });
  me.say = make("p", foot, { class: "say", role: "status" });
  const label = make("label", foot);
  me.keep = make("input", label, { type: "checkbox" });
  me.keepText = make("span", label);
  me.step = make("button", foot, { type: "button", class: "step" });
};

// Which lines have a handle: each at its end, or, where the total is kept, each but the last at the edge to the next.
const handles = (me) => Object.keys(me.data.frames).map((place) => me.data.lines.findIndex((line) => `${line.place}` === place));

const frame = (me) => {
  if (me.moving === null) return me.data.now;
  const line = me.data.lines[me.moving];
  return me.data.frames[line.place][me.at[me.moving]] ?? me.data.now;
};

const span = (shown, at) => {
  const ends = shown.flatMap((row) => row[3].map((block) => block[0] + block[2]));
  return Math.max(BLOCK, at.reduce((sum, one) => sum + one, 0), ...ends);
};

// Where each minute of a code stands while the count is shown step by step: as given, then each code from a block of its own.
const early = (me, stage) => {
  const starts = {};
  let next = 0;
  for (const [place, line] of me.data.lines.entries()) {
    if (line.code in starts) continue;
    const all = me.data.lines.reduce((sum, other, at) => sum + (other.code === line.code ? me.at[at] : 0), 0);
    starts[line.code] = next;
    next += stage === 0 ? all : Math.ceil(all / BLOCK) * BLOCK;
  }
  return starts;
};

const paint = (me) => {
  const { data } = me, shown = frame(me), k = data.scale ?? 1;
  const w = me.width, narrow = w < 520 * k;
  const wide = Math.max(span(shown, me.at), me.least), m = (w - 2) / wide;
  me.unit = m;
  const given = (narrow ? 20 : 24) * k, bar = (narrow ? 28 : 34) * k, title = 19 * k;
  const dense = BLOCK * m < DENSE * k;
  const row = title + 23 * k + bar + 24 * k, first = given + 18 * k;
  const height = first + row * shown.length;
  const looks = Object.fromEntries(data.lines.map((line) => [line.code, line]));
  const other = { fill: "#B9B9B4", text: "#141816", sign: "" };
  const size = `0 0 ${w} ${height}`;
  if (me.size !== size) {
    me.size = size;
    me.svg.setAttribute("viewBox", size);
    me.svg.style.height = `${height}px`;
  }
  me.over.replaceChildren();
  let x = 1;
  data.lines.forEach((line, at) => {
    const long = me.at[at] * m;
    draw("rect", me.over, { x, y: 6 * k, width: long, height: given, fill: line.fill, opacity: line.counts ? 1 : 0.35 });
    if (!line.counts) draw("rect", me.over, { class: "line none", x, y: 6 * k, width: long, height: given });
    const short = long > 66 * k ? filled(data.words.short, { n: me.at[at] }) : long > 24 * k ? `${me.at[at]}` : "";
    const text = line.counts || long < 170 * k ? short : `${short}, ${data.words.uncounted}`;
    const style = `fill:${line.counts ? line.text : "var(--st-text-color)"}`;
    if (text) draw("text", me.over, { x: x + long / 2, y: 6 * k + given * 0.72, "font-size": 13 * k, "font-weight": 600, "text-anchor": "middle", style }, text);
    x += long;
  });
  const seen = new Set(), step = me.stage < 2 ? early(me, me.stage) : null;
  shown.forEach(([units, shares, runs, blocks], rule) => {
    const top = first + rule * row, y = top + title + 23 * k;
    const head = draw("text", me.over, { x: 0, y: top + title, "font-size": 17 * k, "font-weight": 650 }, `${data.rules[rule]}: ${units} ${units === 1 ? data.words.unit : data.words.units}`);
    if (w > (170 + shares.length * 7.2) * k) draw("tspan", head, { dx: 10 * k, "font-size": 13.5 * k, "font-weight": 400 }, shares);
    const count = {};
    for (const [code, start, minutes, pays] of runs) {
      const look = looks[code] ?? other;
      for (let i = 0; i < minutes; i++) {
        const n = (count[code] = (count[code] ?? -1) + 1), id = `${rule}:${code}:${n}`;
        const at = 1 + (step && code in step ? step[code] + n : start + i) * m;
        let cell = me.cells.get(id);
        if (!cell) {
          cell = draw("rect", me.under, { class: "cell" });
          me.cells.set(id, cell);
        }
        seen.add(id);
        // Most minutes stay where they are: only what changed is touched.
        const size = `${m} ${bar} ${look.fill} ${dense}`, where = `translate(${at}px, ${y}px)`, weight = pays || me.stage < 3 ? "1" : "0.35";
        if (cell.size !== size) {
          cell.size = size;
          cell.setAttribute("width", m);
          cell.setAttribute("height", bar);
          cell.setAttribute("fill", look.fill);
          cell.style.strokeWidth = dense ? 0 : "";
        }
        if (cell.where !== where) cell.style.transform = cell.where = where;
        if (cell.weight !== weight) cell.style.opacity = cell.weight = weight;
      }
      if (dense && me.stage > 0) draw("rect", me.over, { class: pays ? "line" : "line none", x: 1 + start * m, y, width: minutes * m, height: bar });
      if (!step) {
        for (let from = start; from < start + minutes; ) {
          const block = dense ? start + minutes : (Math.floor(from / BLOCK) + 1) * BLOCK;
          const to = Math.min(start + minutes, block), room = (to - from) * m;
          const style = `fill:${pays ? look.text : "var(--st-text-color)"}`;
          const text = room > 48 * k ? code : room > 13 * k ? look.sign : "";
          if (text) draw("text", me.over, { x: 1 + ((from + to) / 2) * m, y: y + bar * 0.64, "font-size": 13 * k, "font-weight": 600, "text-anchor": "middle", style }, text);
          from = to;
        }
      }
    }
    if (me.stage === 0 || dense) return;
    blocks.forEach(([start, code, long, needed], place) => {
      draw("rect", me.over, { class: code && me.stage > 2 ? "line" : "line none", x: 1 + start * m, y, width: long * m, height: bar });
      const eighth = 1 + (start + needed) * m;
      draw("line", me.over, { class: "line", x1: eighth, x2: eighth, y1: y - 6 * k, y2: y });
      const wideEnough = long * m > 44 * k;
      if (wideEnough) draw("text", me.over, { x: eighth, y: y - 8 * k, "font-size": 11.5 * k, "text-anchor": "middle" }, place ? `${needed}` : filled(data.words.minute, { n: needed }));
      if (me.stage < 3) return;
      const text = code ? (long * m > 92 * k ? `1 ${data.words.unit}, ${code}` : wideEnough ? code : "1") : long * m > 60 * k ? data.words.none : "0";
      draw("text", me.over, { x: 1 + (start + long / 2) * m, y: y + bar + 16 * k, "font-size": 12.5 * k, "text-anchor": "middle" }, text);
    });
  });
  for (const [id, cell] of me.cells) {
    if (!seen.has(id)) {
      cell.remove();
      me.cells.delete(id);
    }
  }
  if (me.ghost !== null) {
    const at = 1 + me.ghost * m;
    draw("line", me.over, { class: "ghost", x1: at, x2: at, y1: 0, y2: 12 * k + given });
  }
  place(me, given, k);
  me.root.dataset.draws = (+me.root.dataset.draws || 0) + 1;
};

// The handles stand above the picture: what is dragged is the box, what the keyboard and a reader have is the range in it.
const place = (me, given, k) => {
  const { data } = me;
  let x = 1;
  data.lines.forEach((line, at) => {
    x += me.at[at] * me.unit;
    const end = me.handles.get(at);
    if (!end) return;
    end.box.style.left = `${x}px`;
    end.box.style.top = `${2 * k}px`;
    end.box.style.height = `${given + 8 * k}px`;
    end.box.classList.toggle("on", at === me.active);
    end.box.style.zIndex = at === me.active ? 2 : 1;
    end.input.value = me.at[at];
    end.input.setAttribute("aria-valuetext", filled(data.words.minutes, { n: me.at[at] }));
  });
  const line = data.lines[me.active];
  me.top.hidden = !me.handles.size;
  if (!line) return;
  me.name.textContent = `${line.sign} ${line.code} ${line.name}: ${filled(data.words.short, { n: me.at[me.active] })}${line.counts ? "" : `, ${data.words.uncounted}`}`;
  me.less.setAttribute("aria-label", filled(data.words.less, { code: line.code }));
  me.more.setAttribute("aria-label", filled(data.words.more, { code: line.code }));
  me.less.disabled = me.at[me.active] <= 0;
  me.more.disabled = me.at[me.active] >= most(me, me.active);
};

const most = (me, at) => (me.data.frames[me.data.lines[at]?.place] ?? [0]).length - 1;

const move = (me, at, to) => {
  // The frames of another line are counted for the visit as it was: they wait for those that are on their way.
  if (me.moving !== null && me.moving !== at) return;
  const next = Math.max(0, Math.min(most(me, at), to));
  if (me.moving === null) {
    me.before = [...me.data.minutes];
    me.moving = at;
    // The scale stays while something moves, unless more room is needed.
    me.least = span(me.data.now, me.before);
  }
  me.active = at;
  if (next === me.at[at]) return;
  if (me.data.keep) me.at[at + 1] += me.at[at] - next;
  me.at[at] = next;
  me.ghost = me.before.slice(0, at + 1).reduce((sum, one) => sum + one, 0);
  clearTimeout(me.fade);
  me.fade = setTimeout(() => {
    me.ghost = null;
    paint(me);
  }, GHOST);
  paint(me);
};

const tell = (me) => {
  const { data } = me, shown = frame(me), line = data.lines[me.moving];
  const was = me.before[me.moving], now = me.at[me.moving];
  const changed = shown.map((row, rule) => (row[0] === data.now[rule][0] ? "" : filled(data.words.units_moved, { rule: data.rules[rule], was: data.now[rule][0], now: row[0] })));
  const units = changed.filter(Boolean).join(" ") || data.words.units_same;
  me.say.textContent = `${filled(data.words.moved, { code: line.code, was, now })} ${units}`;
};

const commit = (me, wait) => {
  clearTimeout(me.timer);
  me.timer = setTimeout(() => {
    if (me.moving === null) return;
    if (me.at.every((one, at) => one === me.data.minutes[at])) {
      me.moving = null;
      me.least = 0;
      paint(me);
      return;
    }
    tell(me);
    me.sent = [...me.at];
    me.set("minutes", { at: me.at.map((one, at) => [me.data.lines[at].place, one]), when: Math.round(performance.now()) });
  }, wait);
};

const grip = (me, at) => {
  const line = me.data.lines[at], box = make("div", me.ends, { class: "end" });
  const input = make("input", box, { type: "range", min: 0, max: most(me, at), step: 1, "aria-label": filled(me.data.words[me.data.keep ? "edge" : "end"], { code: line.code, name: line.name }) });
  input.oninput = () => {
    move(me, at, +input.value);
    commit(me, PAUSE);
  };
  input.onfocus = () => {
    if (me.moving === null) me.active = at;
    paint(me);
  };
  box.onpointerdown = (event) => {
    event.preventDefault();
    input.focus();
    box.setPointerCapture(event.pointerId);
    clearTimeout(me.timer);
    const from = event.clientX, start = me.at[at], unit = me.unit;
    me.root.classList.add("moving");
    box.onpointermove = (moved) => move(me, at, start + Math.round((moved.clientX - from) / unit));
  };
  box.onpointerup = box.onpointercancel = () => {
    box.onpointermove = null;
    me.root.classList.remove("moving");
    commit(me, 0);
  };
  return { box, input };
};

const walk = (me) => {
  me.stage = me.stage >= 3 ? 0 : me.stage + 1;
  me.step.textContent = me.stage >= 3 ? me.data.words.play : me.data.words.next;
  me.say.textContent = me.data.words.stages[me.stage];
  paint(me);
};

const known = new WeakMap();

export default function ({ parentElement, data: [data], setStateValue }) {
  const root = parentElement.querySelector(".hand");
  let me = known.get(root);
  if (!me) {
    me = { root, cells: new Map(), handles: new Map(), moving: null, active: 0, least: 0, ghost: null, stage: 3, shape: "" };
    known.set(root, me);
    build(root, me);
    // Asked once, not with every frame: to ask makes the browser lay the whole page out again.
    me.width = me.svg.clientWidth || 900;
    me.watch = new ResizeObserver(([seen]) => {
      const width = seen.contentRect.width;
      if (!width || width === me.width) return;
      me.width = width;
      paint(me);
    });
    me.watch.observe(me.svg);
  }
  me.data = data;
  data.minutes = data.lines.map((line) => line.minutes);
  me.set = setStateValue;
  // Who goes on while an answer is under way keeps what is under the hand; the next pause sends it.
  const answered = me.sent?.length === data.minutes.length && me.sent.every((one, at) => one === data.minutes[at]);
  if (me.moving !== null && answered && me.at.some((one, at) => one !== data.minutes[at])) {
    me.before = [...data.minutes];
  } else {
    me.at = [...data.minutes];
    me.moving = null;
    me.least = 0;
  }
  const shape = JSON.stringify([data.keep, data.lines.map((line) => line.code), Object.entries(data.frames).map(([at, all]) => [at, all.length])]);
  if (shape !== me.shape) {
    me.shape = shape;
    me.cells.forEach((cell) => cell.remove());
    me.cells.clear();
    me.ends.replaceChildren();
    me.handles = new Map(handles(me).map((at) => [at, grip(me, at)]));
    if (!me.handles.has(me.active)) me.active = [...me.handles.keys()][0] ?? 0;
    me.stage = 3;
    me.say.textContent = me.handles.size ? data.words.hint : "";
  }
  me.less.onclick = () => {
    move(me, me.active, me.at[me.active] - 1);
    commit(me, PAUSE);
  };
  me.more.onclick = () => {
    move(me, me.active, me.at[me.active] + 1);
    commit(me, PAUSE);
  };
  me.keepText.textContent = data.words.keep;
  me.keep.checked = data.keep;
  me.keep.parentElement.hidden = data.lines.filter((line) => line.movable).length < 2;
  me.keep.onchange = () => setStateValue("keep", me.keep.checked);
  me.step.textContent = me.stage >= 3 ? data.words.play : data.words.next;
  me.step.hidden = data.now.some((row) => row[3].some((block) => block[2] !== BLOCK));
  me.step.onclick = () => walk(me);
  me.svg.setAttribute("aria-label", data.alt);
  paint(me);
  return () => {
    clearTimeout(me.timer);
    clearTimeout(me.fade);
    me.watch.disconnect();
    known.delete(root);
  };
}
