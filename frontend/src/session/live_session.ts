/** The session that the server runs, as the page knows it: what the server reported last, and what follows from it. */

import { computed, signal } from "@preact/signals";

import type { PlanRequest } from "../connection/api";
import { notice } from "../connection/notice";
import type { CoachState, Cue, ServerMessage, Session } from "../connection/shapes/session";
import { connect, isServerOffline, send, socketStatus } from "../connection/socket";
import { navigate } from "../route";
import { positionAt, syncClock, type SessionClock } from "./session_clock";
import { stepAt } from "./timeline";

/** The session under way, or just over; undefined until the server has reported anything. */
export const session = signal<Session | null | undefined>(undefined);

const clock = signal<SessionClock | null>(null);

/** The page's clock in milliseconds, moved by `tick`. */
const pageNow = signal(performance.now());

/** Whether the page has never reached the server: an error is no news then. */
export const isNeverConnected = computed(() => socketStatus.value !== "open" && session.value === undefined);

/** Whether the server is offline and was so when the page was opened: there is nothing to show. */
export const isOfflineAtStart = computed(() => isServerOffline.value && isNeverConnected.value);

/** What the coach shows and asks; null while the form check is off. */
export const coach = signal<CoachState | null>(null);

/** The coach's last cue. */
export const coachCue = signal<Cue | null>(null);

export const sessionState = computed(() => clock.value?.state ?? null);

/** Seconds on the plan's timeline. It stands still while the connection is lost: the page can't know it then. */
export const position = computed(
  () => clock.value && positionAt(clock.value, Math.max(pageNow.value, clock.value.received)),
);

/** The page's time at which the position was 0; it changes only when the session jumped or stood still. */
export const origin = computed(() => clock.value && clock.value.origin);

export const isRunning = computed(() => socketStatus.value === "open" && sessionState.value?.status === "running");

/** The server takes 5 seconds without a tick for a gap, and a step counts as done at the tick after its end. */
const TICK_MS = 1000;

let lastTick = { at: -Infinity, step: null as number | null };

/** Moves the page's clock, and the server's session with it. Called as often as something can change. */
export function tick(): void {
  if (!isRunning.value) return;
  pageNow.value = performance.now();
  const { steps = [], seconds = 0 } = session.value?.plan ?? {};
  // The end counts as a step of its own, so that the server learns of it at once.
  const step = (position.value ?? 0) < seconds ? stepAt(steps, position.value ?? 0) : steps.length;
  if (pageNow.value - lastTick.at >= TICK_MS || step !== lastTick.step) {
    lastTick = { at: pageNow.value, step };
    send({ do: "tick" });
  }
}

/** Whether this page asked for a session that has not started yet. */
let isStarting = false;

/** Asks for a session; its view opens when the server has started it. */
export function startSession(request: PlanRequest): void {
  isStarting = send({ do: "start", ...request });
}

/** Asks for a self-test, likewise. */
export function startSelfTest(test: string): void {
  isStarting = send({ do: "test", test });
}

/** Connects to the server's session. */
export function connectSession(): void {
  connect(receive);
}

function receive(message: ServerMessage, receivedAt: number): void {
  switch (message.type) {
    case "session":
      if (message.session?.id !== session.value?.id) coach.value = coachCue.value = null;
      session.value = message.session;
      clock.value = message.session && syncClock(message.session, receivedAt, null);
      if (isStarting && message.session?.status === "running") {
        isStarting = false;
        navigate("session");
      }
      break;
    case "coach":
      coach.value = message.coach;
      if (message.coach?.say) coachCue.value = message.coach.say;
      break;
    case "state":
      clock.value = message.state && syncClock(message.state, receivedAt, clock.value);
      break;
    case "error":
      isStarting = false;
      notice.value = message.message;
  }
}
