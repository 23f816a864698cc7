// SCORM 1.2: status, score, place and answers, each within what its data model allows.
(() => {
  const { find, follow, resume, say, seconds } = window.ptcodingPlatform;
  const api = find("API");
  if (!api || String(api.LMSInitialize("")) !== "true") {
    say("no SCORM 1.2 platform was found, so nothing is reported.");
    return;
  }
  const get = (name) => String(api.LMSGetValue(name) ?? "");
  const set = (name, value) => {
    if (String(api.LMSSetValue(name, String(value))) !== "true") say(`the platform took no ${name}.`);
  };
  const SHORT = 255;
  const RANK = ["not attempted", "browsed", "incomplete", "failed", "completed", "passed"];
  const counts = ["", "normal"].includes(get("cmi.core.lesson_mode"));
  let status = get("cmi.core.lesson_status") || "not attempted";
  let best = parseFloat(get("cmi.core.score.raw"));
  // A platform keeps answers and tells them to nobody: what it has is remembered by the time of the last one.
  let sent = /^sent=(\S+)$/.exec(get("cmi.suspend_data"))?.[1] ?? "";
  let number = parseInt(get("cmi.interactions._count"), 10) || 0;
  resume(get("cmi.core.lesson_location"));
  if (counts && status === "not attempted") {
    status = "incomplete";
    set("cmi.core.lesson_status", status);
    api.LMSCommit("");
  }

  function statusOf({ completion, success }) {
    if (success === true && completion) return "passed";
    if (success === false && completion) return "failed";
    return completion ? "completed" : "incomplete";
  }
  function answer(one) {
    const at = `cmi.interactions.${number}`;
    number += 1;
    const plain = (list) => list.join(",").slice(0, SHORT);
    set(`${at}.id`, one.id.replace(/[^A-Za-z0-9._-]/g, "_").slice(0, SHORT));
    set(`${at}.time`, one.time.slice(11, 19));
    set(`${at}.type`, one.type);
    if (one.correct.length) set(`${at}.correct_responses.0.pattern`, plain(one.correct));
    set(`${at}.student_response`, plain(one.learner_response));
    set(`${at}.result`, one.result === "incorrect" ? "wrong" : one.result);
  }
  function hear(record) {
    if (!counts) return;
    const now = statusOf(record);
    // What was reached stays reached, also in another browser, which knows nothing of it.
    if (RANK.indexOf(now) > RANK.indexOf(status)) {
      status = now;
      set("cmi.core.lesson_status", status);
    }
    if (record.score) {
      const raw = Math.round(record.score.scaled * 10000) / 100;
      if (!(best >= raw)) {
        best = raw;
        set("cmi.core.score.min", 0);
        set("cmi.core.score.max", 100);
        set("cmi.core.score.raw", raw);
      }
    }
    if (record.location) set("cmi.core.lesson_location", record.location.slice(0, SHORT));
    record.interactions.filter((one) => one.time > sent).forEach(answer);
    const last = record.interactions.at(-1)?.time ?? "";
    if (last > sent) {
      sent = last;
      set("cmi.suspend_data", `sent=${sent}`);
    }
    api.LMSCommit("");
  }
  function leave() {
    const whole = seconds();
    const two = (value) => String(Math.floor(value)).padStart(2, "0");
    set("cmi.core.session_time", `${two(whole / 3600).padStart(4, "0")}:${two((whole / 60) % 60)}:${two(whole % 60)}`);
    set("cmi.core.exit", "suspend");
    api.LMSCommit("");
    api.LMSFinish("");
  }
  follow(hear, leave);
})();
