/**
 * The camera: off until the user turns it on. Its pictures go to the pose model's worker and nowhere else; only
 * landmarks come out.
 */

import { computed, effect, signal, untracked } from "@preact/signals";

import { readStored, writeStored } from "../platform/browser_storage";
import {
  CameraError,
  closeCamera,
  deviceIdOf,
  listCameras,
  openCamera,
  type CameraDevice,
  type CameraProblem,
} from "./camera_stream";
import { PoseClient } from "./pose_client";
import type { PoseFrame } from "./pose_frame";
import { PoseLoop, type PictureRate } from "./pose_loop";

/**
 * `asking`: the browser asks for permission. `starting`: the model loads. `slow`: too few pictures a second to judge
 * by. `hidden`: the page is hidden, so the camera is off. `ended`: the camera was unplugged or taken away. `failed`:
 * the model doesn't run here.
 */
export type CameraStatus = "off" | "asking" | "starting" | "watching" | "slow" | "hidden" | "ended" | "failed" | CameraProblem;

export const cameraStatus = signal<CameraStatus>("off");

/** The share of the model that is loaded, 0 to 1, while it starts. */
export const modelProgress = signal(0);

/** Pictures a second, and milliseconds for each; null while the camera is off. */
export const pictureRate = signal<PictureRate | null>(null);

/** The landmarks of the last picture; null while the camera is off. Changes with every picture. */
export const poseFrame = signal<PoseFrame | null>(null);

/** Whether the form check may use the landmarks. */
export const isWatching = computed(() => cameraStatus.value === "watching");

/** The cameras to choose from, and the one in use. */
export const cameras = signal<readonly CameraDevice[]>([]);
export const usedCamera = signal<string | null>(null);

/** Whether the form check is turned on, and which camera is preferred, if any. This browser remembers both. */
export const isFormCheckOn = signal(readStored("camera") === "on");
const chosenCamera = signal(readStored("camera-device"));

/** The video whose pictures the model reads; the page shows it as well. */
export const cameraVideo = document.createElement("video");
cameraVideo.muted = true;
cameraVideo.playsInline = true;

/** Turns the form check on or off. */
export function setFormCheck(watched: boolean): void {
  writeStored("camera", watched ? "on" : "off");
  isFormCheckOn.value = watched;
}

/** Switches to another camera. */
export function chooseCamera(device: string): void {
  writeStored("camera-device", device);
  chosenCamera.value = device;
}

/** Runs the camera while the form check is on and the page is visible, until the returned function is called. */
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

/** Tries again after a problem. */
export function retryCamera(): void {
  void turnOn(chosenCamera.peek());
}

/** Counts how often the camera was turned on or off: an attempt from before the last one is abandoned. */
let attempts = 0;

let stream: MediaStream | null = null;
let poseLoop: PoseLoop | null = null;

/** Stays loaded while the page is hidden or the camera changes, because starting takes a second or two. */
let model: { pose: PoseClient; ready: Promise<void> } | null = null;

async function turnOn(device: string | null): Promise<void> {
  release("asking");
  const attempt = ++attempts;
  try {
    const newStream = await openCamera(device);
    if (attempt !== attempts) return closeCamera(newStream);
    stream = newStream;
    for (const track of newStream.getVideoTracks()) track.onended = () => attempt === attempts && turnOff("ended");
    cameraStatus.value = "starting";
    usedCamera.value = deviceIdOf(newStream);
    cameraVideo.srcObject = newStream;
    model ??= loadModel();
    await Promise.all([cameraVideo.play(), updateCameras(), model.ready]);
    if (attempt !== attempts) return;
    poseLoop = new PoseLoop(cameraVideo, model.pose, {
      onFrame: (seen) => {
        poseFrame.value = seen;
      },
      onRate: (now, slow) => {
        pictureRate.value = now;
        cameraStatus.value = slow ? "slow" : "watching";
      },
      onError: () => attempt === attempts && turnOff("failed"),
    });
    cameraStatus.value = "watching";
  } catch (error) {
    if (attempt === attempts) turnOff(error instanceof CameraError ? error.problem : "failed");
  }
}

function turnOff(newStatus: CameraStatus): void {
  attempts++;
  release(newStatus);
  if (newStatus === "hidden") return;
  model?.pose.close();
  model = null;
}

/** Releases the camera. */
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
