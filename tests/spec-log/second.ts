// A second verifier of the public log, written from docs/SPEC-LOG.md alone: node's own hashes, and nothing of the first.
import { createHash, createHmac } from "node:crypto";

// biome-ignore lint/suspicious/noExplicitAny: a stranger's log, whose every field is compared and none is believed
type Entry = any;

const hash = (...parts: (string | Uint8Array)[]): Buffer => {
  const made = createHash("sha256");
  for (const part of parts) made.update(part);
  return made.digest();
};
const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

export const firstHash = (show_id: string): string => b64(hash(`fairline.line.v1\n${show_id}`));

function spelling(entry: Entry): string {
  const { rules, window, chain } = entry;
  const fields = [entry.seq, entry.kind, entry.at_ms];
  for (const name of ["position", "from", "to", "count", "root"]) fields.push(entry[name] ?? null);
  fields.push(entry.presale ?? false, entry.show_id ?? null);
  fields.push(rules ? [rules.room_capacity, rules.batch_size, rules.step_ms, rules.claim_ms, rules.pass_ms] : null);
  fields.push(
    window ? [window.vip_opens_at_ms, window.lobby_opens_at_ms, window.opens_at_ms, window.closes_at_ms] : null,
  );
  if (entry.draw_number !== undefined) {
    const of_chain = chain
      ? [chain.name, chain.chain_hash, chain.public_key, chain.scheme, chain.period_ms, chain.genesis_at_ms]
      : null;
    const { draw_number, rule = null, lobby_closes_at_ms = null, round = null } = entry;
    const { entrants = null, signature = null, reason = null } = entry;
    fields.push([draw_number, rule, lobby_closes_at_ms, of_chain, round, entrants, signature, reason]);
  }
  return JSON.stringify(fields);
}

export const nextHash = (before: string, entry: Entry): string =>
  b64(hash(`fairline.entry.v1\n${before}\n${spelling(entry)}`));

export const saltOf = (key: Uint8Array, arrival: number): Buffer => {
  const both = createHmac("sha256", key)
    .update(u32(Math.floor(arrival / 2)))
    .digest();
  return arrival % 2 === 0 ? both.subarray(0, 16) : both.subarray(16);
};
export const leafOf = (salt: Uint8Array, arrival: number, fan: string): Buffer => hash("LEAF", salt, u32(arrival), fan);

const nodeOf = (left: Buffer, right: Buffer): Buffer => hash("fairline.node.v1", Buffer.alloc(48), left, right);

export function rootOf(leaves: readonly Buffer[]): Buffer {
  let level = [...leaves];
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i], level[i + 1]] as [Buffer, Buffer | undefined];
      above.push(right === undefined ? left : nodeOf(left, right));
    }
    level = above;
  }
  return level[0] ?? Buffer.alloc(0);
}

/** The `join` entry's hash that a receipt leads to. */
export function receiptLeadsTo(receipt: Entry): string {
  const arrival: number = receipt.arrival ?? receipt.position;
  let node = leafOf(Buffer.from(receipt.salt, "base64url"), arrival, receipt.fan);
  let at = arrival - receipt.entry.from;
  let width = receipt.entry.to - receipt.entry.from + 1;
  const proof = receipt.proof.map((text: string) => Buffer.from(text, "base64url"));
  for (; width > 1; at >>= 1, width = Math.ceil(width / 2)) {
    if (at === width - 1 && at % 2 === 0) continue;
    const sibling = proof.shift();
    node = at % 2 === 0 ? nodeOf(node, sibling) : nodeOf(sibling, node);
  }
  const { at_ms, from, to, presale } = receipt.entry;
  const entry = { seq: receipt.seq, kind: "join", at_ms, from, to, root: b64(node), presale };
  return proof.length > 0 ? "" : nextHash(receipt.previous, entry);
}

export const timeOf = (chain: Entry, round: number): number => chain.genesis_at_ms + chain.period_ms * (round - 1);

export const drawRoot = (show_id: string, leaves: readonly Buffer[]): Buffer =>
  hash(`fairline-draw-1\n${show_id}\n${leaves.length}\n`, ...leaves);

export const seedOf = (root: Buffer, signature: string): Buffer =>
  hash("fairline-draw-1 seed\n", root, hash(Buffer.from(signature, "hex")));

/** places[i] is the place of lobby number i + 1. */
export function placesOf(seed: Buffer, leaves: readonly Buffer[]): number[] {
  const keyed = leaves.map((leaf, i) => ({ i, key: createHmac("sha256", seed).update(leaf).digest() }));
  keyed.sort((one, other) => Buffer.compare(one.key, other.key) || one.i - other.i);
  const places = leaves.map(() => 0);
  for (const [at, { i }] of keyed.entries()) places[i] = at + 1;
  return places;
}

export type Second = {
  readonly faults: readonly string[];
  readonly hash: string;
  readonly joined: number;
  readonly head: number;
  readonly entrants: number;
  readonly seed: string | null;
  readonly places: readonly number[];
  /** The lobby number of each arrival, 0 for who had gone. */
  readonly lobby_numbers: readonly number[];
};

