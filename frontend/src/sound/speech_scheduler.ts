/** Lays the server's spoken cues on the audio clock, as the tones are: ahead, and taken back when the session jumps. */

import { computed } from "@preact/signals";

import type { Cue } from "../connection/shapes/session";
import { session } from "../session/live_session";
import { settings } from "../settings/profile";
import { fits, isUrgent, MAX_DELAY_S, selectCues } from "./cue_selection";
import type { Mixer } from "./mixer";
import { addCue, type ScheduledCue } from "./speech_track";
import { cachedSpeech, prefetchSpeech } from "./tts_client";

/** How far ahead a cue is handed over; as for the tones. */
const SCHEDULE_AHEAD_S = 2;

/** How far ahead its sound is fetched: long enough for a server that is busy, or was just started. */
const FETCH_AHEAD_S = 30;

/** What is worth nothing later may still begin this late; as for the tones. */
const URGENT_DELAY_S = 0.25;

/** A coach's word is true for longer than what has a place of its own, and its sound is asked for only when it is due. */
const COACH_DELAY_S = 2.5;

/** A larger step backwards is a jump on the timeline. */
const JUMP_S = 0.5;

/** Just before. */
const EPSILON_S = 1e-6;

const cues = computed(() => selectCues(session.value?.cues ?? [], settings.value?.talk ?? "silent"));

interface PlayingSpeech {
  readonly until: number;
  readonly end: (at: number) => void;
}

/** By the audio clock: who is watched makes the session wait, and what is being said goes on meanwhile. */
let track: readonly ScheduledCue[] = [];
const playing = new Map<Cue, PlayingSpeech>();

/** The position up to which it is decided what is said, and the one that was reached. */
let decidedUntil = -Infinity;
let reachedPosition = -Infinity;

/** Said besides the session's cues, for nobody knew of it before: where one is, or a coach's word. */
let extraCue: Cue | null = null;

/** Has a cue said besides those of the session. */
export function insertCue(cue: Cue): void {
  extraCue = cue;
}

/** Has a coach's word said, unless something else besides the session's cues waits to be. */
export function offerCoachCue(cue: Cue): void {
  extraCue ??= { ...cue, at: Math.max(cue.at, reachedPosition) };
}

/**
 * Hands over what is said in the next moments.
 *
 * @param mixer what sounds
 * @param now the moment of the audio clock
 * @param here where on the timeline that is
 * @param until where on the timeline it waits, if it does
 */
export function scheduleSpeech(mixer: Mixer, now: number, here: number, until: number): void {
  const rate = settings.value?.rate ?? 1;
  if (here < reachedPosition - JUMP_S) decidedUntil = -Infinity;
  reachedPosition = here;
  if (extraCue && here - extraCue.at > maxDelayOf(extraCue)) extraCue = null;
  const due = extraCue ? [...cues.value, extraCue].sort((a, b) => a.at - b.at) : cues.value;
  const coming = due.filter((cue) => here - cue.at < Math.max(MAX_DELAY_S, maxDelayOf(cue)) && cue.at <= here + FETCH_AHEAD_S);
  prefetchSpeech(coming.map(({ text }) => text), rate);
  const before = track.filter((line) => line.until > now);
  track = before;
  for (const cue of coming) {
    if (cue.at <= decidedUntil && cue !== extraCue) continue;
    const sound = cachedSpeech(cue.text, rate);
    const late = here - cue.at > maxDelayOf(cue);
    // Nobody waits for a coach's word.
    if (cue.moment === "coach" && !sound) continue;
    // Nothing overtakes what may still come in time.
    if (cue.at > Math.min(here + SCHEDULE_AHEAD_S, until) || (!sound && !late)) break;
    if (cue === extraCue) extraCue = null;
    else decidedUntil = Math.max(decidedUntil, cue.at);
    if (sound && !late && fits(cue, due, sound.duration)) {
      track = addCue(track, cue, now + cue.at - here, now, sound.duration);
    }
  }
  if (track !== before) updatePlayback(mixer, rate);
}

/** Returns for how many seconds after its moment it may still begin. */
function maxDelayOf(cue: Cue): number {
  if (cue.moment === "coach") return COACH_DELAY_S;
  return isUrgent(cue) ? URGENT_DELAY_S : MAX_DELAY_S;
}

/** Makes sound of what the lines say, and cuts or takes back what they say no more. */
function updatePlayback(mixer: Mixer, rate: number): void {
  const now = new Map(track.map((line) => [line.cue, line]));
  for (const [cue, { until, end }] of playing) {
    const line = now.get(cue);
    if (line?.until === until) continue;
    end(line ? line.until : 0);
    if (line) playing.set(cue, { until: line.until, end });
    else playing.delete(cue);
  }
  for (const { cue, from, until } of track) {
    const sound = cachedSpeech(cue.text, rate);
    if (sound && from < until && !playing.has(cue)) playing.set(cue, { until, end: mixer.say(sound, from) });
  }
  duck(mixer);
}

function duck(mixer: Mixer): void {
  mixer.duck(track.map(({ from, until }) => [from, until]));
}

/** Takes back what has not begun, so that it is decided anew; with `all`, what is being said is cut, too. */
export function cancelSpeech(mixer: Mixer, all: boolean): void {
  if (track.length === 0) return;
  const now = mixer.context.currentTime;
  const startedCues = track.filter(({ from }) => from <= now);
  for (const line of track) {
    const ahead = !startedCues.includes(line);
    if (ahead && cues.value.includes(line.cue)) decidedUntil = Math.min(decidedUntil, line.cue.at - EPSILON_S);
    else if (ahead) extraCue ??= line.cue;
    if (!ahead && !all) continue;
    playing.get(line.cue)?.end(now);
    playing.delete(line.cue);
  }
  track = all ? [] : startedCues;
  duck(mixer);
}

/** Returns how many seconds what is being said goes on. */
export function secondsLeft(mixer: Mixer): number {
  return Math.max(0, ...track.map(({ until }) => until - mixer.context.currentTime));
}
