/**
 * Schedules the server's speech on the audio clock, like the tones: ahead of time, and cancelled when the session
 * jumps.
 */

import { computed } from "@preact/signals";

import type { Cue } from "../connection/shapes/session";
import { session } from "../session/live_session";
import { settings } from "../settings/profile";
import { fits, isUrgent, MAX_DELAY_S, selectCues } from "./cue_selection";
import type { Mixer } from "./mixer";
import { addCue, type ScheduledCue } from "./speech_track";
import { cachedSpeech, prefetchSpeech } from "./tts_client";

/** How far ahead a cue is scheduled; as for the tones. */
const SCHEDULE_AHEAD_S = 2;

/** How far ahead its sound is fetched: long enough for a server that is busy or has just started. */
const FETCH_AHEAD_S = 30;

/** An urgent cue may start this late; as for the tones. */
const URGENT_DELAY_S = 0.25;

/** The coach's cue stays true for longer than one tied to a position, and its sound is fetched only when it is due. */
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

/** In times of the audio clock, because the session may wait for the user while a sentence continues. */
let track: readonly ScheduledCue[] = [];
const playing = new Map<Cue, PlayingSpeech>();

/** The position up to which cues are decided, and the current one. */
let decidedUntil = -Infinity;
let reachedPosition = -Infinity;

/** A cue outside the session's own: the position after a pause, or the coach's. */
let extraCue: Cue | null = null;

/** Schedules an extra cue. */
export function insertCue(cue: Cue): void {
  extraCue = cue;
}

/** Schedules the coach's cue, unless another extra cue waits. */
export function offerCoachCue(cue: Cue): void {
  extraCue ??= { ...cue, at: Math.max(cue.at, reachedPosition) };
}

/**
 * Schedules the speech of the next moments.
 *
 * @param mixer the audio output
 * @param now the time of the audio clock
 * @param position the position on the timeline at that time
 * @param until the position at which the timeline waits, if it does
 */
export function scheduleSpeech(mixer: Mixer, now: number, position: number, until: number): void {
  const rate = settings.value?.rate ?? 1;
  if (position < reachedPosition - JUMP_S) decidedUntil = -Infinity;
  reachedPosition = position;
  if (extraCue && position - extraCue.at > maxDelayOf(extraCue)) extraCue = null;
  const due = extraCue ? [...cues.value, extraCue].sort((a, b) => a.at - b.at) : cues.value;
  const coming = due.filter(
    (cue) => position - cue.at < Math.max(MAX_DELAY_S, maxDelayOf(cue)) && cue.at <= position + FETCH_AHEAD_S,
  );
  prefetchSpeech(coming.map(({ text }) => text), rate);
  const before = track.filter((line) => line.until > now);
  track = before;
  for (const cue of coming) {
    if (cue.at <= decidedUntil && cue !== extraCue) continue;
    const sound = cachedSpeech(cue.text, rate);
    const late = position - cue.at > maxDelayOf(cue);
    // Nothing waits for the coach's cue.
    if (cue.moment === "coach" && !sound) continue;
    // No cue overtakes one that may still come in time.
    if (cue.at > Math.min(position + SCHEDULE_AHEAD_S, until) || (!sound && !late)) break;
    if (cue === extraCue) extraCue = null;
    else decidedUntil = Math.max(decidedUntil, cue.at);
    if (sound && !late && fits(cue, due, sound.duration)) {
      track = addCue(track, cue, now + cue.at - position, now, sound.duration);
    }
  }
  if (track !== before) updatePlayback(mixer, rate);
}

/** Returns for how many seconds after its time a cue may still start. */
function maxDelayOf(cue: Cue): number {
  if (cue.moment === "coach") return COACH_DELAY_S;
  return isUrgent(cue) ? URGENT_DELAY_S : MAX_DELAY_S;
}

/** Plays the scheduled cues, and cuts or cancels those that are no longer scheduled. */
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

/** Cancels cues that have not started, so that they are decided again; with `all`, also cuts the current one. */
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

/** Returns the seconds until the scheduled speech ends. */
export function secondsLeft(mixer: Mixer): number {
  return Math.max(0, ...track.map(({ until }) => until - mixer.context.currentTime));
}
