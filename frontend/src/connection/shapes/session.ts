import type { SeeCommand } from "../../camera/pose_frame";
import { list, maybe, number, object, one, text, truth, type Check, type Of } from "../validators";
import { plan } from "./plan";
import { underTest } from "./self_tests";
import type { Place } from "./settings";

const moving = {
  status: one("running", "paused", "hurt", "done", "stopped"),
  /** Seconds on the plan's timeline; negative in the lead-in. */
  position: number,
  step: maybe(number),
  /** Why it is paused. */
  cause: maybe(one("you", "gap", "resumed")),
  revision: number,
  /** Where it waits for who is watched; null: it goes by the clock. */
  until: maybe(number),
};

export const state = object(moving);
export type State = Of<typeof state>;

/** `moment`: what it is for, as "start" or "count"; an unknown one is a sentence like the rest. */
const cue = object({ at: number, moment: text, text });
export type Cue = Of<typeof cue>;

export const coach = object({
  /** The set before the camera; null while nothing is watched. */
  showing: maybe(
    object({
      /** Which step it is. */
      bout: number,
      seen: truth,
      ready: truth,
      /** Which of the people in the picture is followed. */
      person: maybe(number),
      reps: number,
      held: number,
      holding: truth,
    }),
  ),
  /** What to do so that one is seen. */
  advice: maybe(text),
  /** How to put the camera for the set. */
  camera: maybe(text),
  /** What to say now; it is told once. */
  say: maybe(cue),
  /** A question after a set. */
  ask: maybe(object({ id: text, text, exercise: text })),
  /** Whether what was seen of the last set can be saved. */
  take: truth,
});
export type Coach = Of<typeof coach>;

export const session = object({
  id: text,
  plan,
  cues: list(cue),
  lead: number,
  interrupted: truth,
  /** Above it the session ends; null: as for everybody. */
  most_pain: maybe(number),
  /** What makes it a self-test; null: it is none. */
  test: maybe(underTest),
  ...moving,
});
export type Session = Of<typeof session>;

/** What the server sends over the WebSocket. */
export type Message =
  | { type: "session"; session: Session | null }
  | { type: "state"; state: State | null }
  | { type: "coach"; coach: Coach | null }
  | { type: "error"; message: string };

export const message: Check<Message> = (value, place) => {
  const { type } = object({ type: one("session", "state", "coach", "error") })(value, place);
  switch (type) {
    case "session":
      return { type, ...object({ session: maybe(session) })(value, place) };
    case "state":
      return { type, ...object({ state: maybe(state) })(value, place) };
    case "coach":
      return { type, ...object({ coach: maybe(coach) })(value, place) };
    case "error":
      return { type, ...object({ message: text })(value, place) };
  }
};

/** What the page sends. */
export type Command =
  | { do: "start"; minutes: number; place: Place }
  | { do: "test"; test: string }
  | { do: "counted"; count: number }
  | { do: "tick" | "pause" | "resume" | "skip" | "back" | "easier" | "hurts" | "stop" | "end" }
  | { do: "pain"; score: number }
  | SeeCommand
  | { do: "unsee" }
  | { do: "answer"; yes: boolean };
