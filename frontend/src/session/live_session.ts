/** The line to the session that runs in the server: what it says last is all that the page knows of it. */

import { computed, signal } from "@preact/signals";

import { api, UnauthorisedError, UnreachableError, type PlanRequest } from "../connection/api";
import { notice, reportError } from "../connection/notice";
import { serverMessageShape, type CoachState, type ClientCommand, type Cue, type ServerMessage, type Session } from "../connection/shapes/session";
import { navigate } from "../route";
import { syncClock, positionAt, type SessionClock } from "./session_clock";
import { stepAt } from "./timeline";

/** `lost`: it was there, and is being sought again. */
export const socketStatus = signal<"connecting" | "open" | "lost">("connecting");

/** Whether nothing answers where the server was. */
export const isServerOffline = signal(false);

/** The session under way, or just over, as the server told it last; undefined until it has said anything. */
export const session = signal<Session | null | undefined>(undefined);

const clock = signal<SessionClock | null>(null);

/** The page's clock in milliseconds, moved by `beat`. */
const pageNow = signal(performance.now());

/** Whether the server has not been met yet: what then fails says no more than that. */
export const isNeverConnected = computed(() => socketStatus.value !== "open" && session.value === undefined);

/** Whether the server is away and was when the page was opened: there is nothing to show. */
export const isOfflineAtStart = computed(() => isServerOffline.value && isNeverConnected.value);

/** What the coach shows and asks; null while nobody watches. */
export const coach = signal<CoachState | null>(null);

/** What the coach said last. */
export const coachCue = signal<Cue | null>(null);

export const sessionState = computed(() => clock.value?.state ?? null);

/** Seconds on the plan's timeline. It stands still while the line is lost: then nobody knows. */
export const position = computed(
  () => clock.value && positionAt(clock.value, Math.max(pageNow.value, clock.value.received)),
);

/** The moment of the page's clock at which the position was 0; it changes only when the session jumps or stood still. */
export const origin = computed(() => clock.value && clock.value.origin);

export const isRunning = computed(() => socketStatus.value === "open" && sessionState.value?.status === "running");

let socket: WebSocket | null = null;
let lastTick = { at: -Infinity, step: null as number | null };

/** The server takes 5 seconds without a tick for a gap, and a step counts as done at the tick after its end. */
const TICK_MS = 1000;

/** The first wait before connecting anew, doubled at each failure up to the last. To ask one's own machine is cheap. */
const [FIRST_WAIT_MS, LAST_WAIT_MS] = [500, 2000];

/** Moves the page's clock, and lets the server's session move on. Called as often as something can change. */
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

/** Sends a command; returns whether there was a line to send it over. */
export function send(command: ClientCommand): boolean {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(command));
  return true;
}

/** Whether a session was asked for here and is not there yet. */
let isStarting = false;

/** Asks for a session; its view is shown when the server has begun it. */
export function startSession(wish: PlanRequest): void {
  isStarting = send({ do: "start", ...wish });
}

/** Asks for a self-test, likewise. */
export function startSelfTest(test: string): void {
  isStarting = send({ do: "test", test });
}

/** Connects, and connects again whenever the line is lost. */
export function connect(wait = FIRST_WAIT_MS): void {
  const address = new URL("api/session/live", document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  socket = new WebSocket(address);
  socket.onopen = () => {
    wait = FIRST_WAIT_MS;
    isServerOffline.value = false;
    socketStatus.value = "open";
  };
  socket.onmessage = ({ data }) => {
    const now = performance.now(); // before it is read, which may take its time
    try {
      receive(serverMessageShape(JSON.parse(String(data)), "message"), now);
    } catch (error) {
      reportError(error);
    }
  };
  socket.onclose = async () => {
    socketStatus.value = "lost";
    if (await isHandshakeRefused()) return;
    setTimeout(() => connect(Math.min(wait * 2, LAST_WAIT_MS)), wait);
  };
}

/** A refused handshake looks like a lost line; asking the same over HTTP tells one from the other. */
async function isHandshakeRefused(): Promise<boolean> {
  try {
    await api.session();
    isServerOffline.value = false;
  } catch (error) {
    isServerOffline.value = error instanceof UnreachableError;
    if (!(error instanceof UnauthorisedError)) return false;
    reportError(error);
    return true;
  }
  return false;
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
