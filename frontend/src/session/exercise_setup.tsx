import { t } from "../texts";
import { session } from "./live_session";
import { currentStep } from "./view_model";

/** How to get into position for the current exercise, and where to feel it. */
export function ExerciseSetup() {
  const exercise = currentStep.value && session.value?.plan.exercises[currentStep.value.exercise];
  if (!exercise) return null;
  return (
    <>
      <h3>{t("How to do it")}</h3>
      <ol>
        {exercise.setup.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <h3>{t("Where you should feel it")}</h3>
      <p>{exercise.feel}</p>
    </>
  );
}
