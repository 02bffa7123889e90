// One door at work: decides each scan at once, asks the service where there is a network, keeps every fact until the
// service has it, and learns what is new. It goes on by itself, with and without a network.

import { plainName } from "../../domain/door/bundle.ts";
import type { Direction, Shown } from "../../domain/door/merge.ts";
import { toBase64url } from "../../domain/log/text.ts";
import { readTicketCode } from "../../domain/tickets/ticket-code.ts";
import type { DoorManifest } from "../../schema/http/doors.ts";
import {
  BATCH_MAX,
  Book,
  batchOf,
  heard,
  merged,
  nameMark,
  type OwnScan,
  type Seat,
  unknownTo,
  type Verdict,
  worthKeeping,
} from "./book.ts";
import { readSigned } from "./codes.ts";
import type { keep, kept } from "./shelf.ts";

/** Longer than that a person does not wait to be let in: then this device says by itself. */
const ASK_MS = 900;
const SYNC_MS = 5_000;
const LEARN_MS = 20_000;
/** A code that stays before the camera is one scan. */
const SAME_CODE_MS = 4_000;

export type Shelf = { readonly kept: typeof kept; readonly keep: typeof keep };
export type Around = {
  readonly pass: string;
  readonly door: string;
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  readonly now: () => number;
  readonly nonce: () => string;
  readonly shelf: Shelf;
  readonly changed: () => void;
};

export class Desk {
  readonly #around: Around;
  #device = "";
  #asked_at_ms = 0;
  #learnt_at_ms = 0;
  #last = { text: "", at_ms: 0 };
  book: Book | null = null;
  own: OwnScan[] = [];
  online = true;
  closed = false;
  verdict: (Verdict & { readonly at_ms: number }) | null = null;

  constructor(around: Around) {
    this.#around = around;
  }

  async begin(): Promise<void> {
    const { shelf, nonce, pass } = this.#around;
    const [device, own, manifest] = await Promise.all([
      shelf.kept<string>("device"),
      shelf.kept<OwnScan[]>(`own ${pass}`),
      shelf.kept<DoorManifest>(`bundle ${pass}`),
    ]);
    this.#device = device ?? nonce();
    if (device === null) await shelf.keep("device", this.#device);
    this.own = own ?? [];
    if (manifest !== null) this.book = new Book(manifest);
    this.#around.changed();
    await this.turn();
  }

  /** What is done every few seconds. */
  async turn(): Promise<void> {
    await this.#send();
    if (this.#around.now() - this.#learnt_at_ms >= LEARN_MS) await this.#learn();
    this.#around.changed();
  }

  get every_ms(): number {
    return SYNC_MS;
  }

  async scan(text: string, direction: Direction): Promise<void> {
    const at_ms = this.#around.now();
    if (text === this.#last.text && at_ms - this.#last.at_ms < SAME_CODE_MS) {
      this.#last.at_ms = at_ms;
      return;
    }
    this.#last = { text, at_ms };
    const read = readTicketCode(text.trim()) === null ? null : await readSigned(text, this.book?.manifest.keys ?? []);
    if (read === null && (readTicketCode(text.trim()) === null || this.book !== null)) {
      this.#say({ shown: "invalid", seat: null, first: null });
      return;
    }
    await this.#enter({
      code: text.trim(),
      ticket_id: read?.ticket_id ?? "",
      generation: read?.generation ?? 0,
      direction,
    });
  }

  /** Found by number or name: a person looked at it. */
  byHand(ticket_id: string, direction: Direction): Promise<void> {
    return this.#enter({ ticket_id, generation: null, direction });
  }

  async find(text: string): Promise<{ ticket_id: string; seat: Seat }[]> {
    if (this.book === null) return [];
    const { name_salt } = this.book.manifest;
    const bytes = new TextEncoder().encode(`${name_salt}\n${plainName(text)}`);
    const hash = toBase64url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
    return this.book.find({ number: text, name_mark: nameMark(hash) });
  }

  async undo(scan: OwnScan): Promise<void> {
    const { nonce, now } = this.#around;
    this.#add({ ...scan, nonce: nonce(), at_ms: now(), undoes: scan.nonce, sent_at_ms: null, result: null });
    this.#last = { text: "", at_ms: 0 };
    await this.turn();
  }

