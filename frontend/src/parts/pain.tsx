import { send } from "../live";
import { t } from "../texts";
import { Heading } from "./heading";

const SCORES = Array.from({ length: 11 }, (_, score) => score);

/** "This hurts" stopped the session; the number decides how it goes on. No digit keys: 10 would count as 1. */
export function Pain() {
  return (
    <section class="pain">
      <Heading title={t("How much does it hurt?")} />
      <p id="scale">
        {t("0 is no pain, 10 is the worst you can imagine. Up to 3 you go on, at 4 or 5 it gets easier, from 6 it ends.")}
      </p>
      <div class="scores" role="group" aria-describedby="scale">
        {SCORES.map((score) => (
          <button key={score} type="button" class="big" onClick={() => send({ do: "pain", score })}>
            {score}
          </button>
        ))}
      </div>
    </section>
  );
}
