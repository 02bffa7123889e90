// One object per show that is drawn: it waits for the round that the line waits for, fetches and verifies it, and brings
// it. The line itself never calls out. What it was asked for stands in a row, so that a restart asks again.
import { DurableObject } from "cloudflare:workers";
import { roundTime } from "../../domain/draw/chain.ts";
import type { Round } from "../../domain/waiting-line/decide-draw.ts";
import { findRound, type RelayPorts, type RoundWish } from "./find-round.ts";

export type BeaconPorts = Pick<RelayPorts, "relays" | "ask"> & {
  readonly bring: (show_id: string, round: Round) => Promise<void>;
};

const WISH = "wish";

/** Makes the object's class for an assembly. */
export function beacon<Env>(portsOf: (env: Env) => BeaconPorts) {
  return class Beacon extends DurableObject<Env> {
    /** Asking twice for a round is asking once; a later round takes the place of an earlier one. */
    async watch(wish: RoundWish): Promise<void> {
      await this.ctx.storage.put(WISH, wish);
      await this.ctx.storage.setAlarm(Math.max(Date.now() + 1, roundTime(wish.chain, wish.round)));
    }

    override async alarm(): Promise<void> {
      const wish = await this.ctx.storage.get<RoundWish>(WISH);
      if (wish === undefined) return;
      const { bring, ...relays } = portsOf(this.env);
      const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
      const signature = await findRound({ ...relays, now: () => Date.now(), sleep }, wish);
      // A throw here is tried again by the platform.
      if (signature !== null) await bring(wish.show_id, { round: wish.round, signature });
      const latest = await this.ctx.storage.get<RoundWish>(WISH);
      if (latest?.round === wish.round) await this.ctx.storage.delete(WISH);
    }
  };
}
