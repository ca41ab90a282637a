/** Reads a video's pictures as they come, each with the time at which it was taken. */

/** The model reads 256 × 256 pixels of a body: a wider picture only costs time. */
const MAX_WIDTH_PX = 640;

/**
 * Calls `onPicture` with the page's time in milliseconds of each new picture, until the returned function is called.
 */
export function followPictures(video: HTMLVideoElement, onPicture: (takenAt: number) => void): () => void {
  let isFollowing = true;
  // Without this method the screen's frames must do; the video's time says whether its picture is new.
  let request: () => void;
  if ("requestVideoFrameCallback" in video) {
    request = () =>
      video.requestVideoFrameCallback((now, { captureTime }) => {
        if (!isFollowing) return;
        request();
        onPicture(captureTime ?? now);
      });
  } else {
    let last = -1;
    request = () =>
      requestAnimationFrame((now) => {
        if (!isFollowing) return;
        request();
        const { currentTime } = video as HTMLVideoElement;
        if (currentTime !== last) onPicture(now);
        last = currentTime;
      });
  }
  request();
  return () => {
    isFollowing = false;
  };
}

/** Returns the video's current picture, no larger than the model needs. */
export function grabPicture(video: HTMLVideoElement): Promise<ImageBitmap> {
  if (video.videoWidth <= MAX_WIDTH_PX) return createImageBitmap(video);
  const height = Math.round((video.videoHeight * MAX_WIDTH_PX) / video.videoWidth);
  return createImageBitmap(video, { resizeWidth: MAX_WIDTH_PX, resizeHeight: height, resizeQuality: "low" });
}
