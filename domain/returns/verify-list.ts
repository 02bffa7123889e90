// Reads the public log of a list without trusting whoever served it: makes every hash again, and matches the seats that
// came back to the list by its rule, so that an offer out of order, or one withheld, is found. Runs in a browser.
import { matchReturns } from "./match.ts";
import {
  beginningOfList,
  isSoundListReceipt,
  type ListCheckpoint,
  type ListLogEntry,
  type ListReceipt,
  linkedToList,
  type SeatBack,
} from "./public-entry.ts";

export const LIST_FAULTS = [
  "gap",
  "chain_broken",
  "time_backwards",
  "malformed",
  "wrong_showtime",
  "opened_twice",
  "not_opened",
  "registered_out_of_order",
  "leaf_changed",
  "not_waiting",
  "not_offered",
  "seat_not_there",
  "seat_from_future",
  "offered_out_of_order",
  "offer_withheld",
  "passed_without_reason",
  "checkpoint_differs",
  "checkpoint_missing",
  "receipt_broken",
  "receipt_not_in_log",
] as const;
export type ListFaultCode = (typeof LIST_FAULTS)[number];
export type ListFault = { readonly code: ListFaultCode; readonly seq: number; readonly position?: number };

export type ListEvidence = {
  readonly receipts?: readonly ListReceipt[];
  readonly checkpoints?: readonly ListCheckpoint[];
};

export type ListVerdict = {
  readonly ok: boolean;
  readonly faults: readonly ListFault[];
  readonly showtime_id: string;
  readonly entries: number;
  readonly hash: string;
  readonly registered: number;
  readonly waiting: number;
  readonly offers: number;
  readonly taken: number;
  readonly passed: number;
  readonly receipts_checked: number;
  readonly checkpoints_checked: number;
};

type Registered = Pick<ListLogEntry, "count" | "grades" | "together" | "leaf"> & {
  readonly position: number;
  state: "WAITING" | "OFFERED" | "OVER";
  passed: string | null;
  aside: boolean;
};

type Expected = { readonly kind: "pass_over" | "offer"; readonly text: string };

export type ListVerifier = {
  readonly showtime_id: string;
  readonly evidence: ListEvidence;
  readonly faults: ListFault[];
  readonly list: Map<number, Registered>;
  readonly seats: Map<number, SeatBack>;
  readonly hashes: Map<number, string>;
  /** What the rule gives out before anything else may happen. */
  expected: Expected[];
  opened: boolean;
  gather_ms: number;
  suspended: boolean;
  seq: number;
  hash: string;
  clock_ms: number;
  last_position: number;
  offers: number;
  taken: number;
  passed: number;
};

/** A broken log breaks everywhere after the first break; a reader needs the beginning. */
const FAULTS_MAX = 50;

export const newListVerifier = (showtime_id: string, evidence: ListEvidence = {}): ListVerifier => ({
  showtime_id,
  evidence,
  faults: [],
  list: new Map(),
  seats: new Map(),
  hashes: new Map(),
  expected: [],
  opened: false,
  gather_ms: 0,
  suspended: false,
  seq: 0,
  hash: beginningOfList(showtime_id),
  clock_ms: 0,
  last_position: 0,
  offers: 0,
  taken: 0,
  passed: 0,
});

function fault(verifier: ListVerifier, code: ListFaultCode, position?: number): void {
  if (verifier.faults.length >= FAULTS_MAX) return;
  verifier.faults.push({ code, seq: verifier.seq, ...(position === undefined ? {} : { position }) });
}