/** Reads a whole log: the chain, who stands where, who is let in, and the draw. Signatures are looked at elsewhere. */
export function readLog(show_id: string, entries: readonly Entry[]): Second {
  const faults: string[] = [];
  const fault = (entry: Entry, what: string): number => faults.push(`#${entry.seq} ${what}`);
  let before = firstHash(show_id);
  let [joined, head, arrivals, entrants] = [0, 0, 0, 0];
  let [capacity, batch] = [0, 0];
  const gone = new Set<number>();
  const inside = new Set<number>();
  const removed = new Set<number>();
  let leaves: Buffer[] = [];
  let lobby_numbers: number[] = [];
  let places: number[] = [];
  let seed: Buffer | null = null;
  let plan: Entry = null;
  let frozen: Entry = null;
  let round = 0;
  let postponed = 0;
  for (const [i, entry] of entries.entries()) {
    if (entry.seq !== i + 1) fault(entry, "is out of place");
    if (nextHash(before, entry) !== entry.hash) fault(entry, "does not follow");
    before = entry.hash;
    const awaited = plan !== null && places.length === 0 && entry.kind !== "fallback";
    switch (entry.kind) {
      case "create":
      case "resize":
        if (entry.kind === "create" && entry.show_id !== show_id) fault(entry, "is another show's");
        capacity = entry.rules.room_capacity;
        batch = entry.rules.batch_size;
        break;
      case "join": {
        if (entry.from !== arrivals + 1) fault(entry, "leaves a gap");
        arrivals = entry.to;
        joined += entry.to - entry.from + 1;
        if (plan === null || frozen !== null) break;
        const shown = (entry.leaves ?? []).map((text: string) => Buffer.from(text, "base64url"));
        if (shown.length !== entry.to - entry.from + 1 || b64(rootOf(shown)) !== entry.root)
          fault(entry, "shows other leaves");
        leaves.push(...shown);
        break;
      }
      case "leave":
      case "remove":
      case "finish":
      case "claim_expired":
      case "pass_expired":
        if (entry.kind === "remove") removed.add(entry.position);
        if (inside.delete(entry.position)) break;
        if (gone.has(entry.position) || entry.position <= head || entry.position > joined)
          fault(entry, "was not there");
        gone.add(entry.position);
        break;
      case "restore":
        if (!removed.delete(entry.position)) fault(entry, "was not removed");
        if (entry.position > head) gone.delete(entry.position);
        else inside.add(entry.position);
        break;
      case "admit": {
        let count = 0;
        for (let position = entry.from; position <= entry.to; position++) {
          if (gone.has(position)) continue;
          count++;
          inside.add(position);
        }
        if (entry.from !== head + 1 || count !== entry.count || gone.has(entry.to) || entry.to > joined)
          fault(entry, "skips");
        if (inside.size > capacity || count > batch) fault(entry, "lets in too many");
        if (awaited) fault(entry, "comes before the draw");
        head = entry.to;
        break;
      }
      case "announce":
        if (arrivals > 0) fault(entry, "comes late");
        plan = entry;
        round = entry.round;
        if (timeOf(plan.chain, round) < plan.lobby_closes_at_ms + 6_000) fault(entry, "names an early round");
        if (timeOf(plan.chain, round - 1) >= plan.lobby_closes_at_ms + 6_000) fault(entry, "names a late round");
        break;
      case "first_come":
        plan = null;
        break;
      case "freeze": {
        const list = leaves.filter((_, at) => !gone.has(at + 1));
        let number = 0;
        lobby_numbers = leaves.map((_, at) => (gone.has(at + 1) ? 0 : ++number));
        if (entry.entrants !== list.length || entry.round !== round) fault(entry, "freezes another list");
        if (drawRoot(show_id, list).toString("hex") !== entry.root) fault(entry, "has another root");
        if (entry.at_ms + 999 < plan.lobby_closes_at_ms) fault(entry, "comes early");
        leaves = list;
        entrants = list.length;
        joined = list.length;
        gone.clear();
        removed.clear();
        frozen = entry;
        break;
      }
      case "postpone":
        if (++postponed > 3 || entry.round !== round + 10) fault(entry, "names another round");
        if (frozen.at_ms + 999 < timeOf(plan.chain, round) && entry.at_ms + 999 < timeOf(plan.chain, round) + 20_000) {
          fault(entry, "gives up early");
        }
        round = entry.round;
        break;
      case "drawn": {
        if (entry.round !== round || entry.root !== frozen.root || entry.entrants !== frozen.entrants)
          fault(entry, "draws else");
        if (frozen.at_ms >= timeOf(plan.chain, round)) fault(entry, "draws a list frozen late");
        seed = seedOf(Buffer.from(frozen.root, "hex"), entry.signature);
        places = placesOf(seed, leaves);
        const left = [...gone];
        gone.clear();
        for (const position of left) gone.add(places[position - 1] ?? position);
        const taken_out = [...removed];
        removed.clear();
        for (const position of taken_out) removed.add(places[position - 1] ?? position);
        break;
      }
      case "fallback":
        if (postponed !== 3) fault(entry, "gives up early");
        places = leaves.map((_, at) => at + 1);
        break;
    }
  }
  return { faults, hash: before, joined, head, entrants, seed: seed?.toString("hex") ?? null, places, lobby_numbers };
}
