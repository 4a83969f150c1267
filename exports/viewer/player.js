"use strict";
// The place at which one mark is played: its clip, both clocks, the sound around it, and what was played of the whole.

const MARKS = CASE.marks.filter((mark) => !mark.withdrawn);
const MARK_OF = Object.fromEntries(CASE.marks.map((mark) => [mark.label, mark]));
const RECORDING_OF = Object.fromEntries(CASE.recordings.map((one) => [one.exhibit, one]));
const POINT_OF = Object.fromEntries(CASE.checklist.points.map((point) => [point.code, point]));
let current = null;

function fromHere(path) {
  // The page lies in data/viewer/ of the bundle; each part of a name is quoted, so that none ends it.
  return "../../" + path.split("/").map(encodeURIComponent).join("/");
}

function pointName(code) {
  return POINT_OF[code] ? label(POINT_OF[code].label) : "";
}

function choose(name, begin = true) {
  current = name;
  showPlayer();
  for (const button of document.querySelectorAll("button.mark")) {
    button.setAttribute("aria-pressed", String(button.dataset.mark === name));
  }
  const sounding = document.querySelector("#player video, #player audio");
  if (begin && sounding) sounding.play().catch(() => {}); // what it cannot play is said by its own error event
}

function step(by) {
  const at = MARKS.findIndex((mark) => mark.label === current);
  const next = MARKS[Math.min(Math.max(at + by, 0), MARKS.length - 1)];
  if (next) choose(next.label);
}

function markButton(name, text = name) {
  const mark = MARK_OF[name];
  if (!mark) return make("span", { class: "figures" }, name);
  const spoken = `${name}, ${mark.exhibit}, ${label(mark.verdict_label)}`;
  return make("button", {
    type: "button", class: "mark", "data-mark": name, "aria-label": spoken, title: pointName(mark.point),
    "aria-pressed": String(current === name), onclick: () => choose(name),
  }, sign(mark.verdict), text);
}

function showPlayer() {
  const place = document.getElementById("player");
  const mark = MARK_OF[current];
  if (!mark) {
    place.replaceChildren(make("h2", {}, say("player")), make("p", { class: "quiet" }, say(MARKS.length ? "choose" : "no_marks")));
    return;
  }
  const clip = DATA.clips[current], recording = RECORDING_OF[mark.exhibit];
  const parts = [heading(mark), clip ? media(mark, clip, recording) : still(mark)];
  parts.push(references(mark, clip, recording), words(mark), turning());
  place.replaceChildren(...parts.flat(9).filter(Boolean));
}

function heading(mark) {
  return make("header", {},
    make("h2", { tabindex: "-1" }, `${mark.label} · ${mark.exhibit}`, " ", chip(mark.verdict, label(mark.verdict_label))),
    make("p", {}, make("span", { class: "figures" }, mark.point), " ", pointName(mark.point)));
}

function still(mark) {
  const path = DATA.stills[mark.label];
  if (!path) return make("p", { class: "notice" }, say("no_clip"));
  return make("img", { src: fromHere(path), alt: say("still_of", { mark: mark.label, exhibit: mark.exhibit }), class: "picture" });
}

function media(mark, clip, recording) {
  const path = DATA.stills[mark.label];
  const made = make(clip.sound_only ? "audio" : "video", {
    controls: true, preload: "metadata", src: fromHere(clip.path), "aria-label": say("clip_of", { mark: mark.label }),
    poster: !clip.sound_only && path ? fromHere(path) : null, class: clip.sound_only ? null : "picture",
  });
  const recordingTime = make("dd", { class: "figures" }), wallTime = make("dd", { class: "figures" });
  const wave = waveform(mark), lane = strip(recording);
  const failed = make("p", { class: "notice", role: "alert", hidden: true }, say("cannot_play", { path: clip.path }));
  made.addEventListener("error", () => { failed.hidden = false; });
  const tell = () => {
    const us = clip.in_us + Math.min(Math.round(made.currentTime * 1e6), clip.end_us - clip.in_us);
    recordingTime.textContent = clock(us);
    const at = wallAt(mark, recording.clock.drift_ppb, us);
    wallTime.textContent = at ? `${wall(at, 2)}${doubt(recording)}` : say("no_wall");
    if (wave) wave.at(us);
    if (lane) lane.at(us);
  };
  for (const event of ["timeupdate", "seeked", "loadedmetadata", "pause", "playing"]) made.addEventListener(event, tell);
  const follow = () => { if (made.isConnected) { if (!made.paused) tell(); requestAnimationFrame(follow); } };
  made.addEventListener("playing", () => requestAnimationFrame(follow), { once: true });
  tell();
  return [
    made, failed,
    make("dl", { class: "clocks" },
      make("div", {}, make("dt", {}, say("recording_time")), recordingTime),
      make("div", {}, make("dt", {}, say("wall_time")), wallTime)),
    wave && make("figure", {}, wave.drawn, make("figcaption", {}, say("wave_caption"))),
    lane && make("figure", {}, lane.drawn, make("figcaption", {}, say("lane_caption"))),
    make("p", { class: "quiet" }, say(clip.for_browsers ? "way_browser" : `way_${clip.method}`)),
  ];
}

