/** The line to the session that runs in the server: what it says last is all that the page knows of it. */

import { computed, signal } from "@preact/signals";

import { api, LockedOut, Unreachable, type Wish } from "../connection/api";
import { notice, tell } from "../connection/notice";
import { message, type Coach, type Command, type Cue, type Message, type Session } from "../connection/shapes/session";
import { go } from "../route";
import { hear as heed, positionAt, type Heard } from "./session_clock";
import { stepAt } from "./timeline";

/** `lost`: it was there, and is being sought again. */
export const line = signal<"connecting" | "open" | "lost">("connecting");

/** Whether nothing answers where the server was. */
export const away = signal(false);

/** The session under way, or just over, as the server told it last; undefined until it has said anything. */
export const session = signal<Session | null | undefined>(undefined);

const heard = signal<Heard | null>(null);

/** The page's clock in milliseconds, moved by `beat`. */
const now = signal(performance.now());

/** Whether the server has not been met yet: what then fails says no more than that. */
export const unmet = computed(() => line.value !== "open" && session.value === undefined);

/** Whether the server is away and was when the page was opened: there is nothing to show. */
export const absent = computed(() => away.value && unmet.value);

/** What the coach shows and asks; null while nobody watches. */
export const coach = signal<Coach | null>(null);

/** What the coach said last. */
export const coached = signal<Cue | null>(null);

export const state = computed(() => heard.value?.state ?? null);

/** Seconds on the plan's timeline. It stands still while the line is lost: then nobody knows. */
export const position = computed(
  () => heard.value && positionAt(heard.value, Math.max(now.value, heard.value.received)),
);

/** The moment of the page's clock at which the position was 0; it changes only when the session jumps or stood still. */
export const origin = computed(() => heard.value && heard.value.origin);

export const running = computed(() => line.value === "open" && state.value?.status === "running");

let socket: WebSocket | null = null;
let ticked = { at: -Infinity, step: null as number | null };

/** The server takes 5 seconds without a tick for a gap, and a step counts as done at the tick after its end. */
const TICK_MS = 1000;

/** The first wait before connecting anew, doubled at each failure up to the last. To ask one's own machine is cheap. */
const [FIRST_WAIT_MS, LAST_WAIT_MS] = [500, 2000];

/** Moves the page's clock, and lets the server's session move on. Called as often as something can change. */
export function beat(): void {
  if (!running.value) return;
  now.value = performance.now();
  const { steps = [], seconds = 0 } = session.value?.plan ?? {};
  // The end counts as a step of its own, so that the server learns of it at once.
  const step = (position.value ?? 0) < seconds ? stepAt(steps, position.value ?? 0) : steps.length;
  if (now.value - ticked.at >= TICK_MS || step !== ticked.step) {
    ticked = { at: now.value, step };
    send({ do: "tick" });
  }
}

/** Sends a command; returns whether there was a line to send it over. */
export function send(command: Command): boolean {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(command));
  return true;
}

/** Whether a session was asked for here and is not there yet. */
let starting = false;

/** Asks for a session; its view is shown when the server has begun it. */
export function start(wish: Wish): void {
  starting = send({ do: "start", ...wish });
}

/** Asks for a self-test, likewise. */
export function beginTest(test: string): void {
  starting = send({ do: "test", test });
}

/** Connects, and connects again whenever the line is lost. */
export function connect(wait = FIRST_WAIT_MS): void {
  const address = new URL("api/session/live", document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  socket = new WebSocket(address);
  socket.onopen = () => {
    wait = FIRST_WAIT_MS;
    away.value = false;
    line.value = "open";
  };
  socket.onmessage = ({ data }) => {
    const now = performance.now(); // before it is read, which may take its time
    try {
      hear(message(JSON.parse(String(data)), "message"), now);
    } catch (error) {
      tell(error);
    }
  };
  socket.onclose = async () => {
    line.value = "lost";
    if (await refused()) return;
    setTimeout(() => connect(Math.min(wait * 2, LAST_WAIT_MS)), wait);
  };
}

/** A refused handshake looks like a lost line; asking the same over HTTP tells one from the other. */
async function refused(): Promise<boolean> {
  try {
    await api.session();
    away.value = false;
  } catch (error) {
    away.value = error instanceof Unreachable;
    if (!(error instanceof LockedOut)) return false;
    tell(error);
    return true;
  }
  return false;
}

function hear(said: Message, now: number): void {
  switch (said.type) {
    case "session":
      if (said.session?.id !== session.value?.id) coach.value = coached.value = null;
      session.value = said.session;
      heard.value = said.session && heed(said.session, now, null);
      if (starting && said.session?.status === "running") {
        starting = false;
        go("session");
      }
      break;
    case "coach":
      coach.value = said.coach;
      if (said.coach?.say) coached.value = said.coach.say;
      break;
    case "state":
      heard.value = said.state && heed(said.state, now, heard.value);
      break;
    case "error":
      starting = false;
      notice.value = said.message;
  }
}
