/** Runs the pose model on a video's pictures, one after the other, as fast as it can and never on two at once. */

import { FrameRate } from "./frame_rate";
import type { PoseClient } from "./pose_client";
import type { PoseFrame } from "./pose_frame";
import { followPictures, grabPicture } from "./video_frames";

/** Pictures a second, and milliseconds for each. */
export interface PictureRate {
  rate: number;
  took: number;
}

/** Receives the results. */
export interface PoseListener {
  onFrame(sight: PoseFrame): void;
  /** Called every second; `slow`: the rate is too low to judge by. */
  onRate(pace: PictureRate, slow: boolean): void;
  onError(error: unknown): void;
}

const SECOND_MS = 1000;

/** The milliseconds a picture that leave 15 a second, averaged over so many pictures; slower, the work is reduced. */
const [SLOW_PICTURE_MS, AVERAGED_PICTURES] = [SECOND_MS / 15, 30];

export class PoseLoop {
  private readonly rate = new FrameRate(performance.now() / SECOND_MS);
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly stopFollowing: () => void;
  private isEnded = false;
  /** When the picture that waits was taken; null if none waits. */
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
      // The worker may still process a picture of an earlier loop.
      if (!this.isLooking && !this.pose.busy) void this.look();
    });
  }

  end(): void {
    this.isEnded = true;
    this.stopFollowing();
    clearInterval(this.timer);
  }

  /** Processes the newest picture, then the next newest, until no new one waits. */
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

  /** Reduces to one person if finding two takes too long. The first pictures don't count: they are slow everywhere. */
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
