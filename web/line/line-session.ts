// One fan's visit to the waiting page: gives the reducer its events and does what it wishes for.
import type { CheckShown } from "../../schema/http/checks.ts";
import type { CallRefusal, CallResult } from "../api-client.ts";
import { jittered, LiveSocket, type Timers } from "../live-socket.ts";
import { serverNow } from "./clock.ts";
import { type CheckPorts, JoinCheck } from "./join-check.ts";
import type { Joined, LineClient } from "./line-client.ts";
import { isInLine, type LineEvent, type LineModel, type LineRefusal, type OtherRoom, type Wish } from "./model.ts";
import { type PlaceTold, readFrame } from "./place.ts";
import { step } from "./step.ts";

export type LinePorts = {
  readonly client: LineClient;
  /** The show asks everybody: the check is made while the page counts down. */
  readonly checks_ahead: boolean;
  readonly timers: Timers;
  /** This page's own clock, which goes on while the device sleeps. */
  readonly localMs: () => number;
  readonly ring: (kind: "near" | "turn") => void;
  readonly goTo: (path: string) => void;
  /** Where this fan stood at first, for the next visit. */
  readonly remember: (position: number, first_ahead: number) => void;
} & Pick<CheckPorts, "prove" | "vouch">;

const ASKED: ReadonlySet<string> = new Set(["check_required", "check_failed"]);
const CHECK_TRIES = 2;
/** From here on before the opening, and never at once for all who wait: what may be asked for is made ready. */
const CHECK_AHEAD_MS = 5 * 60_000;
const TICK_MS = 1_000;
/** What a whole crowd wishes to know at the same moment is asked over this long. */
const ASK_SPREAD_MS = 1_500;
const POLL_UNKNOWN_MS = 5_000;
const JOIN_AGAIN_FIRST_MS = 1_500;
const JOIN_AGAIN_LONGEST_MS = 20_000;
/** Refusals that pass by themselves. */
const PASSING: ReadonlySet<string> = new Set([
  "unreachable",
  "unreadable",
  "unavailable",
  "overloaded",
  "too_many_requests",
]);

export class LineSession {
  readonly #ports: LinePorts;
  readonly #listening: LiveSocket;
  readonly #watchers = new Set<(model: LineModel) => void>();
  readonly #check: JoinCheck;
  #model: LineModel;
  #asking = false;
  #joins = 0;
  #callOffAsk: (() => void) | null = null;
  #callOffPoll: (() => void) | null = null;
  #callOffTick: (() => void) | null = null;
  #callOffJoin: (() => void) | null = null;
  #receiptOf = 0;

