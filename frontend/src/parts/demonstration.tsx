import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { exerciseName } from "../blocks";
import { phaseAt } from "../figure/motion";
import { figureOf, wanted } from "../figures";
import { position, session } from "../live";
import { leadIn, step } from "../shown";
import { t } from "../texts";
import type { Figure } from "../wire/figure";
import { FigureShown } from "./figure";

/** The figure of the step under way, in time with it. */
export function Demonstration() {
  const figure = useSignal<Figure | null>(null);
  const plan = session.value?.plan;
  const { exercise = "", level = "", side = "both" } = step.value ?? {};
  useEffect(() => {
    // All of the plan's at once, so that none is missing when its turn comes.
    for (const { exercise, level, side } of plan?.steps ?? []) figureOf(exercise, level, side).catch(() => undefined);
  }, [plan]);
  useEffect(() => {
    if (!exercise) return undefined;
    return wanted(figureOf(exercise, level, side), (found) => {
      figure.value = found;
    });
  }, [exercise, level, side]);
  if (!plan || !step.value || !figure.value) return null;
  const shown = figure.value;
  const working = (): boolean => step.peek()?.kind === "work" && !leadIn.peek();
  const phase = (): number => {
    const now = step.peek();
    return now && working() ? phaseAt(now, (position.peek() ?? 0) - now.at, shown.seconds) : 0;
  };
  return (
    <FigureShown
      figure={shown}
      name={t("{name}, {side}", { name: exerciseName(plan, exercise), side: sideName(side) })}
      phase={phase}
      telling={working}
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
