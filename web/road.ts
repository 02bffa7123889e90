// One connection of a page to the service: a socket of its own origin that ends once, whichever way it ends. Keeping one
// open is the live socket's part.
export type RoadEar = {
  readonly opened: () => void;
  readonly said: (text: string) => void;
  /** By the service's code, or 0 where it broke. Never after the page closed it itself. */
  readonly closed: (code: number) => void;
};
export type Road = { readonly send: (text: string) => void; readonly close: () => void };

export function openRoad(path: string, ear: RoadEar): Road {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  let over = false;
  const end = (code: number): void => {
    if (over) return;
    over = true;
    ear.closed(code);
  };
  socket.addEventListener("open", ear.opened);
  socket.addEventListener("message", ({ data }) => {
    if (!over && typeof data === "string") ear.said(data);
  });
  socket.addEventListener("close", ({ code }) => end(code));
  socket.addEventListener("error", () => end(0));
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => {
      over = true;
      socket.close();
    },
  };
}
