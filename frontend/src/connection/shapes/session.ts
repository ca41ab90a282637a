import type { PoseCommand } from "../../camera/pose_frame";
import { bool, list, nullable, number, object, oneOf, text, type Infer, type Validator } from "../validators";
import { planShape } from "./plan";
import { runningTestShape } from "./self_tests";
import type { Location } from "./settings";

const stateFields = {
  status: oneOf("running", "paused", "hurt", "done", "stopped"),
  /** Seconds on the plan's timeline; negative in the lead-in. */
  position: number,
  step: nullable(number),
  /** Why it is paused. */
  cause: nullable(oneOf("you", "gap", "resumed")),
  revision: number,
  /** Where it waits for who is watched; null: it goes by the clock. */
  until: nullable(number),
};

export const sessionStateShape = object(stateFields);
export type SessionState = Infer<typeof sessionStateShape>;

/** `moment`: what it is for, as "start" or "count"; an unknown one is a sentence like the rest. */
const cue = object({ at: number, moment: text, text });
export type Cue = Infer<typeof cue>;

export const coachStateShape = object({
  /** The set before the camera; null while nothing is watched. */
  showing: nullable(
    object({
      /** Which step it is. */
      bout: number,
      seen: bool,
      ready: bool,
      /** Which of the people in the picture is followed. */
      person: nullable(number),
      reps: number,
      held: number,
      holding: bool,
    }),
  ),
  /** What to do so that one is seen. */
  advice: nullable(text),
  /** How to put the camera for the set. */
  camera: nullable(text),
  /** What to say now; it is told once. */
  say: nullable(cue),
  /** A question after a set. */
  ask: nullable(object({ id: text, text, exercise: text })),
  /** Whether what was seen of the last set can be saved. */
  take: bool,
});
export type CoachState = Infer<typeof coachStateShape>;

export const sessionShape = object({
  id: text,
  plan: planShape,
  cues: list(cue),
  lead: number,
  interrupted: bool,
  /** Above it the session ends; null: as for everybody. */
  most_pain: nullable(number),
  /** What makes it a self-test; null: it is none. */
  test: nullable(runningTestShape),
  ...stateFields,
});
export type Session = Infer<typeof sessionShape>;

/** What the server sends over the WebSocket. */
export type ServerMessage =
  | { type: "session"; session: Session | null }
  | { type: "state"; state: SessionState | null }
  | { type: "coach"; coach: CoachState | null }
  | { type: "error"; message: string };

export const serverMessageShape: Validator<ServerMessage> = (value, place) => {
  const { type } = object({ type: oneOf("session", "state", "coach", "error") })(value, place);
  switch (type) {
    case "session":
      return { type, ...object({ session: nullable(sessionShape) })(value, place) };
    case "state":
      return { type, ...object({ state: nullable(sessionStateShape) })(value, place) };
    case "coach":
      return { type, ...object({ coach: nullable(coachStateShape) })(value, place) };
    case "error":
      return { type, ...object({ message: text })(value, place) };
  }
};

/** What the page sends. */
export type ClientCommand =
  | { do: "start"; minutes: number; place: Location }
  | { do: "test"; test: string }
  | { do: "counted"; count: number }
  | { do: "tick" | "pause" | "resume" | "skip" | "back" | "easier" | "hurts" | "stop" | "end" }
  | { do: "pain"; score: number }
  | PoseCommand
  | { do: "unsee" }
  | { do: "answer"; yes: boolean };
