/** Requests to the server; their replies are validated. */

import {
  exporterShape,
  importResultShape,
  prescriptionImportShape,
  prescriptionShape,
  storedDataShape,
} from "./shapes/account_data";
import {
  chargeEffectsShape,
  dayShape,
  reminderReasonsShape,
  whatIfShape,
  type Activity,
  type ReminderReply,
} from "./shapes/day";
import { daysShape } from "./shapes/days";
import { figureShape } from "./shapes/figure";
import { historyShape } from "./shapes/history";
import { libraryShape } from "./shapes/library";
import { planShape } from "./shapes/plan";
import { progressShape } from "./shapes/progress";
import { reminderSettingsShape, type ReminderSettings } from "./shapes/reminders";
import { safetyResultShape, safetyStepShape, type SafetyAnswers } from "./shapes/safety";
import { selfTestsShape } from "./shapes/self_tests";
import { sessionShape } from "./shapes/session";
import { sessionSummaryShape } from "./shapes/session_summary";
import { settingsShape, type Location, type Settings } from "./shapes/settings";
import { textsShape } from "./shapes/texts";
import { serverVoiceShape } from "./shapes/voice";
import { list, nullable, object, text, type Validator } from "./validators";

/** The server refused; the message says why, in words for the user. */
export class RefusedError extends Error {}

/** The server didn't answer. */
export class UnreachableError extends Error {}

/** The server doesn't know this browser: the page was opened without the address that carries the token. */
export class UnauthorisedError extends Error {}

const problem = object({ error: object({ message: text }) });

async function request<T>(check: Validator<T>, path: string, method = "GET", body?: unknown): Promise<T> {
  const response = await fetchResponse(path, {
    method,
    ...(body !== undefined && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  });
  return check(await response.json().catch(() => null), path.replace(/\?.*/, ""));
}

async function fetchResponse(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`api/${path}`, init);
  } catch (error) {
    throw new UnreachableError(path, { cause: error });
  }
  if (response.status === 401 || response.status === 403) throw new UnauthorisedError(path);
  if (!response.ok) throw new RefusedError(problem(await response.json().catch(() => null), path).error.message);
  return response;
}

function withDate(path: string, date: string | undefined): string {
  return date === undefined ? path : `${path}?${new URLSearchParams({ date })}`;
}

/** A request for a plan; the server knows the equipment from the settings. */
export interface PlanRequest {
  minutes: number;
  place: Location;
}

/** Symptoms and effort, 0 to 10 each, after a session or on the morning after it. */
export interface SymptomReport {
  numb?: number;
  wobble?: number;
  effort?: number;
  pain?: number;
  new_numbness?: boolean;
  session?: string | null;
  morning_after?: string;
}

export const api = {
  texts: () => request(textsShape, "texts"),
  safetyResult: () => request(safetyResultShape, "screen"),
  nextSafetyQuestion: (answers: SafetyAnswers) => request(safetyStepShape, "screen/next", "POST", { answers }),
  saveSafetyAnswers: (answers: SafetyAnswers, clearedByClinician: boolean) =>
    request(safetyResultShape, "screen", "POST", { answers, cleared_by_clinician: clearedByClinician }),
  settings: () => request(settingsShape, "settings"),
  saveSettings: (value: Settings) => request(settingsShape, "settings", "PUT", value),
  plan: ({ minutes, place }: PlanRequest) => request(planShape, `plan?minutes=${minutes}&place=${place}`),
  library: () => request(libraryShape, "library"),
  figure: (exercise: string, query: Record<string, string>) =>
    request(figureShape, `library/${encodeURIComponent(exercise)}/figure?${new URLSearchParams(query)}`),
  /** The sessions of a day, or those before a moment, or the latest; newest first. */
  history: (query: { on?: string; before?: string; most?: string }) =>
    request(historyShape, `history?${new URLSearchParams(query)}`),
  sessionSummary: (session: string) => request(sessionSummaryShape, `history/${encodeURIComponent(session)}`),
  /** A date is "2026-03-02"; the default is today. */
  day: (date?: string) => request(dayShape, withDate("day", date)),
  /** So many days, of which the last is `until` or today. */
  days: (most: number, until?: string) =>
    request(daysShape, `days?${new URLSearchParams({ most: String(most), ...(until && { until }) })}`),
  /** Times are ISO 8601. */
  logActivity: (start: string, end: string, activity: Activity, date?: string) =>
    request(dayShape, withDate("told", date), "POST", { start, end, activity }),
  retractActivity: (entry: string, date?: string) => request(dayShape, withDate("taken-back", date), "POST", { entry }),
  reportSymptoms: (felt: SymptomReport) => request(dayShape, "felt", "POST", felt),
  answerReminder: (reminder: string, reply: ReminderReply) => request(dayShape, "answered", "POST", { reminder, reply }),
  reminders: () => request(reminderSettingsShape, "reminders"),
  saveReminders: (changed: Partial<ReminderSettings>) => request(reminderSettingsShape, "reminders", "PUT", changed),
  chargeEffects: (place: Location) => request(chargeEffectsShape, `effects?place=${place}`),
  whatIf: (until: string, sessionAt: string) =>
    request(whatIfShape, `what-if?${new URLSearchParams({ until, session_at: sessionAt })}`),
  reminderReasons: () => request(reminderReasonsShape, "why"),
  exporters: () => request(list(exporterShape), "exports"),
  /** A file for another program, and its name. */
  exportData: async (format: string) => {
    const response = await fetchResponse(`export/${format}`);
    const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
    return { name: name ?? `rearguard.${format}`, content: await response.blob() };
  },
  /** Imports a JSON export. */
  importData: async (file: File) => {
    const headers = { "Content-Type": "application/json" };
    const response = await fetchResponse("import", { method: "POST", headers, body: file });
    return importResultShape(await response.json().catch(() => null), "import");
  },
  prescription: () => request(nullable(prescriptionShape), "prescription"),
  importPrescription: (file: string, text: string) =>
    request(prescriptionImportShape, "prescription", "POST", { file, text, replace: true }),
  removePrescription: (program: string) =>
    request(nullable(prescriptionShape), "prescription/let-go", "POST", { program }),
  storedData: () => request(storedDataShape, "holdings"),
  deleteData: () => request(storedDataShape, "forget", "POST", { sure: true }),
  progress: () => request(progressShape, "progress"),
  undoChange: (change: string) => request(progressShape, "progress/undo", "POST", { change }),
  chooseLevel: (exercise: string, level: string) => request(progressShape, "progress/level", "POST", { exercise, level }),
  startEasyWeek: () => request(progressShape, "progress/easy-week", "POST"),
  selfTests: () => request(selfTestsShape, "tests"),
  session: () => request(nullable(sessionShape), "session"),
  voice: () => request(serverVoiceShape, "voice"),
  /** A text as a WAV file. */
  speech: async (words: string, rate: number) =>
    (await fetchResponse(`voice/speech?${new URLSearchParams({ text: words, rate: String(rate) })}`)).arrayBuffer(),
};
