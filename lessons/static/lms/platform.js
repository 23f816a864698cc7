// What the three ways to a learning platform share. It runs before anything else of the page.
(() => {
  // Streamlit's front end finds its page in the path, where the file has no place.
  const here = new URL(document.querySelector("base")?.href ?? "./", location.href);
  const given = new URLSearchParams(location.search);
  if (location.protocol !== "file:" && location.pathname.endsWith("/index.html")) {
    history.replaceState(null, "", location.pathname.slice(0, -"index.html".length) + location.search);
  }
  const isRoot = new URL(location.pathname, location.href).href === new URL("./", here).href;
  const began = Date.now();

  // A platform puts its interface into one of the windows around this one; nobody has more than a few.
  const DEEPEST = 12;
  function above(start, name) {
    let at = start;
    for (let depth = 0; at && depth < DEEPEST; depth += 1) {
      try {
        if (at[name]) return at[name];
      } catch {
        // A window of another site, which cannot be asked.
        return null;
      }
      if (at === at.parent) return null;
      at = at.parent;
    }
    return null;
  }
  function find(name) {
    let opener = null;
    try {
      opener = window.top.opener;
    } catch {
      // The top window belongs to another site.
    }
    return above(window, name) ?? above(window.opener, name) ?? above(opener, name);
  }

  window.ptcodingPlatform = {
    find,
    given,
    isRoot,
    // Before the bridge is there, which would ask Python.
    fetch: window.fetch.bind(window),
    seconds: () => (Date.now() - began) / 1000,
    // Go on where the learner was, unless the address names a page.
    resume(place) {
      if (isRoot && !location.search && /^[a-z0-9-]+(\?step=[a-z]+)?$/.test(place)) {
        history.replaceState(null, "", new URL(place, here));
      }
    },
    // Be told what became of the learner in what this package asks for, and when the page goes.
    follow(hear, leave) {
      addEventListener("ptcoding:record", ({ detail }) => {
        const found = detail[window.ptcodingAim];
        if (found) hear(found);
      });
      let left = false;
      addEventListener("pagehide", () => {
        if (!left) leave();
        left = true;
      });
    },
    say(text) {
      console.warn(`PT Coding Explorer: ${text}`);
    },
  };
})();
