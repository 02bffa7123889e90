// One door at work: decides each scan at once, asks the service where there is a network, keeps every fact until the
// service has it, and learns what is new. It goes on by itself, with and without a network.
import type { Direction, Shown } from "../../domain/door/merge.ts";
import { readTicketCode } from "../../domain/tickets/ticket-code.ts";
import { Book, NOTHING_KNOWN, type Scanned, type Verdict } from "./book.ts";
import { CarefulShelf } from "./careful-shelf.ts";
import { readSigned } from "./codes.ts";
import { aheadMs, KeptBundles, type OpenBundle } from "./kept-bundles.ts";
import { Notebook } from "./notebook.ts";
import type { Others } from "./other-pages.ts";
import { mayUndo, namedTicket, type OwnScan, type Seat, undoneOf, unknownTo } from "./own-scans.ts";
import { type Answer, askService, type Fetching, verdictOf } from "./service.ts";
import type { Shelf } from "./shelf.ts";

/** Longer than that nobody waits for a word: then this device says by itself, and what the service says later is told. */
const ANSWER_MS = 180;
/** An entry that only this device knows of is let in once its fact is kept; a device slower than that holds up nobody. */
const KEEP_MS = 40;
const ASK_MS = 5_000;
const SYNC_MS = 5_000;
const LEARN_MS = 20_000;
/** A code that stays before the camera is one scan; one that was away for so long is held up by somebody else. */
const SAME_CODE_MS = 1_500;
const OPENS: readonly Shown[] = ["entered", "left"];

export type Around = {
  readonly pass: string;
  readonly door: string;
  /** The link had ended when the page was opened: it only tells what it still has. */
  readonly ended: boolean;
  readonly others: Others;
  readonly fetch: Fetching;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly nonce: () => string;
  readonly shelf: Shelf;
  /** There is an answer: it is drawn at once, everything else later. */
  readonly said: () => void;
  readonly changed: () => void;
};
/** `late`: said of somebody who already went on, since the service was heard too late. */
export type Spoken = Verdict & { readonly nonce: string; readonly at_ms: number; readonly late: boolean };

type Asked = Omit<OwnScan, "shown" | "sent_at_ms" | "result" | "first" | "seat">;

export class Desk {
  readonly #around: Around;
  readonly #shelf: CarefulShelf;
  readonly #bundles: KeptBundles;
  readonly #notebook: Notebook;
  #device = "";
  #asked_at_ms = 0;
  #learnt_at_ms = 0;
  #ahead_ms = 0;
  #last = { text: "", at_ms: 0 };
  book: Book | null = null;
  /** When this device last heard that its bundle is the newest. */
  fresh_at_ms = 0;
  online = true;
  closed: boolean;
  verdict: Spoken | null = null;

  constructor(around: Around) {
    this.#around = around;
    this.#shelf = new CarefulShelf(around.shelf, around.wait);
    this.#bundles = new KeptBundles(this.#shelf, around.pass);
    const { pass, others, now, changed, ended } = around;
    const call = this.#call.bind(this);
    this.#notebook = new Notebook({ pass, others, now, changed, call, shelf: this.#shelf });
    this.closed = ended;
  }

  get own(): readonly OwnScan[] {
    return this.#notebook.own;
  }

  /** How much the service has not heard. */
  get waiting(): number {
    return this.#notebook.waiting;
  }

  /** Whether a page that is closed now loses nothing. */
  get kept(): boolean {
    return this.#shelf.holds;
  }

  /** How many are in, as far as this device knows: by its bundle, and what it did itself since. */
  get entered(): number {
    const undone = undoneOf(this.own);
    const since = unknownTo(this.own, this.#asked_at_ms).filter(
      (scan) => scan.shown === "entered" && scan.showtime_id === this.#showtime_id && mayUndo(scan, undone),
    );
    return (this.book?.entered ?? 0) + since.length;
  }

