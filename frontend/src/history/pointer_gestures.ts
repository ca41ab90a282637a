/** Pointer gestures on a plot: pointing, tapping, dragging and scrolling. */

import type { Signal } from "@preact/signals";
import type uPlot from "uplot";

import { DAY_S } from "./calendar";
import { axisRange, panDays } from "./time_window";

/** A movement beyond so many pixels is a drag, not a tap. */
const TAP_TOLERANCE_PX = 6;

/** Lets the pointer select a row and open it; returns a function that removes the listeners. */
export function attachGestures(plot: uPlot, at: Signal<number | null>, open: () => void): () => void {
  const { over } = plot;
  let drag: { x: number; last: number; moved: boolean } | null = null;
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    drag = { x: event.clientX, last: event.clientX, moved: false };
    over.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    if (!drag) {
      at.value = plot.cursor.idx ?? null;
      return;
    }
    drag.moved ||= Math.abs(event.clientX - drag.x) > TAP_TOLERANCE_PX;
    if (!drag.moved) return;
    panDays(((drag.last - event.clientX) / over.clientWidth) * visibleDays());
    drag.last = event.clientX;
  };
  const up = (event: PointerEvent): void => {
    const tapped = drag && !drag.moved;
    drag = null;
    if (!tapped) return;
    at.value = plot.posToIdx(event.offsetX);
    open();
  };
  const cancel = (): void => {
    drag = null;
  };
  const leave = (): void => {
    // A cursor placed by keys stays.
    if (!over.closest(":focus")) at.value = null;
  };
  const wheel = (event: WheelEvent): void => {
    const by = event.shiftKey ? event.deltaY : event.deltaX;
    if (Math.abs(by) <= Math.abs(event.shiftKey ? event.deltaX : event.deltaY)) return;
    event.preventDefault();
    panDays((by / over.clientWidth) * visibleDays());
  };
  const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: cancel, pointerleave: leave, wheel };
  for (const [name, listener] of Object.entries(listeners)) over.addEventListener(name, listener as EventListener, { passive: false });
  return () => {
    for (const [name, listener] of Object.entries(listeners)) over.removeEventListener(name, listener as EventListener);
  };
}

function visibleDays(): number {
  const { min, max } = axisRange.value;
  return (max - min) / DAY_S;
}
