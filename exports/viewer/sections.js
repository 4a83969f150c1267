"use strict";
// What the page says: the complaint and its findings, the matrix, the chronology, the exhibits.

const STANDING = (records) => (records || []).filter((one) => !one.withdrawn);
let everyPoint = false;

function summary() {
  const one = CASE.case, parts = [];
  parts.push(facts([
    [say("kind"), label(one.kind_label)], [say("received"), one.received], [say("channel"), label(one.channel_label)],
    [say("demand"), label(one.demand_label)], [say("amount"), one.amount && one.amount.text],
    [say("frozen"), wallText(CASE.version.as_of)],
  ]));
  if (one.verbatim) parts.push(make("h3", {}, say("own_words")), make("blockquote", {}, said(one.verbatim, "p")));
  parts.push(make("h3", {}, say("findings")));
  CASE.allegations.forEach((allegation, at) => {
    const found = STANDING(CASE.findings).filter((finding) => finding.allegation === allegation.id);
    parts.push(make("article", { class: "card" },
      make("h4", {}, `${at + 1}. `, said(allegation.text)),
      found.length ? found.map(finding) : make("p", { class: "quiet" }, say("no_finding")),
      allegation.questions.map((question) => make("div", { class: "question" }, said(question.text, "p"),
        question.points.map((code) => conclusion(code))))));
  });
  if (!CASE.allegations.length) parts.push(make("p", { class: "quiet" }, say("no_allegations")));
  for (const decision of STANDING(CASE.decisions)) {
    parts.push(make("h3", {}, say("decision")), make("article", { class: "card" },
      make("p", {}, make("strong", {}, label(decision.outcome_label)), " · ", label(decision.redress_label),
        decision.amount && ` · ${decision.amount.text}`),
      decision.text && said(decision.text, "p")));
  }
  return parts;
}

function finding(one) {
  return make("div", { class: "finding" },
    make("p", {}, chip(one.result, label(one.result_label)), " ", make("span", { class: "quiet" }, label(one.standard_label))),
    one.reasoning && said(one.reasoning, "p"),
    cited("marks_for", one.marks_for), cited("marks_against", one.marks_against),
    one.missing && make("p", {}, make("strong", {}, say("missing"), ": "), said(one.missing)));
}

function cited(key, names) {
  return names && names.length ? make("p", {}, say(key), ": ", names.map((name) => [markButton(name), " "])) : null;
}

function conclusion(code) {
  const found = CASE.conclusions.find((one) => one.point === code);
  if (!found) return make("p", { class: "quiet" }, make("span", { class: "figures" }, code), " ", pointName(code), " – ", say("not_marked"));
  return make("div", { class: "conclusion" },
    make("p", {}, make("span", { class: "figures" }, code), " ", pointName(code), " ", chip(found.result, label(found.result_label))),
    make("p", { class: "quiet" }, label(found.reason)),
    cited("marks_for", found.marks_for), cited("marks_against", found.marks_against));
}

function matrix() {
  const found = Object.fromEntries(CASE.conclusions.map((one) => [one.point, one]));
  const points = CASE.checklist.points.filter((point) => everyPoint || found[point.code]);
  const rows = points.map((point) => {
    const result = found[point.code];
    return [
      [make("span", { class: "figures" }, point.code), " ", label(point.label)],
      result ? [chip(result.result, label(result.result_label)), make("p", { class: "quiet" }, label(result.reason))]
        : make("span", { class: "quiet" }, say("not_marked")),
      ...CASE.recordings.map((one) => MARKS.filter((mark) => mark.point === point.code && mark.exhibit === one.exhibit)
        .map((mark) => [markButton(mark.label), " "])),
    ];
  });
  const all = make("label", { class: "tick" }, make("input", {
    type: "checkbox", checked: everyPoint, onchange: (event) => { everyPoint = event.target.checked; render("matrix"); },
  }), " ", say("every_point", { count: CASE.checklist.points.length }));
  return [
    make("p", {}, say("matrix_says")), make("p", {}, all),
    table(say("matrix"), [say("point"), say("conclusion"), ...CASE.recordings.map((one) => one.exhibit)], rows, "matrix"),
  ];
}

