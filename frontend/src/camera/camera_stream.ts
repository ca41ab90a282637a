/** The picture of a camera, or why there is none. */

/** Why there is no picture. */
export type CameraProblem = "refused" | "none" | "busy" | "unable";

export class CameraError extends Error {
  constructor(readonly trouble: CameraProblem) {
    super(trouble);
  }
}

/** A camera that one can choose. */
export interface CameraDevice {
  id: string;
  name: string;
}

/**
 * As wide as the camera can see: many cut the sides off for 4:3. More pixels than these only cost time, for the model
 * looks at 256 × 256 of them.
 */
const CONSTRAINTS: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

/**
 * Asks for a camera's picture: that of a device, else one that looks at whoever is before the screen.
 *
 * @throws NoPicture
 */
export async function openCamera(device: string | null): Promise<MediaStream> {
  // Only a page that comes from this machine, or encrypted, is given a camera at all.
  if (!navigator.mediaDevices) throw new CameraError("unable");
  const which: MediaTrackConstraints = device ? { deviceId: { exact: device } } : { facingMode: "user" };
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { ...CONSTRAINTS, ...which }, audio: false });
  } catch (error) {
    const trouble = troubleOf(error);
    // The one that was chosen is not there today: any other will do.
    if (device && trouble === "none") return openCamera(null);
    throw new CameraError(trouble);
  }
}

/** Lets go of the camera: its light goes off. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Returns the cameras there are. Browsers name them only after one has been allowed. */
export async function listCameras(): Promise<CameraDevice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId }) => kind === "videoinput" && deviceId !== "")
    .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
}

/** The names are those of the Media Capture standard. */
function troubleOf(error: unknown): CameraProblem {
  switch (error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "none";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "unable";
  }
}

/** Returns which camera a stream is from. */
export function deviceIdOf(stream: MediaStream): string | null {
  return stream.getVideoTracks()[0]?.getSettings().deviceId ?? null;
}