export function verifyListEntry(verifier: ListVerifier, entry: ListLogEntry): void {
  const { seq, hash, ...facts } = entry;
  const expected_seq = verifier.seq + 1;
  verifier.seq = seq;
  if (seq !== expected_seq) fault(verifier, "gap");
  if (linkedToList(verifier.hash, seq, facts) !== hash) fault(verifier, "chain_broken");
  // Goes on from what is written, so that one changed entry is reported once and not at every entry behind it.
  verifier.hash = hash;
  verifier.hashes.set(seq, hash);
  if (entry.at_ms < verifier.clock_ms) fault(verifier, "time_backwards");
  const is_matching = entry.kind === "offer" || entry.kind === "pass_over";
  if (verifier.opened === (entry.kind === "open")) fault(verifier, verifier.opened ? "opened_twice" : "not_opened");
  if (is_matching) judgeMatching(verifier, entry);
  else {
    judgeNothingWithheld(verifier, entry.at_ms);
    judge(verifier, entry);
  }
  verifier.clock_ms = Math.max(verifier.clock_ms, entry.at_ms);
}

/** What the rule gives out now: first who is told why they are passed, then the offers, each in order of the list. */
function ruleAt(verifier: ListVerifier, now_ms: number): Expected[] {
  if (verifier.suspended || verifier.seats.size === 0) return [];
  const waiting = [...verifier.list.values()].filter(({ state, aside }) => state === "WAITING" && !aside);
  const { offers, passed } = matchReturns({
    wishes: waiting
      .sort((a, b) => a.position - b.position)
      .map(({ position, count = 0, grades = [], together = false }) => ({ position, count, grades, together })),
    seats: [...verifier.seats.values()].map(({ place, grade, since_ms }) => ({
      place,
      grade,
      returned_at_ms: since_ms,
    })),
    joined_right: (place) => verifier.seats.get(place)?.joined === true,
    gather_ms: verifier.gather_ms,
    now_ms,
  });
  return [
    ...passed
      .filter(({ position, why }) => verifier.list.get(position)?.passed !== why)
      .map(({ position, why }): Expected => ({ kind: "pass_over", text: `${position} ${why}` })),
    ...offers.map(({ position, places }): Expected => ({ kind: "offer", text: `${position} ${places.join()}` })),
  ];
}

function judgeMatching(verifier: ListVerifier, entry: ListLogEntry): void {
  const { position = 0, places = [], why = "" } = entry;
  if (verifier.expected.length === 0) verifier.expected = ruleAt(verifier, entry.at_ms);
  const right = verifier.expected.shift();
  const text = `${position} ${entry.kind === "offer" ? places.join() : why}`;
  if (right?.kind !== entry.kind || right.text !== text) {
    fault(verifier, right?.kind === "pass_over" ? "passed_without_reason" : "offered_out_of_order", position);
    verifier.expected = [];
  }
  const one = verifier.list.get(position);
  if (one?.state !== "WAITING") fault(verifier, "not_waiting", position);
  else if (entry.kind === "pass_over") {
    one.passed = why;
    verifier.passed++;
  } else giveOut(verifier, one, places);
}

function giveOut(verifier: ListVerifier, one: Registered, places: readonly number[]): void {
  for (const place of places) if (!verifier.seats.delete(place)) fault(verifier, "seat_not_there", one.position);
  one.state = "OFFERED";
  verifier.offers++;
}

/** Time went on: whatever the rule gave out before must have been given out. */
function judgeNothingWithheld(verifier: ListVerifier, at_ms: number): void {
  const due =
    verifier.expected.length > 0 || (at_ms > verifier.clock_ms && ruleAt(verifier, verifier.clock_ms).length > 0);
  if (due) fault(verifier, "offer_withheld");
  verifier.expected = [];
}

function judge(verifier: ListVerifier, entry: ListLogEntry): void {
  switch (entry.kind) {
    case "open":
    case "terms":
      judgeTerms(verifier, entry);
      return;
    case "register":
      judgeRegister(verifier, entry);
      return;
    case "back":
      for (const seat of entry.seats ?? []) {
        if (verifier.seats.has(seat.place)) fault(verifier, "seat_not_there");
        if (seat.since_ms > entry.at_ms) fault(verifier, "seat_from_future");
        verifier.seats.set(seat.place, seat);
      }
      return;
    case "gone":
      for (const place of entry.places ?? []) if (!verifier.seats.delete(place)) fault(verifier, "seat_not_there");
      return;
    case "offer":
    case "pass_over":
      return;
    default:
      judgeChange(verifier, entry);
  }
}

