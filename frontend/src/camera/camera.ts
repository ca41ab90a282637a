/**
 * The camera: off until somebody turns it on, and what became of that. Its pictures go to the pose model's worker and
 * nowhere else; what comes out are landmarks.
 */

import { computed, effect, signal, untracked } from "@preact/signals";

import { recall, remember } from "../platform/browser_storage";
import { close, deviceOf, devices, NoPicture, open, type Device, type Trouble } from "./camera_stream";
import { Pose } from "./pose_client";
import type { Sight } from "./pose_frame";
import { Gaze, type Pace } from "./pose_loop";

/**
 * `asking`: the browser asks whether it may. `starting`: the model is loaded. `slow`: too few pictures a second are
 * looked at to judge by them. `hidden`: nobody sees the page, so it sees nobody. `ended`: the camera went away, or was
 * taken away. `failed`: the model does not run here.
 */
export type Status = "off" | "asking" | "starting" | "watching" | "slow" | "hidden" | "ended" | "failed" | Trouble;

export const status = signal<Status>("off");

/** How much of the model is there, 0 to 1, while it starts. */
export const loaded = signal(0);

/** How fast it looks: pictures a second, and milliseconds that each takes; null while it does not. */
export const pace = signal<Pace | null>(null);

/** What was seen last; null while nothing is looked at. Changes with every picture. */
export const sight = signal<Sight | null>(null);

/** Whether what is seen may be judged. */
export const watching = computed(() => status.value === "watching");

/** The cameras to choose from, and the one in use. */
export const cameras = signal<readonly Device[]>([]);
export const used = signal<string | null>(null);

/** Whether somebody wants to be watched, and by which camera if not by any. This browser remembers it. */
export const wanted = signal(recall("camera") === "on");
const chosen = signal(recall("camera-device"));

/** The video whose pictures are looked at; the page shows it as well. */
export const video = document.createElement("video");
video.muted = true;
video.playsInline = true;

/** Says whether one wants to be watched. */
export function want(watched: boolean): void {
  remember("camera", watched ? "on" : "off");
  wanted.value = watched;
}

/** Takes another camera. */
export function choose(device: string): void {
  remember("camera-device", device);
  chosen.value = device;
}

/** Turns the camera on whenever it is wanted and the page is seen, until the returned function is called. */
export function accompany(): () => void {
  const shown = signal(!document.hidden);
  const look = (): void => {
    shown.value = !document.hidden;
  };
  const plugged = (): void => {
    if (status.peek() === "none" || status.peek() === "ended") retry();
    else if (stream) void list();
  };
  document.addEventListener("visibilitychange", look);
  navigator.mediaDevices?.addEventListener("devicechange", plugged);
  const stop = effect(() => {
    const device = chosen.value;
    if (!wanted.value) untracked(() => turnOff("off"));
    else if (!shown.value) untracked(() => turnOff("hidden"));
    else untracked(() => void turnOn(device));
  });
  return () => {
    document.removeEventListener("visibilitychange", look);
    navigator.mediaDevices?.removeEventListener("devicechange", plugged);
    stop();
    turnOff("off");
  };
}

/** Tries again after something was in the way. */
export function retry(): void {
  void turnOn(chosen.peek());
}

/** How often it was turned on or off: what was begun before the last time is no longer wanted. */
let turns = 0;

let stream: MediaStream | null = null;
let gaze: Gaze | null = null;

/** Kept while the page is hidden or the camera changes, for it takes a second or two to start. */
let model: { pose: Pose; ready: Promise<void> } | null = null;

async function turnOn(device: string | null): Promise<void> {
  release("asking");
  const turn = ++turns;
  try {
    const opened = await open(device);
    if (turn !== turns) return close(opened);
    stream = opened;
    for (const track of opened.getVideoTracks()) track.onended = () => turn === turns && turnOff("ended");
    status.value = "starting";
    used.value = deviceOf(opened);
    video.srcObject = opened;
    model ??= load();
    await Promise.all([video.play(), list(), model.ready]);
    if (turn !== turns) return;
    gaze = new Gaze(video, model.pose, {
      seen: (seen) => {
        sight.value = seen;
      },
      paced: (now, slow) => {
        pace.value = now;
        status.value = slow ? "slow" : "watching";
      },
      failed: () => turn === turns && turnOff("failed"),
    });
    status.value = "watching";
  } catch (error) {
    if (turn === turns) turnOff(error instanceof NoPicture ? error.trouble : "failed");
  }
}

function turnOff(why: Status): void {
  turns++;
  release(why);
  if (why === "hidden") return;
  model?.pose.close();
  model = null;
}

/** Lets go of the camera. */
function release(why: Status): void {
  gaze?.end();
  gaze = null;
  if (stream) close(stream);
  stream = null;
  video.srcObject = null;
  status.value = why;
  sight.value = null;
  pace.value = null;
}

function load(): { pose: Pose; ready: Promise<void> } {
  const pose = new Pose();
  loaded.value = 0;
  const ready = pose.load((share) => {
    loaded.value = share;
  });
  return { pose, ready };
}

async function list(): Promise<void> {
  cameras.value = await devices();
}