  async #enter(ask: {
    readonly code?: string;
    readonly ticket_id: string;
    readonly generation: number | null;
    readonly direction: Direction;
  }): Promise<void> {
    const { nonce, now } = this.#around;
    const { code, ticket_id, generation, direction } = ask;
    const fresh = unknownTo(this.own, this.#asked_at_ms);
    const alone = this.book?.decide({ ticket_id, generation, direction }, fresh) ?? null;
    const scan = {
      ...(code === undefined ? {} : { code }),
      nonce: nonce(),
      ticket_id,
      at_ms: now(),
      direction,
      undoes: null,
    };
    const told = this.online ? await this.#ask(scan) : null;
    const verdict = told ?? alone;
    if (verdict === null) return;
    this.#say({ ...verdict, seat: verdict.seat ?? alone?.seat ?? null });
    this.#add({
      ...scan,
      shown: verdict.shown,
      sent_at_ms: told === null ? null : now(),
      result: told === null ? null : verdict.shown,
    });
  }

  /** Null where the service did not answer in time: the fact is told later, under the same name. */
  async #ask(scan: Pick<OwnScan, "code" | "ticket_id" | "nonce" | "at_ms" | "direction">): Promise<Verdict | null> {
    const { code, ticket_id, nonce, at_ms, direction } = scan;
    const showtime_id = this.book?.manifest.showtime.id;
    const body = {
      ...(code === undefined ? { ticket_id } : { code }),
      ...(showtime_id === undefined ? {} : { showtime_id }),
      device_id: this.#device,
      nonce,
      scanned_at_ms: at_ms,
      direction,
    };
    const answer = await this.#call("/v1/api/checkins", { method: "POST", body: JSON.stringify(body) }, ASK_MS);
    return answer === null ? null : verdictOf(answer.status, answer.body, direction);
  }

  async #send(): Promise<void> {
    for (let items = batchOf(this.own); items.length > 0; items = batchOf(this.own)) {
      const body = JSON.stringify({ device_id: this.#device, clock_ms: this.#around.now(), items });
      const answer = await this.#call("/v1/api/checkins/batch", { method: "POST", body }, 10_000);
      if (answer?.status !== 200) return;
      const results = (answer.body as { readonly items?: { nonce: string; result: string }[] }).items ?? [];
      this.own = heard(this.own, results, this.#around.now());
      await this.#keepOwn();
      if (items.length < BATCH_MAX || results.length === 0) return;
    }
  }

  async #learn(): Promise<void> {
    const asked_at_ms = this.#around.now();
    const since =
      this.book === null ? "" : `?since=${this.book.manifest.version}&showtime_id=${this.book.manifest.showtime.id}`;
    const answer = await this.#call(`/v1/api/door/manifest${since}`, {}, 30_000);
    if (answer === null || (answer.status !== 200 && answer.status !== 204)) return;
    this.#learnt_at_ms = asked_at_ms;
    this.#asked_at_ms = asked_at_ms;
    if (answer.status === 204) return;
    const manifest = merged(this.book?.manifest ?? null, answer.body as DoorManifest);
    this.book = new Book(manifest);
    await this.#around.shelf.keep(`bundle ${this.#around.pass}`, manifest);
  }

  /** Null where there is no network, or a service that has too much to do. */
  async #call(path: string, init: RequestInit, wait_ms: number): Promise<{ status: number; body: unknown } | null> {
    const { fetch, pass } = this.#around;
    const headers = { authorization: `Bearer ${pass}`, "content-type": "application/json" };
    try {
      const answer = await fetch(path, { ...init, headers, signal: AbortSignal.timeout(wait_ms) });
      const text = await answer.text();
      this.online = answer.status < 500 && answer.status !== 429;
      if (answer.status === 401) this.closed = true;
      return this.online ? { status: answer.status, body: text === "" ? null : JSON.parse(text) } : null;
    } catch {
      this.online = false;
      return null;
    }
  }

  #say(verdict: Verdict): void {
    this.verdict = { ...verdict, at_ms: this.#around.now() };
    this.#around.changed();
  }

  #add(scan: OwnScan): void {
    this.own = worthKeeping([...this.own, scan]);
    void this.#keepOwn();
    this.#around.changed();
  }

  #keepOwn(): Promise<void> {
    return this.#around.shelf.keep(`own ${this.#around.pass}`, this.own);
  }
}

const REFUSED: Readonly<Record<string, Shown>> = {
  already_entered: "already_entered",
  code_void: "void",
  wrong_showtime: "wrong_showtime",
  wrong_door: "wrong_door",
  code_invalid: "invalid",
};

type Said = { readonly code?: string; readonly first?: Verdict["first"]; readonly section?: string } & Partial<Seat>;

/** Null for an answer that says nothing of the ticket. */
export function verdictOf(status: number, body: unknown, direction: Direction): Verdict | null {
  const said = (body ?? {}) as Said;
  const { section, row, label, grade } = said;
  const seat = section === undefined ? null : { section, row: row ?? "", label: label ?? "", grade: grade ?? "" };
  if (status === 201) return { shown: direction === "out" ? "left" : "entered", seat, first: null };
  const shown = REFUSED[said.code ?? ""];
  return shown === undefined ? null : { shown, seat, first: said.first ?? null };
}
