// Connections that a crowd shares: as many as are needed at once, up to a bound; who finds none free waits, and the wait
// counts as theirs. A connection that breaks costs its request one more try, as a browser gives it.
import { TookTooLong, within } from "../../durable-objects/kit/time-limit.ts";
import { type Answer, dial } from "./http-load.ts";
import type { Tally } from "./tally.ts";

type Road = Awaited<ReturnType<typeof dial>>;

const MOST = 512;
const TRIES = 6;
const ANSWER_WITHIN_MS = 30_000;
const PAUSE_MS = 100;

export class Roads {
  readonly #port: number;
  readonly #tally: Tally;
  readonly #free: Road[] = [];
  readonly #all = new Set<Road>();
  readonly #waiting: (() => void)[] = [];
  #open = 0;

  constructor(port: number, tally: Tally) {
    this.#port = port;
    this.#tally = tally;
  }

  /** For requests that may be sent twice: everything here that writes is idempotent. */
  async ask(bytes: Buffer): Promise<Answer> {
    for (let tries = 1; ; tries++) {
      const road = await this.#take();
      try {
        const answer = await within(ANSWER_WITHIN_MS, road.ask(bytes));
        this.#give(road);
        return answer;
      } catch (error) {
        this.#drop(road);
        this.#tally.refused(error instanceof TookTooLong ? "no_answer" : "connection_lost");
        if (tries >= TRIES)
          throw new Error(`${bytes.toString("latin1").split("\r\n", 1)[0]}: ${TRIES} times`, { cause: error });
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * tries));
      }
    }
  }

  /** Asks, takes the time, and notes an answer that was none of those hoped for. */
  async timed(what: string, bytes: Buffer, hoped: readonly number[] = [200, 201]): Promise<Answer> {
    const began_ms = performance.now();
    const answer = await this.ask(bytes);
    this.#tally.took(what, performance.now() - began_ms);
    if (!hoped.includes(answer.status)) this.#tally.refused(`${what}_${codeOf(answer)}`);
    return answer;
  }

  close(): void {
    for (const road of this.#all) road.close();
  }

  async #take(): Promise<Road> {
    for (let free = this.#free.pop(); free !== undefined; free = this.#free.pop()) {
      if (free.open()) return free;
      this.#forget(free);
    }
    if (this.#open >= MOST) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      return this.#take();
    }
    this.#open++;
    try {
      const road = await dial(this.#port);
      this.#all.add(road);
      return road;
    } catch (error) {
      this.#open--;
      this.#waiting.shift()?.();
      throw error;
    }
  }

  #give(road: Road): void {
    this.#free.push(road);
    this.#waiting.shift()?.();
  }

  #forget(road: Road): void {
    this.#all.delete(road);
    this.#open--;
  }

  #drop(road: Road): void {
    road.close();
    this.#forget(road);
    this.#waiting.shift()?.();
  }
}

const codeOf = ({ status, body }: Answer): string => /"code":"(\w+)"/.exec(body)?.[1] ?? String(status);