function doubt(recording) {
  const own = recording.clock;
  const known = own.uncertainty_us === null ? "" : ` ±\u00a0${seconds(own.uncertainty_us)}`;
  return own.checked ? known : `${known} (${say("unchecked")})`;
}

function line(drawn, height) {
  const drawnLine = make("line", { y1: 0, y2: height, class: "head" });
  drawn.append(drawnLine);
  return (x) => { drawnLine.setAttribute("x1", x); drawnLine.setAttribute("x2", x); };
}

function waveform(mark) {
  const wave = DATA.waves[mark.label];
  if (!wave || !wave.highs.length) return null;
  const count = wave.highs.length, height = 64, most = Math.max(1, ...wave.highs, ...wave.lows.map((low) => -low));
  const drawn = make("svg", { viewBox: `0 0 ${count} ${height}`, preserveAspectRatio: "none", class: "wave", role: "img", "aria-label": say("wave_caption") });
  const y = (value) => (height / 2) * (1 - value / most);
  const across = (us) => ((us - wave.from_us) / Math.max(1, wave.to_us - wave.from_us)) * count;
  const left = across(mark.place.in_us), right = across(mark.place.out_us);
  drawn.append(make("rect", { x: left, y: 0, width: Math.max(1, right - left), height, class: "marked" }));
  const outline = wave.highs.map((high, x) => `M${x + 0.5} ${y(high).toFixed(2)}V${(y(wave.lows[x]) + 0.4).toFixed(2)}`).join("");
  drawn.append(make("path", { d: outline, class: "sound" }));
  const move = line(drawn, height);
  return { drawn, at: (us) => move(across(us)) };
}

function strip(recording) {
  const covered = ((CASE.coverage || {}).recordings || []).find((one) => one.exhibit === recording.exhibit);
  const length = recording.duration_us;
  if (!length) return null;
  const drawn = make("svg", { viewBox: "0 0 1000 22", preserveAspectRatio: "none", class: "lane", role: "img", "aria-label": say("lane_caption") });
  const piece = ([from, to], y, height, kind) => drawn.append(make("rect", {
    x: (1000 * from) / length, y, width: Math.max(1.5, (1000 * (to - from)) / length), height, class: kind }));
  drawn.append(make("rect", { x: 0, y: 4, width: 1000, height: 12, class: "whole" }));
  for (const asked of (covered && covered.question) || []) piece(asked, 18, 3, "lane-question");
  for (const to of (covered && covered.played_to) || []) {
    for (const sense of to.senses) sense.counted.forEach((one) => piece(one, sense.sense === "picture" ? 4 : 10, 6, `lane-${sense.sense}`));
  }
  for (const mark of MARKS) {
    if (mark.exhibit === recording.exhibit && mark.place.kind === "span") piece([mark.place.in_us, mark.place.out_us], 0, 3, "placed");
  }
  const move = line(drawn, 22);
  move(-10);
  return { drawn, at: (us) => move((1000 * us) / length) };
}

function references(mark, clip, recording) {
  const place = mark.place.kind === "span"
    ? `${clock(mark.place.in_us)} – ${clock(mark.place.out_us)}` : say("page", { page: mark.place.page });
  return facts([
    [say("place"), make("span", { class: "figures" }, place)],
    [say("how"), label(mark.how_label)],
    [say("marked_by"), `${mark.by}, ${wallText(mark.at)}`],
    [say("original"), make("span", { class: "figures" }, recording.file_name ? said(recording.file_name) : "–")],
    [say("clip_file"), clip && make("span", { class: "figures" }, clip.path)],
    [say("reference"), make("span", { class: "figures breaks" }, mark.reference)],
  ]);
}

function words(mark) {
  const parts = (mark.withheld || []).map((one) => make("p", { class: "notice" }, label(one.reason)));
  if (mark.quote) parts.push(make("blockquote", {}, said(mark.quote, "p"), mark.translation && said(mark.translation, "p")));
  if (mark.note) parts.push(make("p", {}, make("strong", {}, say("note"), ": "), said(mark.note)));
  return parts;
}

function turning() {
  return make("p", { class: "turning" },
    make("button", { type: "button", onclick: () => step(-1) }, "◂ ", say("previous"), make("kbd", {}, "P")),
    make("button", { type: "button", onclick: () => step(1) }, say("next"), " ▸", make("kbd", {}, "N")));
}
