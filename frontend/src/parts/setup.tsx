import { session } from "../live";
import { step } from "../shown";
import { t } from "../texts";

/** How to get into the exercise that is shown, and where it should be felt. */
export function SetUp() {
  const about = step.value && session.value?.plan.exercises[step.value.exercise];
  if (!about) return null;
  return (
    <section class="setup" aria-label={t("How to do it")}>
      <ol>
        {about.setup.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <h2>{t("Where you feel it")}</h2>
      <p>{about.feel}</p>
    </section>
  );
}
