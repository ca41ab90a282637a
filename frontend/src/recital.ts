/** Lays the server's spoken cues on the audio clock, as the tones are: ahead, and taken back when the session jumps. */

import { computed } from "@preact/signals";

import { session } from "./live";
import { withCue, type Line } from "./lines";
import type { Mixer } from "./mixer";
import { settings } from "./person";
import { fetchAhead, soundOf } from "./rendered";
import { fits, STALE_S, urgent, wanted } from "./voice";
import type { Cue } from "./wire/session";

/** How far ahead a cue is handed over; as for the tones. */
const AHEAD_S = 2;

/** How far ahead its sound is fetched: long enough for a server that is busy, or was just started. */
const FETCH_S = 30;

/** What is worth nothing later may still begin this late; as for the tones. */
const LATE_S = 0.25;

/** A larger step backwards is a jump on the timeline. */
const JUMP_S = 0.5;

/** Just before. */
const INSTANT_S = 1e-6;

const cues = computed(() => wanted(session.value?.cues ?? [], settings.value?.talk ?? "silent"));

interface Spoken {
  readonly until: number;
  readonly end: (at: number) => void;
}

let lines: readonly Line[] = [];
const spoken = new Map<Cue, Spoken>();

/** The position up to which it is decided what is said, and the one that was reached. */
let decided = -Infinity;
let reached = -Infinity;

/** Says where one is; not among the session's cues, for nobody knew of it before. */
let where: Cue | null = null;

/** Has a cue said besides those of the session. */
export function insert(cue: Cue): void {
  where = cue;
}

/**
 * Hands over what is said in the next moments.
 *
 * @param mixer what sounds
 * @param zero the moment of the audio clock at which the plan begins
 * @param here where on the timeline that clock is
 */
export function recite(mixer: Mixer, zero: number, here: number): void {
  const rate = settings.value?.rate ?? 1;
  if (here < reached - JUMP_S) decided = -Infinity;
  reached = here;
  if (where && where.at < here - STALE_S) where = null;
  const due = where ? [...cues.value, where].sort((a, b) => a.at - b.at) : cues.value;
  const coming = due.filter(({ at }) => here - STALE_S < at && at <= here + FETCH_S);
  fetchAhead(coming.map(({ text }) => text), rate);
  const before = lines.filter(({ until }) => until > here);
  lines = before;
  for (const cue of coming) {
    if (cue.at <= decided && cue !== where) continue;
    const sound = soundOf(cue.text, rate);
    const late = here - cue.at > (urgent(cue) ? LATE_S : STALE_S);
    // Nothing overtakes what may still come in time.
    if (cue.at > here + AHEAD_S || (!sound && !late)) break;
    decided = Math.max(decided, cue.at);
    if (cue === where) where = null;
    if (sound && !late && fits(cue, due, sound.duration)) {
      lines = withCue(lines, cue, Math.max(cue.at, here), sound.duration);
    }
  }
  if (lines !== before) perform(mixer, zero, rate);
}

/** Makes sound of what the lines say, and cuts or takes back what they say no more. */
function perform(mixer: Mixer, zero: number, rate: number): void {
  const now = new Map(lines.map((line) => [line.cue, line]));
  for (const [cue, { until, end }] of spoken) {
    const line = now.get(cue);
    if (line?.until === until) continue;
    end(line ? zero + line.until : 0);
    if (line) spoken.set(cue, { until: line.until, end });
    else spoken.delete(cue);
  }
  for (const { cue, from, until } of lines) {
    const sound = soundOf(cue.text, rate);
    if (sound && from < until && !spoken.has(cue)) spoken.set(cue, { until, end: mixer.say(sound, zero + from) });
  }
  duck(mixer, zero);
}

function duck(mixer: Mixer, zero: number): void {
  mixer.duck(lines.map(({ from, until }) => [zero + from, zero + until]));
}

/** Takes back what has not begun, so that it is decided anew; with `all`, what is being said is cut, too. */
export function takeBack(mixer: Mixer, zero: number, all: boolean): void {
  if (lines.length === 0) return;
  const now = mixer.context.currentTime;
  const begun = lines.filter(({ from }) => zero + from <= now);
  for (const line of lines) {
    const ahead = !begun.includes(line);
    if (ahead) decided = Math.min(decided, line.cue.at - INSTANT_S);
    if (!ahead && !all) continue;
    spoken.get(line.cue)?.end(now);
    spoken.delete(line.cue);
  }
  lines = all ? [] : begun;
  duck(mixer, zero);
}

/** Returns how many seconds what is being said goes on after a position. */
export function secondsLeft(here: number): number {
  return Math.max(0, ...lines.map(({ until }) => until - here));
}
