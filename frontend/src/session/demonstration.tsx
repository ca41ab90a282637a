import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import type { Figure } from "../connection/shapes/figure";
import { AnimatedFigure } from "../figure/animated_figure";
import { loadFigure, whenLoaded } from "../figure/figure_cache";
import { phaseAt } from "../figure/motion";
import { t } from "../texts";
import { position, session } from "./live_session";
import { exerciseName } from "./plan_blocks";
import { currentStep, isLeadIn } from "./view_model";

/** The figure of the current step, in time with it. */
export function Demonstration() {
  const figure = useSignal<Figure | null>(null);
  const plan = session.value?.plan;
  const { exercise = "", level = "", side = "both" } = currentStep.value ?? {};
  useEffect(() => {
    // Loads the whole plan's figures at once, so that none is missing when its turn comes.
    for (const { exercise, level, side } of plan?.steps ?? []) loadFigure(exercise, level, side).catch(() => undefined);
  }, [plan]);
  useEffect(() => {
    if (!exercise) return undefined;
    return whenLoaded(loadFigure(exercise, level, side), (loaded) => {
      figure.value = loaded;
    });
  }, [exercise, level, side]);
  if (!plan || !currentStep.value || !figure.value) return null;
  const loadedFigure = figure.value;
  const isWorking = (): boolean => currentStep.peek()?.kind === "work" && !isLeadIn.peek();
  const phase = (): number => {
    const now = currentStep.peek();
    return now && isWorking() ? phaseAt(now, (position.peek() ?? 0) - now.at, loadedFigure.seconds) : 0;
  };
  return (
    <AnimatedFigure
      figure={loadedFigure}
      name={t("{name}, {side}", { name: exerciseName(plan, exercise), side: sideName(side) })}
      phase={phase}
      showsClearestPose={isWorking}
    />
  );
}

function sideName(side: "left" | "right" | "both"): string {
  switch (side) {
    case "left":
      return t("left leg");
    case "right":
      return t("right leg");
    case "both":
      return t("both legs");
  }
}
