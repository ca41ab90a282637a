/** What the session view shows now, derived from what the server said and the page's clock. */

import { computed } from "@preact/signals";

import { coached, position, session } from "./live_session";
import { captionAt, momentAt, tempoAt } from "./timeline";

/** Changes with every frame; what changes seldom is derived from it below, so that only that is drawn anew. */
export const shown = computed(() => {
  const under = session.value;
  return under && position.value !== null ? momentAt(under.plan, under.lead, position.value) : null;
});

/** The step that is done or led to. The plan's own object, so it changes only with the step. */
export const step = computed(() => shown.value?.step ?? null);

/** The next work after it. */
export const next = computed(() => shown.value?.next ?? null);

/** Whether the first step is still to come. */
export const leadIn = computed(() => shown.value?.index === null);

/** Whole seconds until all is done. */
export const toGo = computed(() => {
  const seconds = session.value?.plan.seconds;
  return seconds === undefined || position.value === null ? null : Math.ceil(seconds - Math.max(0, position.value));
});

/** All that is said, the coach's last word among it. */
const said = computed(() => {
  const cues = session.value?.cues ?? [];
  const word = coached.value;
  return word ? [...cues.filter(({ at }) => at <= word.at), word, ...cues.filter(({ at }) => at > word.at)] : cues;
});

/** The sentence to be read: the coach's, until the session has something to say. */
export const caption = computed(() => captionAt(said.value, position.value ?? -Infinity));

/** The word of the tempo under way. */
export const tempo = computed(() => tempoAt(session.value?.cues ?? [], position.value ?? -Infinity));
