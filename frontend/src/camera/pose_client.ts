/** The page's end of the pose model: one picture at a time, and the answer to it. */

import type { Person } from "./pose_frame";
import type { Asked, Told } from "./pose_worker";

/** Who is in a picture, and how many milliseconds it took to find out. */
export interface Found {
  people: Person[];
  took: number;
}

/** Where the build puts it. */
const MODEL = "pose/pose_landmarker_full.task";

export class Pose {
  private readonly worker = new Worker(new URL("./pose_worker.ts", import.meta.url));
  private answer: { resolve: (found: Found) => void; reject: (error: Error) => void } | null = null;
  private last = 0;
  private narrowed = false;

  /** Loads the model. `progress` hears which share of it is there, 0 to 1; the promise is kept when it can look. */
  load(progress: (share: number) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (what: string): void => {
        const error = new Error(what);
        reject(error);
        this.answer?.reject(error);
        this.answer = null;
      };
      this.worker.onerror = ({ message }) => fail(message);
      this.worker.onmessage = ({ data }: MessageEvent<Told>) => {
        if ("loaded" in data) progress(data.loaded);
        else if ("ready" in data) resolve();
        else if ("failed" in data) fail(data.failed);
        else {
          this.answer?.resolve(data);
          this.answer = null;
        }
      };
      this.ask({ model: new URL(MODEL, document.baseURI).href });
    });
  }

  /** Whether it is still at a picture. */
  get busy(): boolean {
    return this.answer !== null;
  }

  /** Finds who is in a picture, which was taken at a time in milliseconds. The picture is used up. */
  look(picture: ImageBitmap, taken: number): Promise<Found> {
    if (this.busy) throw new Error("It is still at the last picture.");
    // The model wants each to be later than the one before, by a thousandth of a millisecond or more.
    this.last = Math.max(taken, this.last + 0.01);
    return new Promise((resolve, reject) => {
      this.answer = { resolve, reject };
      this.ask({ picture, t: this.last }, [picture]);
    });
  }

  /**
   * Looks for one person only from now on. That takes two thirds of the time: while it may find another, it searches
   * the whole of each picture.
   */
  narrow(): void {
    if (!this.narrowed) this.ask({ most: 1 });
    this.narrowed = true;
  }

  /** Ends it, whatever it is at; it can't be used any more. */
  close(): void {
    this.worker.terminate();
  }

  private ask(asked: Asked, transfer: Transferable[] = []): void {
    this.worker.postMessage(asked, transfer);
  }
}
