/** What a hand does to a plot: it points, taps, drags and turns the wheel. */

import type { Signal } from "@preact/signals";
import type uPlot from "uplot";

import { DAY_S } from "./calendar";
import { pan, range } from "./time_window";

/** Farther than this many pixels a tap has become a drag. */
const STILL = 6;

/** Lets a hand set the row that is pointed at, and open it; returns what ends that. */
export function handle(plot: uPlot, at: Signal<number | null>, open: () => void): () => void {
  const { over } = plot;
  let grip: { x: number; last: number; moved: boolean } | null = null;
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    grip = { x: event.clientX, last: event.clientX, moved: false };
    over.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    if (!grip) {
      at.value = plot.cursor.idx ?? null;
      return;
    }
    grip.moved ||= Math.abs(event.clientX - grip.x) > STILL;
    if (!grip.moved) return;
    pan(((grip.last - event.clientX) / over.clientWidth) * daysShown());
    grip.last = event.clientX;
  };
  const up = (event: PointerEvent): void => {
    const tapped = grip && !grip.moved;
    grip = null;
    if (!tapped) return;
    at.value = plot.posToIdx(event.offsetX);
    open();
  };
  const cancel = (): void => {
    grip = null;
  };
  const leave = (): void => {
    // Who is there by the keys stays there.
    if (!over.closest(":focus")) at.value = null;
  };
  const wheel = (event: WheelEvent): void => {
    const by = event.shiftKey ? event.deltaY : event.deltaX;
    if (Math.abs(by) <= Math.abs(event.shiftKey ? event.deltaX : event.deltaY)) return;
    event.preventDefault();
    pan((by / over.clientWidth) * daysShown());
  };
  const heard = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: cancel, pointerleave: leave, wheel };
  for (const [name, listener] of Object.entries(heard)) over.addEventListener(name, listener as EventListener, { passive: false });
  return () => {
    for (const [name, listener] of Object.entries(heard)) over.removeEventListener(name, listener as EventListener);
  };
}

function daysShown(): number {
  const { min, max } = range.value;
  return (max - min) / DAY_S;
}
