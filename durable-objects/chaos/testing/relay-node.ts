// A relay as the line's neighbours see it: it gathers joins, has one batch under way, sends it again while no answer
// comes, and may die at any moment with all it had gathered. It holds no truth: fans ask again, and keep their places.
import { Gathering, JOIN_PACE } from "../../../domain/relay/gathering.ts";
import type { Chance } from "./faults.ts";
import type { LineNode } from "./line-node.ts";
import type { Network } from "./network.ts";

const AGAIN_MS = 2_000;

type Join = { readonly fan: string; readonly told: (position: number) => void };

export class RelayNode {
  readonly #line: LineNode;
  readonly #network: Network;
  readonly #chance: Chance;
  readonly #told_early: boolean;
  #life = 0;
  #joins = new Gathering<Join>(JOIN_PACE);

  /** `told_early`: the guard taken out, places are told before the line has written them down. */
  constructor(line: LineNode, network: Network, chance: Chance, told_early: boolean) {
    this.#line = line;
    this.#network = network;
    this.#chance = chance;
    this.#told_early = told_early;
  }

  take(join: Join): void {
    this.#sendAt(this.#joins.add(join, this.#network.now_ms));
  }

  die(): void {
    if (this.#joins.underWay !== null) this.#chance.meet("relay_died_with_batch_under_way");
    this.#life++;
    this.#joins = new Gathering(JOIN_PACE);
  }

  #sendAt(due_ms: number | null): void {
    if (due_ms === null) return;
    const life = this.#life;
    this.#network.later(due_ms - this.#network.now_ms, () => {
      if (life !== this.#life) return;
      const batch = this.#joins.send(this.#network.now_ms);
      if (batch !== null) this.#send(life, batch);
    });
  }

  #send(life: number, batch: readonly Join[]): void {
    if (life !== this.#life || this.#joins.underWay !== batch) return;
    this.#network.send(() => this.#atLine(life, batch));
    this.#network.later(AGAIN_MS, () => this.#send(life, batch));
  }

  #atLine(life: number, batch: readonly Join[]): void {
    const joined_before = this.#line.engine.state.joined;
    if (this.#told_early)
      this.#answer(
        life,
        batch,
        batch.map((_, i) => joined_before + 1 + i),
      );
    const positions = this.#line.call((engine) => [...engine.join({ fans: batch.map(({ fan }) => fan) }).positions]);
    if (positions === undefined) return;
    if (positions.some((position) => position > 0 && position <= joined_before)) {
      this.#chance.meet("place_kept_over_a_second_join");
    }
    this.#answer(life, batch, positions);
  }

  #answer(life: number, batch: readonly Join[], positions: readonly number[]): void {
    this.#network.send(() => {
      if (life !== this.#life || this.#joins.underWay !== batch) return;
      batch.forEach(({ told }, i) => {
        this.#network.send(() => told(positions[i] ?? 0));
      });
      this.#sendAt(this.#joins.answered(this.#network.now_ms));
    });
  }
}
