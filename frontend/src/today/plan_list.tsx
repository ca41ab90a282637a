import type { Plan } from "../connection/shapes/plan";
import { exerciseName, planBlocks } from "../session/plan_blocks";
import { clockTime, percent, t } from "../texts";
import { TitledList } from "../ui/titled_list";

/** A plan as a list: its length, its exercises, the reasons, and what was left out. */
export function PlanList({ plan }: { plan: Plan }) {
  if (plan.steps.length === 0) {
    return (
      <>
        <p class="lead">{t("Nothing fits in this time. Try a longer session.")}</p>
        <LeftOut plan={plan} />
      </>
    );
  }
  return (
    <>
      <p>
        {t("{time} · restores about {gain} of your missing charge", {
          time: clockTime(plan.seconds),
          gain: percent(plan.gain),
        })}
      </p>
      <ol class="blocks">
        {planBlocks(plan).map((block) => (
          <li key={block.exercise}>
            <span class="at">{clockTime(block.at)}</span>
            <div>
              <strong>{block.name}</strong> <span class="level">{block.level}</span>
              {block.inRestsOf && <div>{t("During the {name} rests", { name: block.inRestsOf })}</div>}
            </div>
            <span class="dose">{block.dose}</span>
          </li>
        ))}
      </ol>
      <LeftOut plan={plan} />
      {plan.why.length > 0 && (
        <details>
          <summary>{t("Why this plan")}</summary>
          <ul>
            {plan.why.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function LeftOut({ plan }: { plan: Plan }) {
  const items = plan.left_out.map(({ exercise, reason }) =>
    t("{name}: {reason}", { name: exerciseName(plan, exercise), reason }),
  );
  return <TitledList title={t("Left out")} items={items} />;
}
