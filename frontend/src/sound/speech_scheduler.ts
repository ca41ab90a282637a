/** Lays the server's spoken cues on the audio clock, as the tones are: ahead, and taken back when the session jumps. */

import { computed } from "@preact/signals";

import type { Cue } from "../connection/shapes/session";
import { session } from "../session/live_session";
import { settings } from "../settings/profile";
import { fits, STALE_S, urgent, wanted } from "./cue_selection";
import type { Mixer } from "./mixer";
import { withCue, type Line } from "./speech_track";
import { fetchAhead, soundOf } from "./tts_client";

/** How far ahead a cue is handed over; as for the tones. */
const AHEAD_S = 2;

/** How far ahead its sound is fetched: long enough for a server that is busy, or was just started. */
const FETCH_S = 30;

/** What is worth nothing later may still begin this late; as for the tones. */
const LATE_S = 0.25;

/** A coach's word is true for longer than what has a place of its own, and its sound is asked for only when it is due. */
const COACH_S = 2.5;

/** A larger step backwards is a jump on the timeline. */
const JUMP_S = 0.5;

/** Just before. */
const INSTANT_S = 1e-6;

const cues = computed(() => wanted(session.value?.cues ?? [], settings.value?.talk ?? "silent"));

interface Spoken {
  readonly until: number;
  readonly end: (at: number) => void;
}

/** By the audio clock: who is watched makes the session wait, and what is being said goes on meanwhile. */
let lines: readonly Line[] = [];
const spoken = new Map<Cue, Spoken>();

/** The position up to which it is decided what is said, and the one that was reached. */
let decided = -Infinity;
let reached = -Infinity;

/** Said besides the session's cues, for nobody knew of it before: where one is, or a coach's word. */
let besides: Cue | null = null;

/** Has a cue said besides those of the session. */
export function insert(cue: Cue): void {
  besides = cue;
}

/** Has a coach's word said, unless something else besides the session's cues waits to be. */
export function offer(cue: Cue): void {
  besides ??= { ...cue, at: Math.max(cue.at, reached) };
}

/**
 * Hands over what is said in the next moments.
 *
 * @param mixer what sounds
 * @param now the moment of the audio clock
 * @param here where on the timeline that is
 * @param until where on the timeline it waits, if it does
 */
export function recite(mixer: Mixer, now: number, here: number, until: number): void {
  const rate = settings.value?.rate ?? 1;
  if (here < reached - JUMP_S) decided = -Infinity;
  reached = here;
  if (besides && here - besides.at > worth(besides)) besides = null;
  const due = besides ? [...cues.value, besides].sort((a, b) => a.at - b.at) : cues.value;
  const coming = due.filter((cue) => here - cue.at < Math.max(STALE_S, worth(cue)) && cue.at <= here + FETCH_S);
  fetchAhead(coming.map(({ text }) => text), rate);
  const before = lines.filter((line) => line.until > now);
  lines = before;
  for (const cue of coming) {
    if (cue.at <= decided && cue !== besides) continue;
    const sound = soundOf(cue.text, rate);
    const late = here - cue.at > worth(cue);
    // Nobody waits for a coach's word.
    if (cue.moment === "coach" && !sound) continue;
    // Nothing overtakes what may still come in time.
    if (cue.at > Math.min(here + AHEAD_S, until) || (!sound && !late)) break;
    if (cue === besides) besides = null;
    else decided = Math.max(decided, cue.at);
    if (sound && !late && fits(cue, due, sound.duration)) {
      lines = withCue(lines, cue, now + cue.at - here, now, sound.duration);
    }
  }
  if (lines !== before) perform(mixer, rate);
}

/** Returns for how many seconds after its moment it may still begin. */
function worth(cue: Cue): number {
  if (cue.moment === "coach") return COACH_S;
  return urgent(cue) ? LATE_S : STALE_S;
}

/** Makes sound of what the lines say, and cuts or takes back what they say no more. */
function perform(mixer: Mixer, rate: number): void {
  const now = new Map(lines.map((line) => [line.cue, line]));
  for (const [cue, { until, end }] of spoken) {
    const line = now.get(cue);
    if (line?.until === until) continue;
    end(line ? line.until : 0);
    if (line) spoken.set(cue, { until: line.until, end });
    else spoken.delete(cue);
  }
  for (const { cue, from, until } of lines) {
    const sound = soundOf(cue.text, rate);
    if (sound && from < until && !spoken.has(cue)) spoken.set(cue, { until, end: mixer.say(sound, from) });
  }
  duck(mixer);
}

function duck(mixer: Mixer): void {
  mixer.duck(lines.map(({ from, until }) => [from, until]));
}

/** Takes back what has not begun, so that it is decided anew; with `all`, what is being said is cut, too. */
export function takeBack(mixer: Mixer, all: boolean): void {
  if (lines.length === 0) return;
  const now = mixer.context.currentTime;
  const begun = lines.filter(({ from }) => from <= now);
  for (const line of lines) {
    const ahead = !begun.includes(line);
    if (ahead && cues.value.includes(line.cue)) decided = Math.min(decided, line.cue.at - INSTANT_S);
    else if (ahead) besides ??= line.cue;
    if (!ahead && !all) continue;
    spoken.get(line.cue)?.end(now);
    spoken.delete(line.cue);
  }
  lines = all ? [] : begun;
  duck(mixer);
}

/** Returns how many seconds what is being said goes on. */
export function secondsLeft(mixer: Mixer): number {
  return Math.max(0, ...lines.map(({ until }) => until - mixer.context.currentTime));
}
