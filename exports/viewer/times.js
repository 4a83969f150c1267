"use strict";
// Times: whole microseconds of a recording, and where they stand on the wall clock.

function clock(us) {
  // 75_040_000 -> "0:01:15.040"; before zero with a minus sign.
  const sign = us < 0 ? "-" : "", ms = Math.floor(Math.abs(us) / 1000);
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(ms / 3600000), minutes = Math.floor(ms / 60000) % 60, seconds = Math.floor(ms / 1000) % 60;
  return `${sign}${hours}:${two(minutes)}:${two(seconds)}.${String(ms % 1000).padStart(3, "0")}`;
}

function seconds(us) {
  return `${(us / 1e6).toFixed(us < 10e6 ? 2 : 1)}\u00a0s`;
}

const STAMP = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/;

function moment(text) {
  // A time as RFC 3339 -> its milliseconds since 1970 and its own distance from UTC, or null.
  const found = STAMP.exec(text || "");
  if (!found) return null;
  const zone = found[4];
  const offset = zone === "Z" ? 0 : (zone[0] === "-" ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  const fraction = Number(((found[3] || "") + "000").slice(0, 3));
  return { ms: Date.parse(`${found[1]}T${found[2]}Z`) - offset * 60000 + fraction, offset, zone };
}

function wall(at, digits = 0) {
  // As the clock on the wall where it happened showed it: "2026-09-01 09:00:00 +08:00".
  const shown = new Date(at.ms + at.offset * 60000).toISOString();
  const end = digits ? 20 + digits : 19;
  return `${shown.slice(0, 10)} ${shown.slice(11, end)} ${at.zone === "Z" ? "UTC" : at.zone}`;
}

function wallText(text, digits = 0) {
  const at = moment(text);
  return at ? wall(at, digits) : text || "";
}

function wallAt(mark, driftPpb, us) {
  // The wall clock of a place `us` in a mark's recording.
  const begin = mark.wall && moment(mark.wall.in);
  if (!begin) return null;
  return { ...begin, ms: begin.ms + ((us - mark.place.in_us) * (1 + driftPpb / 1e9)) / 1000 };
}
