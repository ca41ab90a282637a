import type { ChargeRange } from "../connection/shapes/day";
import { percent, t } from "../texts";
import { isVague } from "./day";

/** Below this certain charge the battery gets its warning colour. */
const LOW_PERCENT = 50;

/** The width of the full battery in the drawing. */
const FULL_WIDTH = 92;

/** Returns a charge as a number or a range. */
export function chargeText({ low, high }: ChargeRange): string {
  const [from, to] = [percent(low / 100), percent(high / 100)];
  return from === to ? from : t("{low}–{high}", { low: String(Math.round(low)), high: to });
}

/** The charge as a battery: filled up to the certain part, hatched up to the possible one. */
export function Battery({ charge }: { charge: ChargeRange | null }) {
  const { low, high } = charge ?? { low: 0, high: 0 };
  return (
    <div class={low < LOW_PERCENT ? "charge low" : "charge"}>
      <svg viewBox="0 0 106 44" aria-hidden="true">
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="2.5" height="6" />
          </pattern>
          <clipPath id="inside">
            <rect x="4" y="4" width={FULL_WIDTH} height="36" rx="5" />
          </clipPath>
        </defs>
        <rect class="case" x="1.5" y="1.5" width="97" height="41" rx="8" />
        <path class="pole" d="M101 15h1.5a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-1.5z" />
        <g clip-path="url(#inside)">
          <rect class="maybe" x={4 + (low / 100) * FULL_WIDTH} y="4" width={((high - low) / 100) * FULL_WIDTH} height="36" />
          <rect class="sure" x="4" y="4" width={(low / 100) * FULL_WIDTH} height="36" />
        </g>
      </svg>
      <p>
        {t("Charge")} <strong>{charge && (isVague(charge) ? t("not enough data yet") : chargeText(charge))}</strong>
      </p>
    </div>
  );
}
