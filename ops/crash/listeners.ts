// Who only watches: sockets at the seat map that are cut by both sides and come back; a gap in the numbers, or a frame that
// cannot be read, is a fault.
import type { Show } from "./shop.ts";

const AGAIN_MS = 300;

export class Listeners {
  readonly faults: string[] = [];
  cut_count = 0;
  readonly #url: string;
  readonly #open = new Set<WebSocket>();
  #over = false;

  constructor(port: number, { showtime_id }: Show, count: number) {
    this.#url = `ws://127.0.0.1:${port}/v1/api/showtimes/${showtime_id}/live`;
    for (let i = 0; i < count; i++) this.#listen();
  }

  /** Every other one hangs up, without a word to whoever reads them. */
  cut(): void {
    for (const [i, socket] of [...this.#open].entries()) {
      if (i % 2 === 1) continue;
      this.cut_count++;
      socket.close();
    }
  }

  end(): void {
    this.#over = true;
    for (const socket of this.#open) socket.close();
  }

  #listen(): void {
    if (this.#over) return;
    const socket = new WebSocket(this.#url);
    let version: number | null = null;
    this.#open.add(socket);
    socket.addEventListener("message", ({ data }) => {
      const frame = JSON.parse(String(data)) as { type: string; version: number };
      if (frame.type === "snapshot") version = frame.version;
      else if (version !== null && frame.version > version + 1)
        this.faults.push(`${frame.type} ${frame.version} after ${version}`);
      version = Math.max(version ?? 0, frame.version);
    });
    // A refused or broken socket ends with this as well.
    socket.addEventListener("close", () => {
      this.#open.delete(socket);
      setTimeout(() => this.#listen(), AGAIN_MS);
    });
    socket.addEventListener("error", () => undefined);
  }
}
