/** Looks at a video's pictures, one after the other, as fast as it can and never at two at once. */

import { Rate } from "./frame_rate";
import type { Pose } from "./pose_client";
import type { Sight } from "./pose_frame";
import { follow, picture } from "./video_frames";

/** Pictures a second, and milliseconds that each takes. */
export interface Pace {
  rate: number;
  took: number;
}

/** Who wants to know. */
export interface Witness {
  seen(sight: Sight): void;
  /** Told every second, and whether that is too slow to judge by. */
  paced(pace: Pace, slow: boolean): void;
  failed(error: unknown): void;
}

const SECOND = 1000;

/** Milliseconds a picture takes, on average over about so many, that leave 15 a second: more should be made easier. */
const [LABOURED, AVERAGED] = [SECOND / 15, 30];

export class Gaze {
  private readonly rate = new Rate(performance.now() / SECOND);
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly unfollow: () => void;
  private ended = false;
  /** When the picture was taken that is there and not looked at; null if there is none. */
  private waiting: number | null = null;
  private looking = false;
  private looked = 0;
  private took = 0;
  private last = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly pose: Pose,
    private readonly witness: Witness,
  ) {
    this.timer = setInterval(() => this.pace(), SECOND);
    this.unfollow = follow(video, (taken) => {
      this.waiting = taken;
      // It may still be at a picture of the gaze before.
      if (!this.looking && !this.pose.busy) void this.look();
    });
  }

  end(): void {
    this.ended = true;
    this.unfollow();
    clearInterval(this.timer);
  }

  /** Looks at the newest picture, then at what is the newest by then, until none is new. */
  private async look(): Promise<void> {
    this.looking = true;
    try {
      while (this.waiting !== null && !this.ended) {
        const taken = Math.max(this.waiting, this.last);
        this.waiting = null;
        this.last = taken;
        const size: [number, number] = [this.video.videoWidth, this.video.videoHeight];
        const { people, took } = await this.pose.look(await picture(this.video), taken);
        if (this.ended) break;
        this.rate.note(performance.now() / SECOND);
        this.heed(took);
        this.witness.seen({ t: taken / SECOND, people, size, took });
      }
    } catch (error) {
      if (!this.ended) this.witness.failed(error);
    }
    this.looking = false;
  }

  /** Looks for one person only if looking for two takes too long. The first pictures say nothing: they are slow anywhere. */
  private heed(took: number): void {
    this.looked++;
    this.took += (took - this.took) / Math.min(this.looked, AVERAGED);
    if (this.looked > 2 * AVERAGED && this.took > LABOURED) this.pose.narrow();
  }

  private pace(): void {
    const rate = this.rate.at(performance.now() / SECOND);
    this.witness.paced({ rate, took: this.took }, this.rate.slow);
  }
}
