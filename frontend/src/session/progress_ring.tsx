import type { ComponentChildren } from "preact";

const RADIUS = 46;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

/** The elapsed share of the step, as a ring round the count. The count says the same in words. */
export function ProgressRing({ fraction, resting, children }: { fraction: number; resting: boolean; children: ComponentChildren }) {
  return (
    <div class={resting ? "ring resting" : "ring"}>
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle class="track" cx="50" cy="50" r={RADIUS} />
        <circle class="gone" cx="50" cy="50" r={RADIUS} stroke-dasharray={`${fraction * CIRCUMFERENCE} ${CIRCUMFERENCE}`} />
      </svg>
      <div class="count">{children}</div>
    </div>
  );
}
