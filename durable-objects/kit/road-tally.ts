// What browsers meet at one object: sockets opened and refusals by code. In memory, counted since the object woke; it is
// a view of the moment and not a truth, so that no join and no hold pays a write for it.
import type { RoadFigures } from "../../domain/sale-figures/figures.ts";

/** Codes come from a fixed catalogue; the bound is for a fault of ours. */
const CODES_MAX = 64;

export class RoadTally {
  #opened = 0;
  #map_age_ms: number | null = null;
  readonly #errors = new Map<string, number>();

  opened(answer: Response): Response {
    if (answer.status === 101) this.#opened++;
    else this.refused(answer.status === 429 ? "own_sockets_full" : "sockets_full");
    return answer;
  }

  /** Hands the answer on and remembers its code if it is a refusal. */
  heard<A extends { readonly ok: boolean; readonly failure?: { readonly code: string } }>(answer: A): A {
    if (!answer.ok && answer.failure !== undefined) this.refused(answer.failure.code);
    return answer;
  }

  refused(code: string): void {
    const before = this.#errors.get(code);
    if (before !== undefined || this.#errors.size < CODES_MAX) this.#errors.set(code, (before ?? 0) + 1);
  }

  mapSent(age_ms: number): void {
    this.#map_age_ms = age_ms;
  }

  figures(sockets: number): RoadFigures {
    const opened = Math.max(this.#opened, sockets);
    return { sockets, opened, errors: Object.fromEntries(this.#errors), map_age_ms: this.#map_age_ms };
  }
}
