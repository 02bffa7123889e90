// The same text to many sockets, in slices: sending to thousands at once would hold the object for a tenth of a second,
// and every hold and join would wait behind it. Each socket gets its messages in order; whoever comes meanwhile starts
// with a snapshot and misses nothing.
export type Listening = { send(text: string): void };

/** At 6 to 10 µs a frame a slice holds the object for about 4 ms. */
export const SLICE_SOCKETS = 400;

type Round = { readonly messages: readonly string[]; readonly sockets: readonly Listening[]; next: number };

export class Broadcast {
  readonly #soon: (run: () => void) => void;
  readonly #rounds: Round[] = [];
  #running = false;

  /** `soon`: after what already waits to be done. */
  constructor(soon: (run: () => void) => void) {
    this.#soon = soon;
  }

  send(messages: readonly string[], sockets: readonly Listening[]): void {
    if (messages.length === 0 || sockets.length === 0) return;
    this.#rounds.push({ messages, sockets, next: 0 });
    if (!this.#running) this.#slice();
  }

  #slice(): void {
    let left = SLICE_SOCKETS;
    for (let round = this.#rounds[0]; round !== undefined && left > 0; round = this.#rounds[0]) {
      for (; left > 0 && round.next < round.sockets.length; left--) tell(round.sockets[round.next++], round.messages);
      if (round.next === round.sockets.length) this.#rounds.shift();
    }
    this.#running = this.#rounds.length > 0;
    if (this.#running) this.#soon(() => this.#slice());
  }
}

function tell(socket: Listening | undefined, messages: readonly string[]): void {
  try {
    for (const message of messages) socket?.send(message);
  } catch {
    // Closing already: its page comes back and begins with a snapshot.
  }
}