function judgeTerms(verifier: ListVerifier, entry: ListLogEntry): void {
  const { gather_ms, suspended } = entry;
  if (gather_ms === undefined || suspended === undefined) fault(verifier, "malformed");
  if (entry.kind === "open" && entry.showtime_id !== verifier.showtime_id) fault(verifier, "wrong_showtime");
  verifier.opened = true;
  verifier.gather_ms = gather_ms ?? 0;
  verifier.suspended = suspended ?? false;
}

function judgeRegister(verifier: ListVerifier, entry: ListLogEntry): void {
  const { position = 0, count = 0, grades, together, leaf } = entry;
  if (count < 1 || grades === undefined || together === undefined || leaf === undefined) {
    fault(verifier, "malformed");
    return;
  }
  const before = verifier.list.get(position);
  if (before === undefined) {
    if (position !== verifier.last_position + 1) fault(verifier, "registered_out_of_order", position);
    verifier.last_position = Math.max(verifier.last_position, position);
  } else {
    // The same fan wishes anew: for no more than before, else it would be at the back.
    if (before.state !== "WAITING" || count > (before.count ?? 0)) fault(verifier, "registered_out_of_order", position);
    if (before.leaf !== leaf) fault(verifier, "leaf_changed", position);
  }
  const wish = { position, count, grades, together, leaf };
  verifier.list.set(position, { ...wish, state: "WAITING", passed: null, aside: false });
}

function judgeChange(verifier: ListVerifier, { kind, position = 0, why }: ListLogEntry): void {
  const one = verifier.list.get(position);
  const waits = kind === "leave" || kind === "close" || kind === "aside";
  if (one?.state !== (waits ? "WAITING" : "OFFERED")) {
    fault(verifier, waits ? "not_waiting" : "not_offered", position);
    return;
  }
  if (kind === "aside") one.aside = why !== "served";
  else one.state = kind === "kept" ? "WAITING" : "OVER";
  if (kind === "taken") verifier.taken++;
}

export function finishList(verifier: ListVerifier): ListVerdict {
  const { receipts = [], checkpoints = [] } = verifier.evidence;
  if (verifier.expected.length > 0) fault(verifier, "offer_withheld");
  for (const { showtime_id, seq, hash } of checkpoints) {
    const written = verifier.hashes.get(seq);
    if (written === undefined) fault(verifier, "checkpoint_missing");
    else if (written !== hash || showtime_id !== verifier.showtime_id) fault(verifier, "checkpoint_differs");
  }
  for (const receipt of receipts) {
    const sound = receipt.showtime_id === verifier.showtime_id && isSoundListReceipt(receipt);
    if (!sound) fault(verifier, "receipt_broken", receipt.position);
    else if (verifier.hashes.get(receipt.seq) !== receipt.hash) fault(verifier, "receipt_not_in_log", receipt.position);
  }
  return {
    ok: verifier.faults.length === 0,
    faults: verifier.faults,
    showtime_id: verifier.showtime_id,
    entries: verifier.seq,
    hash: verifier.hash,
    registered: verifier.last_position,
    waiting: [...verifier.list.values()].filter(({ state }) => state === "WAITING").length,
    offers: verifier.offers,
    taken: verifier.taken,
    passed: verifier.passed,
    receipts_checked: receipts.length,
    checkpoints_checked: checkpoints.length,
  };
}

export function verifyList(showtime_id: string, log: Iterable<ListLogEntry>, evidence: ListEvidence = {}): ListVerdict {
  const verifier = newListVerifier(showtime_id, evidence);
  for (const entry of log) verifyListEntry(verifier, entry);
  return finishList(verifier);
}
