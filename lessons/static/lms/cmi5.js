// cmi5: statements to the record store that the platform names, with the right that it gives once.
(() => {
  const { fetch, follow, given, say, seconds } = window.ptcodingPlatform;
  const named = ["endpoint", "fetch", "actor", "registration", "activityId"];
  if (!named.every((name) => given.get(name))) {
    say("no cmi5 platform was found, so nothing is reported.");
    return;
  }
  // The right to write is in the address, which a learner may pass on.
  history.replaceState(null, "", location.pathname);
  const [, rightAt, , registration, activityId] = named.map((name) => given.get(name));
  const endpoint = given.get("endpoint").replace(/\/*$/, "/");
  const actor = JSON.parse(given.get("actor"));
  const VERBS = { answered: "http://adlnet.gov/expapi/verbs/answered" };
  const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/";
  const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
  const OURS = "ptcoding.sent";
  let right = "", launch = {}, sent = { last: "", completed: false, passed: false }, open = false, over = false, failing = null;

  async function ask(method, path, query, body, more = {}) {
    const headers = { Authorization: `Basic ${right}`, "X-Experience-API-Version": "1.0.3" };
    if (body) headers["Content-Type"] = "application/json";
    const address = `${endpoint}${path}${query ? `?${new URLSearchParams(query)}` : ""}`;
    const answer = await fetch(address, { method, headers, body: body && JSON.stringify(body), ...more });
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return answer.status === 204 ? {} : answer.json().catch(() => ({}));
  }
  const state = (stateId) => ({ activityId, agent: JSON.stringify(actor), registration, stateId });
  const duration = () => `PT${seconds().toFixed(2)}S`;

  // Every statement has all that the platform's template has; what the specification defines is marked as such.
  function statement(verb, result, isDefined = true, object = { objectType: "Activity", id: activityId }, extensions = {}) {
    const template = launch.contextTemplate ?? {};
    const activities = template.contextActivities ?? {};
    const category = [...(activities.category ?? [])];
    if (isDefined) category.push({ id: `${CATEGORY}cmi5` });
    if (isDefined && (result?.success !== undefined || result?.completion !== undefined)) category.push({ id: `${CATEGORY}moveon` });
    const contextActivities = { ...activities, ...(category.length ? { category } : {}) };
    if (!isDefined) contextActivities.parent = [...(activities.parent ?? []), { objectType: "Activity", id: activityId }];
    return {
      id: crypto.randomUUID?.() ?? uuid(),
      actor,
      verb: { id: VERBS[verb] ?? `http://adlnet.gov/expapi/verbs/${verb}`, display: { "en-US": verb } },
      object,
      ...(result ? { result } : {}),
      context: { ...template, registration, contextActivities, extensions: { ...template.extensions, ...extensions } },
      timestamp: new Date().toISOString(),
    };
  }
  function uuid() {
    // A page over plain http is given no random UUID.
    const parts = crypto.getRandomValues(new Uint8Array(16));
    parts[6] = (parts[6] & 15) | 64;
    parts[8] = (parts[8] & 63) | 128;
    const text = [...parts].map((part) => part.toString(16).padStart(2, "0")).join("");
    return text.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }
  const send = (one, more) => ask("PUT", "statements", { statementId: one.id }, one, more);

  function answered(one) {
    const definition = { type: "http://adlnet.gov/expapi/activities/cmi.interaction", interactionType: one.type };
    if (one.correct.length) definition.correctResponsesPattern = [one.correct.join("[,]")];
    const object = { objectType: "Activity", id: `urn:ptcoding:${encodeURIComponent(one.id)}`, definition };
    const result = { response: one.learner_response.join("[,]") };
    if (one.result !== "neutral") result.success = one.result === "correct";
    return { ...statement("answered", result, false, object), timestamp: one.time };
  }
  async function report(record) {
    if (over || (launch.launchMode ?? "Normal") !== "Normal") return;
    for (const one of record.interactions.filter((each) => each.time > sent.last)) {
      await send(answered(one));
      sent.last = one.time;
    }
    if (record.completion && !sent.completed) {
      await send(statement("completed", { completion: true, duration: duration() }));
      sent.completed = true;
    }
    const mastery = launch.masteryScore;
    const judged = record.completion && record.score;
    const passed = judged && (mastery === undefined ? record.success : record.score.scaled >= mastery);
    const extensions = mastery === undefined ? {} : { [MASTERY]: mastery };
    failing = null;
    if (passed && !sent.passed) {
      await send(statement("passed", { success: true, score: record.score, duration: duration() }, true, undefined, extensions));
      sent.passed = true;
    } else if (judged && !passed && !sent.passed) {
      // Once said it would bar a pass in the same sitting, so it waits until the learner goes.
      failing = () => statement("failed", { success: false, score: record.score, duration: duration() }, true, undefined, extensions);
    }
    await ask("PUT", "activities/state", state(OURS), sent);
  }
  // One after the other: the order of statements is part of what they say.
  let line = (async () => {
    const answer = await fetch(rightAt, { method: "POST" });
    right = (await answer.json())["auth-token"];
    if (!right) throw new Error("the platform gave no right to write");
    launch = (await ask("GET", "activities/state", state("LMS.LaunchData"))) ?? {};
    await ask("GET", "agents/profile", { agent: JSON.stringify(actor), profileId: "cmi5LearnerPreferences" });
    sent = { ...sent, ...((await ask("GET", "activities/state", state(OURS))) ?? {}) };
    await send(statement("initialized"));
    open = true;
    if (launch.returnURL) back();
  })().catch((error) => say(error.message));

  function leave() {
    if (!open || over) return undefined;
    over = true;
    // The page is going: what is sent now has to outlive it.
    const last = failing ? [failing()] : [];
    last.push(statement("terminated", { duration: duration() }));
    return Promise.all(last.map((one) => send(one, { keepalive: true }).catch((error) => say(error.message))));
  }
  function back() {
    const button = document.createElement("button");
    button.textContent = "Back to your course";
    button.style.cssText = "position:fixed;right:1rem;bottom:1rem;z-index:999999;padding:.6rem 1rem;font:inherit";
    button.addEventListener("click", async () => {
      await line;
      await leave();
      location.assign(launch.returnURL);
    });
    document.body.append(button);
  }
  follow(
    (record) => { line = line.then(() => (open ? report(record) : undefined)).catch((error) => say(error.message)); },
    leave,
  );
})();
