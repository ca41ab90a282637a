/** Beats as often as something can change on the screen, and four times a second while nobody sees it. */

import { beat } from "./live";
import { sound } from "./tones";

export function start(): void {
  const pulse = new Worker(new URL("./pulse.ts", import.meta.url), { type: "module" });
  pulse.onmessage = once;
  const frame = (): void => {
    once();
    requestAnimationFrame(frame);
  };
  frame();
}

function once(): void {
  beat();
  sound();
}
