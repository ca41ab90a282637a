/**
 * The camera: off until somebody turns it on, and what became of that. Its pictures go to the pose model's worker and
 * nowhere else; what comes out are landmarks.
 */

import { computed, effect, signal, untracked } from "@preact/signals";

import { readStored, writeStored } from "../platform/browser_storage";
import { CameraError, closeCamera, deviceIdOf, listCameras, openCamera, type CameraDevice, type CameraProblem } from "./camera_stream";
import { PoseClient } from "./pose_client";
import type { PoseFrame } from "./pose_frame";
import { PoseLoop, type PictureRate } from "./pose_loop";

/**
 * `asking`: the browser asks whether it may. `starting`: the model is loaded. `slow`: too few pictures a second are
 * looked at to judge by them. `hidden`: nobody sees the page, so it sees nobody. `ended`: the camera went away, or was
 * taken away. `failed`: the model does not run here.
 */
export type CameraStatus = "off" | "asking" | "starting" | "watching" | "slow" | "hidden" | "ended" | "failed" | CameraProblem;

export const cameraStatus = signal<CameraStatus>("off");

/** How much of the model is there, 0 to 1, while it starts. */
export const modelProgress = signal(0);

/** How fast it looks: pictures a second, and milliseconds that each takes; null while it does not. */
export const pictureRate = signal<PictureRate | null>(null);

/** What was seen last; null while nothing is looked at. Changes with every picture. */
export const poseFrame = signal<PoseFrame | null>(null);

/** Whether what is seen may be judged. */
export const isWatching = computed(() => cameraStatus.value === "watching");

/** The cameras to choose from, and the one in use. */
export const cameras = signal<readonly CameraDevice[]>([]);
export const usedCamera = signal<string | null>(null);

/** Whether somebody wants to be watched, and by which camera if not by any. This browser remembers it. */
export const isFormCheckOn = signal(readStored("camera") === "on");
const chosenCamera = signal(readStored("camera-device"));

/** The video whose pictures are looked at; the page shows it as well. */
export const cameraVideo = document.createElement("video");
cameraVideo.muted = true;
cameraVideo.playsInline = true;

/** Says whether one wants to be watched. */
export function setFormCheck(watched: boolean): void {
  writeStored("camera", watched ? "on" : "off");
  isFormCheckOn.value = watched;
}

/** Takes another camera. */
export function chooseCamera(device: string): void {
  writeStored("camera-device", device);
  chosenCamera.value = device;
}

/** Turns the camera on whenever it is wanted and the page is seen, until the returned function is called. */
export function runCamera(): () => void {
  const isPageVisible = signal(!document.hidden);
  const updateVisibility = (): void => {
    isPageVisible.value = !document.hidden;
  };
  const onDeviceChange = (): void => {
    if (cameraStatus.peek() === "none" || cameraStatus.peek() === "ended") retryCamera();
    else if (stream) void updateCameras();
  };
  document.addEventListener("visibilitychange", updateVisibility);
  navigator.mediaDevices?.addEventListener("devicechange", onDeviceChange);
  const stop = effect(() => {
    const device = chosenCamera.value;
    if (!isFormCheckOn.value) untracked(() => turnOff("off"));
    else if (!isPageVisible.value) untracked(() => turnOff("hidden"));
    else untracked(() => void turnOn(device));
  });
  return () => {
    document.removeEventListener("visibilitychange", updateVisibility);
    navigator.mediaDevices?.removeEventListener("devicechange", onDeviceChange);
    stop();
    turnOff("off");
  };
}

/** Tries again after something was in the way. */
export function retryCamera(): void {
  void turnOn(chosenCamera.peek());
}

/** How often it was turned on or off: what was begun before the last time is no longer wanted. */
let turns = 0;

let stream: MediaStream | null = null;
let poseLoop: PoseLoop | null = null;

/** Kept while the page is hidden or the camera changes, for it takes a second or two to start. */
let model: { pose: PoseClient; ready: Promise<void> } | null = null;

async function turnOn(device: string | null): Promise<void> {
  release("asking");
  const turn = ++turns;
  try {
    const newStream = await openCamera(device);
    if (turn !== turns) return closeCamera(newStream);
    stream = newStream;
    for (const track of newStream.getVideoTracks()) track.onended = () => turn === turns && turnOff("ended");
    cameraStatus.value = "starting";
    usedCamera.value = deviceIdOf(newStream);
    cameraVideo.srcObject = newStream;
    model ??= loadModel();
    await Promise.all([cameraVideo.play(), updateCameras(), model.ready]);
    if (turn !== turns) return;
    poseLoop = new PoseLoop(cameraVideo, model.pose, {
      onFrame: (seen) => {
        poseFrame.value = seen;
      },
      onRate: (now, slow) => {
        pictureRate.value = now;
        cameraStatus.value = slow ? "slow" : "watching";
      },
      onError: () => turn === turns && turnOff("failed"),
    });
    cameraStatus.value = "watching";
  } catch (error) {
    if (turn === turns) turnOff(error instanceof CameraError ? error.trouble : "failed");
  }
}

function turnOff(newStatus: CameraStatus): void {
  turns++;
  release(newStatus);
  if (newStatus === "hidden") return;
  model?.pose.close();
  model = null;
}

/** Lets go of the camera. */
function release(newStatus: CameraStatus): void {
  poseLoop?.end();
  poseLoop = null;
  if (stream) closeCamera(stream);
  stream = null;
  cameraVideo.srcObject = null;
  cameraStatus.value = newStatus;
  poseFrame.value = null;
  pictureRate.value = null;
}

function loadModel(): { pose: PoseClient; ready: Promise<void> } {
  const pose = new PoseClient();
  modelProgress.value = 0;
  const ready = pose.load((share) => {
    modelProgress.value = share;
  });
  return { pose, ready };
}

async function updateCameras(): Promise<void> {
  cameras.value = await listCameras();
}
