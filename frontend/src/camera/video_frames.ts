/** The pictures of a video as they come, each with the time at which it was taken. */

/** The model looks at 256 × 256 pixels of a body: more than these across the whole picture only cost time. */
const MAX_WIDTH_PX = 640;

/** Calls `take` with each new picture's time in milliseconds of the page's clock, until the returned function is called. */
export function followPictures(video: HTMLVideoElement, onPicture: (takenAt: number) => void): () => void {
  let isFollowing = true;
  // Browsers without it tell by their own frames; the time in the video says whether there is a new picture.
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

/** Returns the picture that a video shows now, no larger than the model needs it. */
export function grabPicture(video: HTMLVideoElement): Promise<ImageBitmap> {
  if (video.videoWidth <= MAX_WIDTH_PX) return createImageBitmap(video);
  const height = Math.round((video.videoHeight * MAX_WIDTH_PX) / video.videoWidth);
  return createImageBitmap(video, { resizeWidth: MAX_WIDTH_PX, resizeHeight: height, resizeQuality: "low" });
}