  constructor(model: LineModel, ports: LinePorts) {
    this.#model = model;
    this.#ports = ports;
    const { prove, vouch, client } = ports;
    const now = (): number => serverNow(this.#model.clock, ports.localMs());
    this.#check = new JoinCheck({ ask: client.check, prove, vouch, now }, (work) =>
      this.send({ type: "checking", work }),
    );
    this.#listening = new LiveSocket(ports.client.listen, ports.timers, {
      opened: () => this.send({ type: "socket_open" }),
      said: (text) => {
        const frame = readFrame(text);
        if (frame !== null) this.send({ type: "frame", frame, local_ms: ports.localMs() });
      },
      lost: () => {
        this.send({ type: "socket_lost" });
        this.#pollLater();
      },
    });
  }

  get model(): LineModel {
    return this.#model;
  }

  watch(watcher: (model: LineModel) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  open(): void {
    this.#tickLater();
    const { signed_in, place, join_refusal } = this.#model;
    if (!signed_in) return;
    if (place === null && (join_refusal === null || PASSING.has(join_refusal.code))) void this.join();
    else if (place !== null) this.#askLater(0);
    this.#follow();
  }

  close(): void {
    this.#listening.stop();
    for (const callOff of [this.#callOffAsk, this.#callOffPoll, this.#callOffTick, this.#callOffJoin]) callOff?.();
    this.#callOffPoll = null;
  }

  send(event: LineEvent): void {
    const { model, wishes } = step(this.#model, event);
    this.#model = model;
    for (const wish of wishes) this.#grant(wish);
    if (event.type === "online") this.#listening.hurry();
    if (event.type === "offline") this.#listening.cut();
    if (event.type === "seen" && event.visible) this.#listening.probe();
    this.#follow();
    for (const watcher of this.#watchers) watcher(model);
  }

  /** `shown`: what the fan has in hand; else what the page has made, or makes when it is asked for. */
  async join(shown?: CheckShown): Promise<void> {
    // Whoever has a code in hand need not wait for the check that is under way.
    if (this.#model.busy === "join" && shown === undefined) return;
    this.#callOffJoin?.();
    this.send({ type: "acting", act: "join" });
    const answer = await this.#joinChecked(shown);
    if (!answer.ok) return this.#refused("join", answer.failure);
    this.#joins = 0;
    this.#check.drop();
    const { receipt, told } = answer.value;
    if (receipt !== null) this.#receiptOf = told.place.position ?? 0;
    this.send({ type: "acted", act: "join", told, local_ms: this.#ports.localMs() });
    if (receipt !== null) this.send({ type: "receipt", receipt });
  }

  async #joinChecked(shown: CheckShown | undefined): Promise<CallResult<Joined>> {
    const { client } = this.#ports;
    let answer = await client.join(shown ?? this.#check.shown);
    for (let tries = 0; tries < CHECK_TRIES && !answer.ok && ASKED.has(answer.failure.code); tries++) {
      if (shown !== undefined) return answer;
      if (answer.failure.code === "check_failed") this.#check.drop();
      await this.#check.make();
      if (this.#check.shown === undefined) return answer;
      answer = await client.join(this.#check.shown);
    }
    return answer;
  }

  /** The way past a check that is open to everybody. */
  async mailCheck(): Promise<void> {
    const answer = await this.#ports.client.mailCheck();
    if (answer.ok) this.send({ type: "check_mailed" });
    else this.#refused("claim", answer.failure);
  }

  /** By a tap: claims, and goes in. Who is inside already only goes in. */
  async enter(switching = false): Promise<void> {
    if (this.#model.busy !== null) return;
    const { place, redirect_url } = this.#model;
    if (place?.state === "CLAIMED" && redirect_url !== null) return this.#ports.goTo(redirect_url);
    this.send({ type: "acting", act: "claim" });
    const claimed = place?.state === "CLAIMED";
    const { client } = this.#ports;
    const answer = await (claimed ? client.status() : client.claim({ by: "tap", switching }));
    if (!answer.ok) return this.#refused("claim", answer.failure);
    this.#acted("claim", answer.value);
    const { redirect_url: road } = answer.value;
    if (answer.value.place.state === "CLAIMED" && road !== null) this.#ports.goTo(road);
  }

  async prolong(): Promise<void> {
    if (this.#model.busy !== null) return;
    this.send({ type: "acting", act: "prolong" });
    const answer = await this.#ports.client.prolong();
    if (answer.ok) this.#acted("prolong", answer.value);
    else this.#refused("prolong", answer.failure);
  }

  async leave(): Promise<void> {
    if (this.#model.busy !== null) return;
    this.send({ type: "acting", act: "leave" });
    const answer = await this.#ports.client.leave();
    if (answer.ok) this.#acted("leave", null);
    else this.#refused("leave", answer.failure);
  }

  #acted(act: "claim" | "prolong" | "leave", told: PlaceTold | null): void {
    this.send({ type: "acted", act, told, local_ms: this.#ports.localMs() });
  }

  #refused(act: "join" | "claim" | "prolong" | "leave", failure: CallRefusal): void {
    if (failure.status === 401) {
      this.send({ type: "signed_out" });
      return;
    }
    this.send({ type: "refused", act, refusal: refusalOf(failure), other: otherRoomOf(failure) });
    if (act !== "join" || !PASSING.has(failure.code)) return;
    const wait_ms = Math.min(JOIN_AGAIN_LONGEST_MS, JOIN_AGAIN_FIRST_MS * 2 ** this.#joins);
    this.#joins++;
    const { timers } = this.#ports;
    this.#callOffJoin = timers.after(jittered(wait_ms, timers.random), () => void this.join());
  }

  /** The page is here, but nobody pressed: a refusal is kept to itself, for nobody asked. */
  async #claimByFocus(): Promise<void> {
    const answer = await this.#ports.client.claim({ by: "focus", switching: false });
    if (answer.ok) this.send({ type: "told", told: answer.value, local_ms: this.#ports.localMs() });
  }

  #grant(wish: Wish): void {
    const { timers, ring } = this.#ports;
    if (wish === "ask_now") this.#askLater(0);
    else if (wish === "ask") this.#askLater(timers.random() * ASK_SPREAD_MS);
    else if (wish === "join") void this.join();
    else if (wish === "claim_by_focus") void this.#claimByFocus();
    else ring(wish === "ring_turn" ? "turn" : "near");
  }

  #askLater(ms: number): void {
    this.#callOffAsk?.();
    this.#callOffAsk = this.#ports.timers.after(ms, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    if (this.#asking || !this.#model.signed_in) return;
    this.#asking = true;
    const answer = await this.#ports.client.status();
    this.#asking = false;
    if (answer.ok) this.send({ type: "told", told: answer.value, local_ms: this.#ports.localMs() });
    else if (answer.failure.status === 401) this.send({ type: "signed_out" });
    else if (answer.failure.code === "unreachable" && !this.#listening.isOpen) this.send({ type: "socket_lost" });
    this.#pollLater();
  }

  /** The service says when to ask again; a live socket makes asking needless. One loss after another moves nothing. */
  #pollLater(): void {
    const { place, link, signed_in } = this.#model;
    if (this.#callOffPoll !== null || link === "live" || !signed_in || !isInLine(place)) return;
    const wait_ms = Math.max(500, place.poll_after_ms, link === "offline" ? POLL_UNKNOWN_MS : 0);
    this.#callOffPoll = this.#ports.timers.after(wait_ms, () => {
      this.#callOffPoll = null;
      if (this.#model.link !== "live") void this.#ask();
    });
  }

  /** What follows from being in line: listening, a receipt, remembering where it began. */
  #follow(): void {
    const { place, signed_in, first_ahead, receipt } = this.#model;
    if (!signed_in || !isInLine(place)) {
      this.#listening.stop();
      return;
    }
    this.#listening.start();
    if (place.position === null) return;
    if (first_ahead !== null) this.#ports.remember(place.position, first_ahead);
    if (receipt === null && this.#receiptOf !== place.position) void this.#fetchReceipt(place.position);
  }

  async #fetchReceipt(position: number): Promise<void> {
    this.#receiptOf = position;
    const answer = await this.#ports.client.receipt(position);
    if (answer.ok && this.#model.place?.position === position) this.send({ type: "receipt", receipt: answer.value });
  }

  /** While the page counts down to the opening. One that runs out before it is made anew. */
  #checkAhead(): void {
    const { place, join_refusal, signed_in, clock } = this.#model;
    const opens_at_ms = join_refusal?.opens_at_ms;
    if (!this.#ports.checks_ahead || opens_at_ms === undefined || place !== null || !signed_in) return;
    if (opens_at_ms - serverNow(clock, this.#ports.localMs()) < CHECK_AHEAD_MS) void this.#check.make();
  }

  /** On the service's whole seconds, so that no second of a countdown is skipped or shown twice. */
  #tickLater(): void {
    const now_ms = Math.floor(serverNow(this.#model.clock, this.#ports.localMs()));
    this.#callOffTick = this.#ports.timers.after(TICK_MS - (now_ms % TICK_MS), () => {
      this.send({ type: "tick", local_ms: this.#ports.localMs() });
      this.#checkAhead();
      this.#tickLater();
    });
  }
}

function refusalOf({ code, title, detail, problem }: CallRefusal): LineRefusal {
  const opens = problem === null ? undefined : (problem as Record<string, unknown>).opens_at_ms;
  return { code, title, detail, opens_at_ms: typeof opens === "number" ? opens : undefined };
}

function otherRoomOf({ code, problem }: CallRefusal): OtherRoom | null {
  if (code !== "already_inside" || problem === null) return null;
  const { show } = problem as Record<string, unknown>;
  if (typeof show !== "object" || show === null) return { id: "", title: "" };
  const { id, title } = show as Record<string, unknown>;
  return { id: typeof id === "string" ? id : "", title: typeof title === "string" ? title : "" };
}
