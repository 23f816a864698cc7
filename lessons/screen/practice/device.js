// Keeps the way back to a learner's answers in this browser, and tells the page what is kept. It asks for nothing
// outside: what it knows lies in localStorage (the key) and in sessionStorage (which tab this is, and the key of a
// learner whom a course sent to this tab).

let stop = () => {};

function kept(name) {
  return sessionStorage.getItem(`${name}-launch`) ?? localStorage.getItem(name) ?? "";
}

function look(name) {
  try {
    // Some browsers let one read and refuse to write.
    localStorage.setItem(`${name}-probe`, "");
    localStorage.removeItem(`${name}-probe`);
    return { works: true, key: kept(name) };
  } catch {
    return { works: false, key: "" };
  }
}

function seatBefore(name, seat) {
  try {
    const before = sessionStorage.getItem(`${name}-tab`) ?? "";
    if (before.split(" ")[0] === seat) {
      return before.split(" ")[1] ?? "";
    }
    const last = before.split(" ")[0];
    sessionStorage.setItem(`${name}-tab`, `${seat} ${last}`);
    return last;
  } catch {
    return "";
  }
}

function write(name, wish) {
  const launched = `${name}-launch`;
  try {
    // What another tab kept meanwhile stays: the page hears of it and decides.
    if (!wish.tab && kept(name) !== wish.over) {
      return;
    }
    if (wish.tab || sessionStorage.getItem(launched) !== null) {
      // The browser's own record is another one, which this tab leaves alone.
      sessionStorage.setItem(launched, wish.key);
    } else if (wish.key) {
      localStorage.setItem(name, wish.key);
    } else {
      localStorage.removeItem(name);
    }
  } catch {
    // What `look` finds says that nothing is kept.
  }
}

export default function ({ data: [{ site, seat, heard, wish }], setTriggerValue }) {
  stop();
  const before = seatBefore(site, seat);
  if (wish) {
    write(site, wish);
  }
  const tell = () => {
    const now = look(site);
    const news = heard ? now.key !== heard.key || now.works !== heard.works : now.key !== "" || !now.works;
    if (news || wish) {
      setTriggerValue("told", { ...now, seat: before });
    }
  };
  // Another tab has kept or forgotten a key.
  const listen = (event) => {
    if (event.key === site || event.key === null) {
      tell();
    }
  };
  window.addEventListener("storage", listen);
  const mine = () => window.removeEventListener("storage", listen);
  stop = mine;
  tell();
  return mine;
}
