import { coach, send, state } from "../live";
import { step } from "../shown";
import { t } from "../texts";

/** What the coach counts in the set under way, and what it asks after the last. */
export function Coached() {
  return (
    <div class="coached">
      <Counted />
      <Asked />
    </div>
  );
}

function Counted() {
  const showing = coach.value?.showing;
  if (!showing || showing.bout !== state.value?.step || step.value?.kind !== "work") return null;
  const { seen, ready, reps, held, holding } = showing;
  if (!seen) return <p class="counted">{t("Not seen: the clock counts")}</p>;
  if (!ready) return <p class="counted">{t("Get into position")}</p>;
  if (reps === 0 && held === 0 && !holding) return <p class="counted">{t("Seen. Begin")}</p>;
  return (
    <p class="counted">
      {held > 0 || holding ? t("Held: {seconds} s", { seconds: Math.floor(held) }) : t("Counted: {reps}", { reps })}
    </p>
  );
}

/** One tap, or none: nothing waits for the answer. */
function Asked() {
  const ask = coach.value?.ask;
  if (!ask) return null;
  const answer = (yes: boolean) => () => send({ do: "answer", yes });
  return (
    <div class="asked" role="group" aria-labelledby="asked">
      <p id="asked">{ask.text}</p>
      <button type="button" onClick={answer(true)}>
        {t("Yes")}
      </button>
      <button type="button" onClick={answer(false)}>
        {t("No")}
      </button>
    </div>
  );
}

/** What was seen of the last set, to keep: the numbers of a body that moves, and no picture. */
export function Kept() {
  if (!coach.value?.take) return null;
  return (
    <p>
      <a href="api/session/take" download="rearguard-set.npz">
        {t("Save what the camera saw of the last set (a body's points, no picture)")}
      </a>
    </p>
  );
}
