/**
 * Finds bodies in pictures, in a thread of its own.
 *
 * It must be a classic worker: the runtime loads its parts by importScripts.
 */

import { PoseLandmarker } from "@mediapipe/tasks-vision";
import wasmLoader from "../../node_modules/@mediapipe/tasks-vision/wasm/vision_wasm_internal.js?url";
import wasm from "../../node_modules/@mediapipe/tasks-vision/wasm/vision_wasm_internal.wasm?url";
import { IMAGE_VALUES, LANDMARKS, WORLD_VALUES, type Person } from "./pose_frame";

/** Messages from the page: the model's address first, then pictures, and the number of people to look for. */
export type WorkerRequest = { model: string } | { picture: ImageBitmap; t: number } | { most: number };

/** Messages to the page: the loaded share of the model, then that it is ready, then the people in each picture. */
export type WorkerReply = { loaded: number } | { ready: true } | { people: Person[]; took: number } | { failed: string };

/** Two at first, so that a passer-by isn't taken for the person who exercises. */
const MOST_PEOPLE = 2;

let landmarker: PoseLandmarker | null = null;

onmessage = async ({ data }: MessageEvent<WorkerRequest>): Promise<void> => {
  try {
    if ("model" in data) {
      landmarker = await load(data.model);
      reply({ ready: true });
    } else if ("most" in data) {
      await landmarker?.setOptions({ numPoses: data.most });
    } else {
      detect(data.picture, data.t);
    }
  } catch (error) {
    reply({ failed: String(error) });
  }
};

async function load(address: string): Promise<PoseLandmarker> {
  return PoseLandmarker.createFromOptions(
    { wasmLoaderPath: wasmLoader, wasmBinaryPath: wasm },
    {
      baseOptions: { modelAssetBuffer: await fetchModel(address), delegate: "CPU" },
      runningMode: "VIDEO",
      numPoses: MOST_PEOPLE,
    },
  );
}

/** Returns the model's bytes and reports the loaded share on the way. */
async function fetchModel(address: string): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok || !answer.body) throw new Error(`${answer.status} ${address}`);
  const totalBytes = Number(answer.headers.get("content-length")) || 1e7;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let loaded = 0;
  for (const reader = answer.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    loaded += value.length;
    reply({ loaded: Math.min(1, loaded / totalBytes) });
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function detect(picture: ImageBitmap, t: number): void {
  const startedAt = performance.now();
  const result = landmarker?.detectForVideo(picture, t);
  picture.close();
  const people = (result?.landmarks ?? []).map((points, index): Person => {
    const image = new Float32Array(LANDMARKS * IMAGE_VALUES);
    const world = new Float32Array(LANDMARKS * WORLD_VALUES);
    for (const [at, { x, y, z, visibility }] of points.entries()) image.set([x, y, z, visibility], at * IMAGE_VALUES);
    for (const [at, { x, y, z }] of result!.worldLandmarks[index]!.entries()) world.set([x, y, z], at * WORLD_VALUES);
    return { image, world };
  });
  reply(
    { people, took: performance.now() - startedAt },
    people.flatMap(({ image, world }) => [image.buffer, world.buffer]),
  );
}

function reply(message: WorkerReply, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}
