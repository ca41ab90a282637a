/** What the session view shows now, derived from what the server said and the page's clock. */

import { computed } from "@preact/signals";

import { coachCue, position, session } from "./live_session";
import { captionAt, stepProgressAt, tempoAt } from "./timeline";

/** Changes with every frame; what changes seldom is derived from it below, so that only that is drawn anew. */
export const stepProgress = computed(() => {
  const active = session.value;
  return active && position.value !== null ? stepProgressAt(active.plan, active.lead, position.value) : null;
});

/** The step that is done or led to. The plan's own object, so it changes only with the step. */
export const currentStep = computed(() => stepProgress.value?.step ?? null);

/** The next work after it. */
export const nextWork = computed(() => stepProgress.value?.next ?? null);

/** Whether the first step is still to come. */
export const isLeadIn = computed(() => stepProgress.value?.index === null);

/** Whole seconds until all is done. */
export const secondsToGo = computed(() => {
  const seconds = session.value?.plan.seconds;
  return seconds === undefined || position.value === null ? null : Math.ceil(seconds - Math.max(0, position.value));
});

/** All that is said, the coach's last word among it. */
const allCues = computed(() => {
  const cues = session.value?.cues ?? [];
  const word = coachCue.value;
  return word ? [...cues.filter(({ at }) => at <= word.at), word, ...cues.filter(({ at }) => at > word.at)] : cues;
});

/** The sentence to be read: the coach's, until the session has something to say. */
export const caption = computed(() => captionAt(allCues.value, position.value ?? -Infinity));

/** The word of the tempo under way. */
export const tempoWord = computed(() => tempoAt(session.value?.cues ?? [], position.value ?? -Infinity));
