// Someone who looks at the map: a snapshot once, then only the numbered messages. A gap, or the word, leads to a new one.
import * as z from "zod/mini";
import { SEAT_STATES } from "../../../domain/seat-ledger/seat-state.ts";
import { readSeatBits, snapshot } from "../../../domain/seat-ledger/status.ts";
import { seatsByName } from "./seats-by-name.ts";
import type { TestLedger } from "./test-ledger.ts";

const message = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("seats"),
    version: z.int(),
    changes: z.array(z.tuple([z.string(), z.enum(SEAT_STATES)])),
  }),
  z.object({ type: z.literal("zones"), version: z.int(), zones: z.array(z.object({ id: z.string(), left: z.int() })) }),
  z.object({ type: z.literal("snapshot"), version: z.int(), layout_version: z.string(), now_ms: z.int() }),
]);

export class MapViewer {
  readonly #seats = new Map<string, string>();
  readonly #zones = new Map<string, number>();
  #version = 0;
  #lost = false;
  resyncs = 0;

  constructor(ledger: TestLedger) {
    this.#fetch(ledger);
  }

  hear(messages: readonly string[]): void {
    for (const text of messages) {
      const said = z.parse(message, JSON.parse(text));
      if (said.version <= this.#version) throw new Error("a message's number came twice");
      if (said.version !== this.#version + 1 || said.type === "snapshot") this.#lost = true;
      this.#version = said.version;
      if (said.type === "seats") for (const [id, state] of said.changes) this.#seats.set(id, state);
      if (said.type === "zones") for (const { id, left } of said.zones) this.#zones.set(id, left);
    }
  }

  /** After everything was told, the viewer sees what is. */
  check(ledger: TestLedger): void {
    if (this.#lost) {
      this.resyncs++;
      this.#fetch(ledger);
    }
    for (const [id, state] of Object.entries(seatsByName(ledger.state))) {
      if (this.#seats.get(id) !== state)
        throw new Error(`a viewer sees ${id} as ${this.#seats.get(id)}, it is ${state}`);
    }
    for (const { id, left } of snapshot(ledger.state, 0).zones) {
      if (this.#zones.get(id) !== left)
        throw new Error(`a viewer sees ${this.#zones.get(id)} left in ${id} of ${left}`);
    }
  }

  #fetch(ledger: TestLedger): void {
    const { version, seats, zones } = snapshot(ledger.state, ledger.engine.frames_version);
    this.#version = version;
    this.#lost = false;
    readSeatBits(seats.bits, seats.count).forEach((state, place) => {
      this.#seats.set(ledger.state.map.ids[place] ?? "", SEAT_STATES[state] ?? "");
    });
    for (const { id, left } of zones) this.#zones.set(id, left);
  }
}
