/** The server's answers, checked. */

import { brought, holdings, prescription, takenIn } from "./shapes/account_data";
import { day, effects, whatIf, why, type Activity, type Reply } from "./shapes/day";
import { days } from "./shapes/days";
import { figure } from "./shapes/figure";
import { history } from "./shapes/history";
import { library } from "./shapes/library";
import { plan } from "./shapes/plan";
import { progress } from "./shapes/progress";
import { reminders, type Reminders } from "./shapes/reminders";
import { screen, screenNext, type Answers } from "./shapes/safety";
import { selfTests } from "./shapes/self_tests";
import { session } from "./shapes/session";
import { closing } from "./shapes/session_summary";
import { settings, type Place, type Settings } from "./shapes/settings";
import { texts } from "./shapes/texts";
import { voice } from "./shapes/voice";
import { maybe, object, text, type Check } from "./validators";

/** The server said no, and why, in words for people. */
export class Refusal extends Error {}

/** There was no answer. */
export class Unreachable extends Error {}

/** The server doesn't know this browser: the page was opened without the address that carries the token. */
export class LockedOut extends Error {}

const problem = object({ error: object({ message: text }) });

async function ask<T>(check: Check<T>, path: string, method = "GET", body?: unknown): Promise<T> {
  const response = await answer(path, {
    method,
    ...(body !== undefined && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  });
  return check(await response.json().catch(() => null), path.replace(/\?.*/, ""));
}

async function answer(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`api/${path}`, init);
  } catch (error) {
    throw new Unreachable(path, { cause: error });
  }
  if (response.status === 401 || response.status === 403) throw new LockedOut(path);
  if (!response.ok) throw new Refusal(problem(await response.json().catch(() => null), path).error.message);
  return response;
}

function on(path: string, date: string | undefined): string {
  return date === undefined ? path : `${path}?${new URLSearchParams({ date })}`;
}

/** What a plan is asked for; what is at hand the server knows from the settings. */
export interface Wish {
  minutes: number;
  place: Place;
}

/** What one feels, 0 to 10 each; after which session, or on the morning after which. */
export interface Feeling {
  numb?: number;
  wobble?: number;
  effort?: number;
  pain?: number;
  new_numbness?: boolean;
  session?: string | null;
  morning_after?: string;
}

export const api = {
  texts: () => ask(texts, "texts"),
  screen: () => ask(screen, "screen"),
  nextQuestion: (answers: Answers) => ask(screenNext, "screen/next", "POST", { answers }),
  saveAnswers: (answers: Answers, clearedByClinician: boolean) =>
    ask(screen, "screen", "POST", { answers, cleared_by_clinician: clearedByClinician }),
  settings: () => ask(settings, "settings"),
  saveSettings: (value: Settings) => ask(settings, "settings", "PUT", value),
  plan: ({ minutes, place }: Wish) => ask(plan, `plan?minutes=${minutes}&place=${place}`),
  library: () => ask(library, "library"),
  figure: (exercise: string, asked: Record<string, string>) =>
    ask(figure, `library/${encodeURIComponent(exercise)}/figure?${new URLSearchParams(asked)}`),
  /** The sessions of a day, or those before a moment, or the latest; the newest first. */
  history: (asked: { on?: string; before?: string; most?: string }) => ask(history, `history?${new URLSearchParams(asked)}`),
  closing: (session: string) => ask(closing, `history/${encodeURIComponent(session)}`),
  /** A date is as "2026-03-02", and today where it is left out. */
  day: (date?: string) => ask(day, on("day", date)),
  /** So many days, the last of them `until` or today. */
  days: (most: number, until?: string) =>
    ask(days, `days?${new URLSearchParams({ most: String(most), ...(until && { until }) })}`),
  /** Times are ISO 8601. */
  tell: (start: string, end: string, activity: Activity, date?: string) =>
    ask(day, on("told", date), "POST", { start, end, activity }),
  takeBack: (entry: string, date?: string) => ask(day, on("taken-back", date), "POST", { entry }),
  feel: (felt: Feeling) => ask(day, "felt", "POST", felt),
  reply: (reminder: string, reply: Reply) => ask(day, "answered", "POST", { reminder, reply }),
  reminders: () => ask(reminders, "reminders"),
  changeReminders: (changed: Partial<Reminders>) => ask(reminders, "reminders", "PUT", changed),
  effects: (place: Place) => ask(effects, `effects?place=${place}`),
  whatIf: (until: string, sessionAt: string) => ask(whatIf, `what-if?${new URLSearchParams({ until, session_at: sessionAt })}`),
  why: () => ask(why, "why"),
  /** A file for another program, with the name that it goes by. */
  save: async (format: string) => {
    const response = await answer(`export/${format}`);
    const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
    return { name: name ?? `rearguard.${format}`, content: await response.blob() };
  },
  /** Takes in what was saved as JSON. */
  bringIn: async (file: File) => {
    const headers = { "Content-Type": "application/json" };
    const response = await answer("import", { method: "POST", headers, body: file });
    return takenIn(await response.json().catch(() => null), "import");
  },
  prescription: () => ask(maybe(prescription), "prescription"),
  prescribe: (file: string, text: string) => ask(brought, "prescription", "POST", { file, text, replace: true }),
  letGo: (program: string) => ask(maybe(prescription), "prescription/let-go", "POST", { program }),
  holdings: () => ask(holdings, "holdings"),
  forget: () => ask(holdings, "forget", "POST", { sure: true }),
  progress: () => ask(progress, "progress"),
  undoChange: (change: string) => ask(progress, "progress/undo", "POST", { change }),
  chooseLevel: (exercise: string, level: string) => ask(progress, "progress/level", "POST", { exercise, level }),
  takeItEasy: () => ask(progress, "progress/easy-week", "POST"),
  tests: () => ask(selfTests, "tests"),
  session: () => ask(maybe(session), "session"),
  voice: () => ask(voice, "voice"),
  /** A text as a WAV file. */
  speech: async (words: string, rate: number) =>
    (await answer(`voice/speech?${new URLSearchParams({ text: words, rate: String(rate) })}`)).arrayBuffer(),
};
