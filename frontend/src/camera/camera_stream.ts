/** Opens a camera's stream, or says why it can't. */

/** Why there is no picture. */
export type CameraProblem = "refused" | "none" | "busy" | "unable";

export class CameraError extends Error {
  constructor(readonly problem: CameraProblem) {
    super(problem);
  }
}

/** A camera to choose from. */
export interface CameraDevice {
  id: string;
  name: string;
}

/**
 * As wide as the camera can see, because many crop the sides for 4:3. More pixels only cost time: the model reads 256 ×
 * 256 of them.
 */
const CONSTRAINTS: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

/**
 * Opens a camera's stream: the given device, or by default one that faces the user.
 *
 * @throws CameraError
 */
export async function openCamera(device: string | null): Promise<MediaStream> {
  // Browsers give a camera only to a page from this machine or over an encrypted connection.
  if (!navigator.mediaDevices) throw new CameraError("unable");
  const choice: MediaTrackConstraints = device ? { deviceId: { exact: device } } : { facingMode: "user" };
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { ...CONSTRAINTS, ...choice }, audio: false });
  } catch (error) {
    const problem = problemOf(error);
    // The chosen camera isn't connected today: any other will do.
    if (device && problem === "none") return openCamera(null);
    throw new CameraError(problem);
  }
}

/** Releases the camera, so that its light goes off. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Returns the available cameras. Browsers name them only after the user has allowed one. */
export async function listCameras(): Promise<CameraDevice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId }) => kind === "videoinput" && deviceId !== "")
    .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
}

/** Maps an error's name, as in the Media Capture standard, to a problem. */
function problemOf(error: unknown): CameraProblem {
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

/** Returns the id of the camera that a stream comes from. */
export function deviceIdOf(stream: MediaStream): string | null {
  return stream.getVideoTracks()[0]?.getSettings().deviceId ?? null;
}
