import type { Coach } from "../connection/shapes/session";
import { t } from "../texts";
import { coach, session, state } from "./live_session";
import { Ring } from "./progress_ring";
import { leadIn, shown, step, tempo } from "./view_model";

type Showing = NonNullable<Coach["showing"]>;

/** What is counted, in its ring: by the coach where it watches, by the clock elsewhere. Drawn with every frame. */
export function Count() {
  if (!shown.value) return null;
  const { fraction, left, repsLeft } = shown.value;
  // In a self-test it counts how long one holds already.
  const timed = session.value?.test?.holds && step.value?.kind === "work" && !leadIn.value;
  const gone = Math.floor(fraction * (step.value?.seconds ?? 0));
  const watched = watchedNow();
  const stands = watched && standing(watched);
  const planned = step.value?.reps ?? null;
  const counted = watched?.seen && watched.ready && planned !== null ? watched.reps : null;
  return (
    <Ring fraction={fraction} resting={leadIn.value || step.value?.kind !== "work"}>
      {stands === null ? <span class="tempo">{repsLeft !== null && tempo.value}</span> : <span class="standing">{stands}</span>}
      <span class="figure">{counted ?? repsLeft ?? (timed ? gone : left)}</span>
      <span class="unit">
        {counted !== null ? t("of {reps}", { reps: planned ?? 0 }) : repsLeft === null ? t("seconds") : t("to go")}
      </span>
    </Ring>
  );
}

/** How the set under way stands before the camera; null where nobody watches it. */
function watchedNow(): Showing | null {
  const showing = coach.value?.showing;
  return showing && showing.bout === state.value?.step && step.value?.kind === "work" ? showing : null;
}

/** What is said of it in a word or two; null where the tempo says more. */
function standing({ seen, ready, reps, held, holding }: Showing): string | null {
  if (!seen) return t("Not seen");
  if (!ready) return t("Get ready");
  if (holding) return t("Held");
  if (held > 0) return t("Hold it");
  if (reps === 0) return t("Begin");
  return step.value?.reps === null ? t("counted: {reps}", { reps }) : null;
}
