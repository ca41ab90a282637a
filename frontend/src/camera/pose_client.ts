/** The page's end of the pose model: one picture at a time, and the answer to it. */

import type { Person } from "./pose_frame";
import type { WorkerReply, WorkerRequest } from "./pose_worker";

/** Who is in a picture, and how many milliseconds it took to find out. */
export interface PoseResult {
  people: Person[];
  took: number;
}

/** Where the build puts it. */
const MODEL = "pose/pose_landmarker_full.task";

export class PoseClient {
  private readonly worker = new Worker(new URL("./pose_worker.ts", import.meta.url));
  private pending: { resolve: (result: PoseResult) => void; reject: (error: Error) => void } | null = null;
  private last = 0;
  private tracksOnePerson = false;

  /** Loads the model. `progress` hears which share of it is there, 0 to 1; the promise is kept when it can look. */
  load(progress: (share: number) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (what: string): void => {
        const error = new Error(what);
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

  /** Whether it is still at a picture. */
  get busy(): boolean {
    return this.pending !== null;
  }

  /** Finds who is in a picture, which was taken at a time in milliseconds. The picture is used up. */
  look(picture: ImageBitmap, takenAt: number): Promise<PoseResult> {
    if (this.busy) throw new Error("It is still at the last picture.");
    // The model wants each to be later than the one before, by a thousandth of a millisecond or more.
    this.last = Math.max(takenAt, this.last + 0.01);
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject };
      this.post({ picture, t: this.last }, [picture]);
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

  /** Ends it, whatever it is at; it can't be used any more. */
  close(): void {
    this.worker.terminate();
  }

  private post(request: WorkerRequest, transfer: Transferable[] = []): void {
    this.worker.postMessage(request, transfer);
  }
}
