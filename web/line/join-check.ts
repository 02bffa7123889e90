// Passes what is asked before joining: asks what it is, has the work done beside the page, and keeps what came of it until a
// join takes it along. Ahead of the opening where there is time, so that nothing of it is on the way then.

import type { CheckAnswer, CheckShown } from "../../schema/http/checks.ts";
import type { CallResult } from "../api-client.ts";

export type ProofChallenge = Extract<CheckAnswer["challenge"], { kind: "proof" }>;
export type CheckWork = { readonly done: number; readonly of: number };
/** How far the own work is; or a third party asks the person something. */
export type Checking = CheckWork | "vouch";

export type CheckPorts = {
  readonly ask: () => Promise<CallResult<CheckAnswer>>;
  /** The proof's token; null where it cannot be made here. */
  readonly prove: (challenge: ProofChallenge, told: (work: CheckWork) => void) => Promise<string | null>;
  /** The third party's token; null where it says no or does not come, and when it is called off. */
  readonly vouch: (
    challenge: Extract<CheckAnswer["challenge"], { kind: "turnstile" }>,
    called_off: AbortSignal,
  ) => Promise<string | null>;
  readonly now: () => number;
};

type Ready = { readonly shown: CheckShown; readonly until_ms: number };

/** A third party's word lasts five minutes there; a proof says itself how long. */
const VOUCHED_MS = 4 * 60_000;
/** What runs out within this is made anew while there is time. */
const SPARE_MS = 2 * 60_000;

export class JoinCheck {
  readonly #ports: CheckPorts;
  readonly #told: (work: Checking | null) => void;
  #vouching: AbortController | null = null;
  #ready: Ready | null = null;
  #making: Promise<void> | null = null;

  constructor(ports: CheckPorts, told: (work: Checking | null) => void) {
    this.#ports = ports;
    this.#told = told;
  }

  /** Ready to be shown now, should it be asked for. */
  get shown(): CheckShown | undefined {
    return this.#ready !== null && this.#ports.now() < this.#ready.until_ms ? this.#ready.shown : undefined;
  }

  /** Done when there is something to show, or it is known that nothing is asked or nothing can be had. */
  make(): Promise<void> {
    if (this.#ready !== null && this.#ports.now() < this.#ready.until_ms - SPARE_MS) return Promise.resolve();
    this.#making ??= this.#makeOne().finally(() => {
      this.#making = null;
      this.#told(null);
    });
    return this.#making;
  }

  /** It was shown and did not pass, or it let somebody in; or they came in another way meanwhile. */
  drop(): void {
    this.#ready = null;
    this.#vouching?.abort();
  }

  async #makeOne(): Promise<void> {
    const answer = await this.#ports.ask();
    if (!answer.ok) return;
    const { challenge } = answer.value;
    if (challenge === undefined) return;
    if (challenge.kind === "proof") {
      this.#told({ done: 0, of: challenge.parts });
      const token = await this.#ports.prove(challenge, this.#told);
      if (token !== null) this.#ready = { shown: { kind: "proof", token }, until_ms: challenge.expires_at_ms };
      return;
    }
    this.#told("vouch");
    this.#vouching = new AbortController();
    const token = await this.#ports.vouch(challenge, this.#vouching.signal);
    this.#vouching = null;
    const until_ms = this.#ports.now() + VOUCHED_MS;
    if (token !== null) this.#ready = { shown: { kind: "turnstile", token }, until_ms };
  }
}