function chronology() {
  const rows = [];
  const add = (when, what, exhibit, proof) => {
    if (when) rows.push({ key: when.length === 10 ? when : wallText(when, 3), when, what, exhibit, proof });
  };
  for (const mark of MARKS) {
    if (mark.wall) add(mark.wall.in, [pointName(mark.point), " ", chip(mark.verdict, label(mark.verdict_label))], mark.exhibit, mark.label);
  }
  add(CASE.case.received, say("event_received"));
  for (const [name, fact] of Object.entries((CASE.product || {}).dates || {})) {
    if (fact) add(fact.day, [say(`day_${name}`), fact.exhibit ? "" : ` (${say("as_stated")})`], fact.exhibit);
  }
  for (const one of STANDING(CASE.requests)) add(one.sent, [say("event_request"), " ", label(one.to_label), ": ", said(one.what)], one.exhibit);
  for (const one of STANDING(CASE.statements)) add(one.taken, [say("event_statement"), " ", label(one.of_label)], one.exhibit);
  for (const one of STANDING(CASE.disclosures)) add(one.shown, [say("event_shown"), " ", said(one.what)], one.exhibit);
  for (const one of STANDING(CASE.withdrawals)) add(one.day, say("event_withdrawn"), one.exhibit);
  for (const one of STANDING(CASE.steps)) add(one.when, [label(one.kind_label), one.text && [": ", said(one.text)]], one.exhibit);
  for (const one of STANDING(CASE.closings)) add(one.day, say("event_closed"));
  for (const one of (CASE.team || {}).approvals || []) add(one.at, say("event_approved", { version: one.version }));
  rows.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  const cells = rows.map((row) => {
    const recording = row.proof && RECORDING_OF[row.exhibit];
    return [
      make("span", { class: "figures" }, row.when.length === 10 ? row.when : wallText(row.when, row.proof ? 2 : 0), recording ? doubt(recording) : ""),
      row.what, row.exhibit || "", row.proof ? markButton(row.proof) : "",
    ];
  });
  return [make("p", {}, say("chronology_says")), table(say("chronology"), [say("when"), say("what"), say("exhibit"), say("mark")], cells)];
}

function exhibits() {
  return CASE.recordings.map((one) => {
    const own = MARKS.filter((mark) => mark.exhibit === one.exhibit), lane = strip(one);
    return make("article", { class: "card", id: one.exhibit },
      make("h3", {}, make("span", { class: "figures" }, one.exhibit), " ", said(one.title || one.file_name || "")),
      facts([
        [say("kind"), label(one.kind_label)], [say("file"), one.file_name && said(one.file_name)],
        [say("in_bundle"), DATA.originals[one.exhibit] ? make("span", { class: "figures breaks" }, DATA.originals[one.exhibit]) : say("not_in_bundle")],
        [say("length"), one.duration_us ? clock(one.duration_us) : one.pages ? say("pages", { count: one.pages }) : null],
        [say("audio_usable"), label(one.audio_usable_label)],
        [say("begins"), one.clock.start ? [wallText(one.clock.start, 2), doubt(one), " · ", label(one.clock.method_label)] : say("no_wall")],
        [say("playable"), [label(one.playable_label), one.reason && ` · ${label(one.reason)}`]],
        ["SHA-256", make("span", { class: "figures breaks" }, one.sha256)],
      ]),
      one.warnings.length ? make("ul", {}, one.warnings.map((warning) => make("li", {}, label(warning)))) : null,
      one.duration_us && lane ? make("figure", {}, lane.drawn, make("figcaption", {}, say("lane_caption"), shares(one))) : null,
      own.length ? make("p", {}, own.map((mark) => [markButton(mark.label), " "])) : make("p", { class: "quiet" }, say("no_marks_here")));
  });
}

function shares(recording) {
  const covered = ((CASE.coverage || {}).recordings || []).find((one) => one.exhibit === recording.exhibit);
  return ((covered && covered.played_to) || []).map((to) => to.senses.map((sense) =>
    ` · ${to.account}, ${say(sense.sense)}: ${sense.percent_of_recording} %`));
}
