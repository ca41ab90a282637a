/** What the session view shows, derived from the server's reports and the page's clock. */

import { computed } from "@preact/signals";

import { coachCue, position, session } from "./live_session";
import { captionAt, stepProgressAt, tempoAt } from "./timeline";

/**
 * Changes with every frame. Slower values are derived from it below, so that a component renders only when its value
 * changes.
 */
export const stepProgress = computed(() => {
  const active = session.value;
  return active && position.value !== null ? stepProgressAt(active.plan, active.lead, position.value) : null;
});

/** The step under way or coming up. It is the plan's own object, so it changes only with the step. */
export const currentStep = computed(() => stepProgress.value?.step ?? null);

/** The next work step. */
export const nextWork = computed(() => stepProgress.value?.next ?? null);

/** Whether the first step is still to come. */
export const isLeadIn = computed(() => stepProgress.value?.index === null);

/** Whole seconds until the end. */
export const secondsToGo = computed(() => {
  const seconds = session.value?.plan.seconds;
  return seconds === undefined || position.value === null ? null : Math.ceil(seconds - Math.max(0, position.value));
});

/** All cues, the coach's last one included. */
const allCues = computed(() => {
  const cues = session.value?.cues ?? [];
  const word = coachCue.value;
  return word ? [...cues.filter(({ at }) => at <= word.at), word, ...cues.filter(({ at }) => at > word.at)] : cues;
});

/** The caption: the coach's, until the session's next cue. */
export const caption = computed(() => captionAt(allCues.value, position.value ?? -Infinity));

/** The word of the current tempo. */
export const tempoWord = computed(() => tempoAt(session.value?.cues ?? [], position.value ?? -Infinity));
