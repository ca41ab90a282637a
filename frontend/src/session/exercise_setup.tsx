import { t } from "../texts";
import { session } from "./live_session";
import { step } from "./view_model";

/** How to get into the exercise that is shown, and where it should be felt. */
export function SetUp() {
  const about = step.value && session.value?.plan.exercises[step.value.exercise];
  if (!about) return null;
  return (
    <>
      <h3>{t("How to do it")}</h3>
      <ol>
        {about.setup.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <h3>{t("Where you feel it")}</h3>
      <p>{about.feel}</p>
    </>
  );
}
