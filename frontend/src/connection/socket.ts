/** The WebSocket over which the server reports the session that it runs, and takes commands. */

import { signal } from "@preact/signals";

import { api, UnauthorisedError, UnreachableError } from "./api";
import { reportError } from "./notice";
import { serverMessageShape, type ClientCommand, type ServerMessage } from "./shapes/session";

/** `lost`: the connection was open or was tried, and the page tries again. */
export const socketStatus = signal<"connecting" | "open" | "lost">("connecting");

/** Whether nothing answers at the server's address. */
export const isServerOffline = signal(false);

/**
 * The first wait before reconnecting, doubled at each failure up to the last. Asking the user's own machine is cheap.
 */
const [FIRST_WAIT_MS, LAST_WAIT_MS] = [500, 2000];

type OnMessage = (message: ServerMessage, receivedAt: number) => void;

let socket: WebSocket | null = null;

/** Sends a command; returns whether the socket was open. */
export function send(command: ClientCommand): boolean {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(command));
  return true;
}

/** Connects, and reconnects whenever the connection is lost. */
export function connect(onMessage: OnMessage, wait = FIRST_WAIT_MS): void {
  const address = new URL("api/session/live", document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  socket = new WebSocket(address);
  socket.onopen = () => {
    wait = FIRST_WAIT_MS;
    isServerOffline.value = false;
    socketStatus.value = "open";
  };
  socket.onmessage = ({ data }) => {
    const receivedAt = performance.now(); // before parsing, which may take a while
    try {
      onMessage(serverMessageShape(JSON.parse(String(data)), "message"), receivedAt);
    } catch (error) {
      reportError(error);
    }
  };
  socket.onclose = async () => {
    socketStatus.value = "lost";
    if (await isHandshakeRefused()) return;
    setTimeout(() => connect(onMessage, Math.min(wait * 2, LAST_WAIT_MS)), wait);
  };
}

/** Tells a refused handshake from a lost connection, which look alike here: the same request over HTTP differs. */
async function isHandshakeRefused(): Promise<boolean> {
  try {
    await api.session();
    isServerOffline.value = false;
  } catch (error) {
    isServerOffline.value = error instanceof UnreachableError;
    if (!(error instanceof UnauthorisedError)) return false;
    reportError(error);
    return true;
  }
  return false;
}
