/** Looks at a video's pictures, one after the other, as fast as it can and never at two at once. */

import { FrameRate } from "./frame_rate";
import type { PoseClient } from "./pose_client";
import type { PoseFrame } from "./pose_frame";
import { followPictures, grabPicture } from "./video_frames";

/** Pictures a second, and milliseconds that each takes. */
export interface PictureRate {
  rate: number;
  took: number;
}

/** Who wants to know. */
export interface PoseListener {
  onFrame(sight: PoseFrame): void;
  /** Told every second, and whether that is too slow to judge by. */
  onRate(pace: PictureRate, slow: boolean): void;
  onError(error: unknown): void;
}

const SECOND_MS = 1000;

/** Milliseconds a picture takes, on average over about so many, that leave 15 a second: more should be made easier. */
const [SLOW_PICTURE_MS, AVERAGED_PICTURES] = [SECOND_MS / 15, 30];

export class PoseLoop {
  private readonly rate = new FrameRate(performance.now() / SECOND_MS);
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly stopFollowing: () => void;
  private isEnded = false;
  /** When the picture was taken that is there and not looked at; null if there is none. */
  private pendingTakenAt: number | null = null;
  private isLooking = false;
  private pictures = 0;
  private took = 0;
  private lastTakenAt = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly pose: PoseClient,
    private readonly listener: PoseListener,
  ) {
    this.timer = setInterval(() => this.reportRate(), SECOND_MS);
    this.stopFollowing = followPictures(video, (takenAt) => {
      this.pendingTakenAt = takenAt;
      // It may still be at a picture of the gaze before.
      if (!this.isLooking && !this.pose.busy) void this.look();
    });
  }

  end(): void {
    this.isEnded = true;
    this.stopFollowing();
    clearInterval(this.timer);
  }

  /** Looks at the newest picture, then at what is the newest by then, until none is new. */
  private async look(): Promise<void> {
    this.isLooking = true;
    try {
      while (this.pendingTakenAt !== null && !this.isEnded) {
        const takenAt = Math.max(this.pendingTakenAt, this.lastTakenAt);
        this.pendingTakenAt = null;
        this.lastTakenAt = takenAt;
        const size: [number, number] = [this.video.videoWidth, this.video.videoHeight];
        const { people, took } = await this.pose.look(await grabPicture(this.video), takenAt);
        if (this.isEnded) break;
        this.rate.addPicture(performance.now() / SECOND_MS);
        this.adaptToPace(took);
        this.listener.onFrame({ t: takenAt / SECOND_MS, people, size, took });
      }
    } catch (error) {
      if (!this.isEnded) this.listener.onError(error);
    }
    this.isLooking = false;
  }

  /** Looks for one person only if looking for two takes too long. The first pictures say nothing: they are slow anywhere. */
  private adaptToPace(took: number): void {
    this.pictures++;
    this.took += (took - this.took) / Math.min(this.pictures, AVERAGED_PICTURES);
    if (this.pictures > 2 * AVERAGED_PICTURES && this.took > SLOW_PICTURE_MS) this.pose.trackOnePerson();
  }

  private reportRate(): void {
    const rate = this.rate.picturesPerSecond(performance.now() / SECOND_MS);
    this.listener.onRate({ rate, took: this.took }, this.rate.isSlow);
  }
}
