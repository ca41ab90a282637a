/** The page's side of the pose worker: one picture at a time, and its result. */

import type { Person } from "./pose_frame";
import type { WorkerReply, WorkerRequest } from "./pose_worker";

/** The people in a picture, and the milliseconds that it took to find them. */
export interface PoseResult {
  people: Person[];
  took: number;
}

/** The build puts it there. */
const MODEL = "pose/pose_landmarker_full.task";

export class PoseClient {
  private readonly worker = new Worker(new URL("./pose_worker.ts", import.meta.url));
  private pending: { resolve: (result: PoseResult) => void; reject: (error: Error) => void } | null = null;
  private lastTime = 0;
  private tracksOnePerson = false;

  /** Loads the model; `progress` gets the loaded share, 0 to 1. The promise resolves when the model is ready. */
  load(progress: (share: number) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (reason: string): void => {
        const error = new Error(reason);
        reject(error);
        this.pending?.reject(error);
        this.pending = null;
      };
      this.worker.onerror = ({ message }) => fail(message);
      this.worker.onmessage = ({ data }: MessageEvent<WorkerReply>) => {
        if ("loaded" in data) progress(data.loaded);
        else if ("ready" in data) resolve();
        else if ("failed" in data) fail(data.failed);
        else {
          this.pending?.resolve(data);
          this.pending = null;
        }
      };
      this.post({ model: new URL(MODEL, document.baseURI).href });
    });
  }

  /** Whether the worker still processes a picture. */
  get busy(): boolean {
    return this.pending !== null;
  }

  /** Finds the people in a picture, taken at a time in milliseconds. The picture can't be used afterwards. */
  look(picture: ImageBitmap, takenAt: number): Promise<PoseResult> {
    if (this.busy) throw new Error("It is still at the last picture.");
    // The model needs increasing times, by a thousandth of a millisecond or more.
    this.lastTime = Math.max(takenAt, this.lastTime + 0.01);
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject };
      this.post({ picture, t: this.lastTime }, [picture]);
    });
  }

  /**
   * Looks for one person only from now on. That takes two thirds of the time: while it may find another, it searches
   * the whole of each picture.
   */
  trackOnePerson(): void {
    if (!this.tracksOnePerson) this.post({ most: 1 });
    this.tracksOnePerson = true;
  }

  /** Ends the worker at once; it can't be used again. */
  close(): void {
    this.worker.terminate();
  }

  private post(request: WorkerRequest, transfer: Transferable[] = []): void {
    this.worker.postMessage(request, transfer);
  }
}
