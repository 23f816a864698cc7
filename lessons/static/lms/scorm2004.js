// SCORM 2004: completion and success apart, score, progress, place and answers.
(() => {
  const { find, follow, resume, say, seconds } = window.ptcodingPlatform;
  const api = find("API_1484_11");
  if (!api || String(api.Initialize("")) !== "true") {
    say("no SCORM 2004 platform was found, so nothing is reported.");
    return;
  }
  const get = (name) => String(api.GetValue(name) ?? "");
  const set = (name, value) => {
    if (String(api.SetValue(name, String(value))) !== "true") say(`the platform took no ${name}.`);
  };
  const counts = ["", "normal"].includes(get("cmi.mode"));
  let complete = get("cmi.completion_status") === "completed";
  let success = get("cmi.success_status");
  let best = parseFloat(get("cmi.score.scaled"));
  let reached = parseFloat(get("cmi.progress_measure")) || 0;
  let sent = /^sent=(\S+)$/.exec(get("cmi.suspend_data"))?.[1] ?? "";
  let number = parseInt(get("cmi.interactions._count"), 10) || 0;
  resume(get("cmi.location"));
  if (counts && !complete) {
    set("cmi.completion_status", "incomplete");
    api.Commit("");
  }

  function answer(one) {
    const at = `cmi.interactions.${number}`;
    number += 1;
    set(`${at}.id`, `urn:ptcoding:${one.id.replace(/[^A-Za-z0-9._-]/g, "_")}`.slice(0, 4000));
    set(`${at}.type`, one.type);
    set(`${at}.timestamp`, `${one.time.slice(0, 22)}Z`);
    if (one.correct.length) set(`${at}.correct_responses.0.pattern`, one.correct.join("[,]"));
    set(`${at}.learner_response`, one.learner_response.join("[,]").slice(0, 250));
    set(`${at}.result`, one.result);
  }
  function hear(record) {
    if (!counts) return;
    // What was reached stays reached, also in another browser, which knows nothing of it.
    if (record.completion && !complete) {
      complete = true;
      set("cmi.completion_status", "completed");
    }
    if (record.progress > reached) {
      reached = record.progress;
      set("cmi.progress_measure", reached);
    }
    if (record.score && !(best >= record.score.scaled)) {
      best = record.score.scaled;
      for (const part of ["min", "max", "raw", "scaled"]) set(`cmi.score.${part}`, record.score[part]);
    }
    if (record.success !== null && record.completion && success !== "passed") {
      success = record.success ? "passed" : "failed";
      set("cmi.success_status", success);
    }
    if (record.location) set("cmi.location", record.location.slice(0, 1000));
    record.interactions.filter((one) => one.time > sent).forEach(answer);
    const last = record.interactions.at(-1)?.time ?? "";
    if (last > sent) {
      sent = last;
      set("cmi.suspend_data", `sent=${sent}`);
    }
    api.Commit("");
  }
  function leave() {
    set("cmi.session_time", `PT${Math.max(0, Math.round(seconds()))}S`);
    set("cmi.exit", "suspend");
    api.Commit("");
    api.Terminate("");
  }
  follow(hear, leave);
})();