  get #showtime_id(): string | null {
    return this.book?.manifest.showtime.id ?? null;
  }

  async begin(): Promise<void> {
    const { nonce, changed } = this.#around;
    const [device, bundle] = await Promise.all([
      this.#shelf.kept<string>("device"),
      this.#bundles.open(null),
      this.#notebook.open(),
    ]);
    this.#device = device ?? nonce();
    if (device === null) await this.#shelf.keep("device", this.#device);
    if (bundle !== null) this.#open(new Book(bundle.manifest), bundle);
    changed();
    await this.turn();
  }

  /** Another showtime of the show: what this device has of it, and then what is new. */
  async choose(showtime_id: string): Promise<void> {
    const bundle = await this.#bundles.open(showtime_id);
    if (bundle !== null) this.#open(new Book(bundle.manifest), bundle);
    await this.#learn(showtime_id);
    this.#around.changed();
  }

  /** What is done every few seconds. Who is alone asks each time, so that the network is noticed as it comes back. */
  async turn(): Promise<void> {
    this.#lookAtEnd();
    await this.#notebook.tell(this.#device);
    const { now, changed } = this.#around;
    const due = !this.online || now() - this.#learnt_at_ms >= LEARN_MS;
    if (due && !this.closed) await this.#learn(this.book?.manifest.showtime.id);
    changed();
  }

  /** Also without a network, and whatever this device's own clock says. */
  #lookAtEnd(): void {
    const ends_at_ms = this.book?.manifest.door.ends_at_ms;
    if (ends_at_ms !== undefined && this.#around.now() + this.#ahead_ms >= ends_at_ms) this.closed = true;
  }

  get every_ms(): number {
    return SYNC_MS;
  }

  async scan(typed: string, direction: Direction): Promise<void> {
    const text = typed.trim();
    const at_ms = this.#around.now();
    if (text === this.#last.text && at_ms - this.#last.at_ms < SAME_CODE_MS) {
      this.#last.at_ms = at_ms;
      return;
    }
    this.#last = { text, at_ms };
    if (this.book === null && readTicketCode(text) !== null) return this.#enter(null, { code: text, direction });
    const read = await readSigned(text, this.book?.manifest.keys ?? []);
    if (read === null) return this.#say({ ...NOTHING_KNOWN, shown: "invalid" }, this.#around.nonce());
    await this.#enter({ ...read, direction }, { code: text, direction });
  }

  /** Found by number or name: a person looked at it. */
  byHand(key: string, direction: Direction): Promise<void> {
    return this.#enter({ key, direction }, { direction });
  }

  find(text: string): { key: string; seat: Seat }[] {
    return this.book?.find(text) ?? [];
  }

  async undo(scan: OwnScan): Promise<void> {
    const { nonce, now } = this.#around;
    const taken_back = { undoes: scan.nonce, sent_at_ms: null, result: null, first: null };
    void this.#notebook.add({ ...scan, nonce: nonce(), at_ms: now(), ...taken_back });
    this.#last = { text: "", at_ms: 0 };
    await this.turn();
  }

  async #enter(
    scanned: Scanned | null,
    { code, direction }: { readonly code?: string; readonly direction: Direction },
  ): Promise<void> {
    this.#lookAtEnd();
    if (this.closed) return;
    const { nonce, now, wait } = this.#around;
    const alone = scanned === null ? null : this.wouldSay(scanned);
    const asked: Asked = {
      ...(code === undefined ? {} : { code }),
      nonce: nonce(),
      key: this.#keyOf(scanned),
      showtime_id: this.#showtime_id,
      at_ms: now(),
      direction,
      undoes: null,
    };
    const asking = this.online ? this.#ask(asked, alone) : Promise.resolve(null);
    const told = await (alone === null ? asking : Promise.race([asking, wait(ANSWER_MS).then(() => null)]));
    // What happened to the ticket meanwhile counts: two scans of it may wait for a slow service side by side.
    const verdict = told ?? (scanned === null ? null : this.wouldSay(scanned));
    if (verdict === null || (told === null && this.closed)) return;
    const { shown, seat, first } = verdict;
    const sent_at_ms = told === null ? null : now();
    const kept = this.#notebook.add({ ...asked, shown, seat, first, sent_at_ms, result: told === null ? null : shown });
    if (told === null && OPENS.includes(shown)) await Promise.race([kept, wait(KEEP_MS)]);
    this.#say(verdict, asked.nonce);
    if (told === null) void asking.then((late) => this.#hearLate(asked.nonce, { said: verdict, late }));
  }

  /** What this device says by itself. */
  wouldSay(scanned: Scanned): Verdict | null {
    const own = unknownTo(this.own, this.#asked_at_ms);
    return this.book?.decide(scanned, { own, ahead_ms: this.#ahead_ms }) ?? null;
  }

  #keyOf(scanned: Scanned | null): string {
    if (scanned === null || this.book === null) return "";
    return "key" in scanned ? scanned.key : this.book.keyOf(scanned.ticket_id);
  }

  /**
   * The person went by what this device said, and that fact stands. Only whom it turned away and the service lets in is let
   * in after all, by a fact that says so; once somebody else stands there, not even they, since the green would be theirs.
   */
  async #hearLate(
    nonce: string,
    { said, late }: { readonly said: Verdict; readonly late: Verdict | null },
  ): Promise<void> {
    if (late === null) return;
    if (late.shown === said.shown) return this.#notebook.hear([{ nonce, result: late.shown }]);
    const [went_in, may_come_in] = [OPENS.includes(said.shown), OPENS.includes(late.shown)];
    if (went_in || this.verdict?.nonce === nonce) {
      if (may_come_in) await this.#notebook.amend(nonce, { shown: late.shown, seat: late.seat, first: null });
      this.#say(late, nonce, went_in || may_come_in);
    }
    await this.turn();
  }

  /** Null where the service says nothing of the ticket: the fact is told later, under the same name. */
  async #ask(scan: Asked, known: Verdict | null): Promise<Verdict | null> {
    const { nonce, at_ms, direction } = scan;
    const body = { ...namedTicket(scan), device_id: this.#device, nonce, scanned_at_ms: at_ms, direction };
    const answer = await this.#call("/v1/api/checkins", { body, wait_ms: ASK_MS });
    if (answer === null) return null;
    return verdictOf({ status: answer.status, body: JSON.parse(answer.text || "null") }, direction, known);
  }

  async #learn(showtime_id: string | undefined): Promise<void> {
    const asked_at_ms = this.#around.now();
    const known = this.book?.manifest.showtime.id === showtime_id ? (this.book?.manifest ?? null) : null;
    const of_showtime = showtime_id === undefined ? "" : `?showtime_id=${showtime_id}`;
    const since = known === null ? "" : `&since=${known.version}`;
    const answer = await this.#call(`/v1/api/door/manifest${of_showtime}${since}`, { wait_ms: 30_000 });
    if (answer === null || (answer.status !== 200 && answer.status !== 204)) return;
    const manifest = await this.#bundles.lay(known, answer.text, asked_at_ms);
    if (manifest === null) return;
    const book = manifest === known && this.book !== null ? this.book : new Book(manifest);
    const ahead_ms = manifest === known ? this.#ahead_ms : aheadMs(manifest, asked_at_ms);
    this.#open(book, { fresh_at_ms: asked_at_ms, ahead_ms });
  }

  #open(book: Book, { fresh_at_ms, ahead_ms }: Omit<OpenBundle, "manifest">): void {
    this.book = book;
    this.#ahead_ms = ahead_ms;
    this.fresh_at_ms = fresh_at_ms;
    this.#asked_at_ms = fresh_at_ms;
    this.#learnt_at_ms = fresh_at_ms;
  }

  async #call(path: string, ask: { readonly body?: unknown; readonly wait_ms: number }): Promise<Answer | null> {
    const answer = await askService(this.#around, path, ask);
    this.online = answer !== null;
    if (answer?.status === 401) this.closed = true;
    return answer;
  }

  #say(verdict: Verdict, nonce: string, late = false): void {
    this.verdict = { ...verdict, nonce, late, at_ms: this.#around.now() };
    this.#around.said();
  }
}
