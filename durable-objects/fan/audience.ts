// The open pages of one fan, and what each is told. A poke says only that something changed; what changed is read from
// the store, one read at a time, so that no two can tell their news in the wrong order.
import { askAfter, type Numbered, type Page, tellingOf } from "../../domain/inbox/hearing.ts";
import type { Ear } from "./ear.ts";

export type Voice = {
  readonly send: (text: string) => void;
  /** Keeps what it heard with the socket. */
  readonly keep: (ear: Ear) => void;
  readonly close: (code: number, reason: string) => void;
};

export type StorePage<Row extends Numbered> = Page<Row> & {
  /** Sessions among those asked about that are over. */
  readonly ended: ReadonlySet<string>;
  /** The newest message's id, where there is one. */
  readonly newest_id: string | null;
};

export type AudiencePorts<Row extends Numbered> = {
  readonly read: (ask: { user_id: string; after: number; sessions: readonly string[] }) => Promise<StorePage<Row>>;
  readonly frameOf: (row: Row, ear: Ear) => string;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly failed: (error: unknown, tries: number) => void;
};

export const SESSION_ENDED = 4401;
const TRY_AGAIN_LATER = 1013;
const TRIES_MAX = 5;
const RETRY_FIRST_MS = 500;

export class InboxAudience<Row extends Numbered> {
  readonly #ports: AudiencePorts<Row>;
  readonly #ears = new Map<Voice, Ear>();
  #reading: Promise<void> | null = null;
  #stale = false;

  constructor(ports: AudiencePorts<Row>) {
    this.#ports = ports;
  }

  get size(): number {
    return this.#ears.size;
  }

  /** What it has to hear comes with the next refresh. */
  add(voice: Voice, ear: Ear): void {
    this.#ears.set(voice, ear);
  }

  drop(voice: Voice): boolean {
    return this.#ears.delete(voice);
  }

  /** News that is in no message: a state that another page changed, a turn that came. */
  tell(frameFor: (ear: Ear) => string): void {
    for (const [voice, ear] of this.#ears) voice.send(frameFor(ear));
  }

  /** Done when everything stored before the call has been told. Calls that come during a read share the next one. */
  refresh(): Promise<void> {
    this.#stale = true;
    this.#reading ??= this.#readAll();
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    let tries = 0;
    try {
      while (this.#stale) {
        this.#stale = false;
        try {
          await this.#readOnce();
          tries = 0;
        } catch (error) {
          tries += 1;
          this.#ports.failed(error, tries);
          // They come back by themselves and say what they heard last.
          if (tries >= TRIES_MAX) return this.#dismiss(TRY_AGAIN_LATER, "try again later");
          this.#stale = true;
          await this.#ports.wait(RETRY_FIRST_MS * 2 ** (tries - 1));
        }
      }
    } finally {
      // In the same turn as the last look at `#stale`: a call that comes after that look begins a read of its own.
      this.#reading = null;
    }
  }

  async #readOnce(): Promise<void> {
    const ears = [...this.#ears.values()];
    const [first] = ears;
    const after = askAfter(ears);
    if (first === undefined || after === null) return;
    const sessions = [...new Set(ears.map(({ session_id }) => session_id))];
    const page = await this.#ports.read({ user_id: first.user_id, after, sessions });
    for (const [voice, ear] of this.#ears) {
      if (page.ended.has(ear.session_id)) {
        this.#ears.delete(voice);
        voice.close(SESSION_ENDED, "session ended");
      } else this.#tellOne(voice, ear, page);
    }
    if (page.more) this.#stale = true;
  }

  #tellOne(voice: Voice, ear: Ear, page: StorePage<Row>): void {
    const telling = tellingOf(ear, page);
    if (telling === null) {
      this.#stale = true;
      return;
    }
    for (const row of telling.rows) voice.send(this.#ports.frameOf(row, ear));
    if (telling.hello) voice.send(this.#hello(ear, page));
    else if (telling.unread !== null) voice.send(JSON.stringify({ type: "unread", unread: telling.unread }));
    // Gone while it was being told: its page comes back and says what it heard.
    if (!this.#ears.has(voice)) return;
    const heard: Ear = { ...ear, ...telling.heard, lost: false };
    this.#ears.set(voice, heard);
    if (heard.seq !== ear.seq || heard.unread !== ear.unread || heard.greeted !== ear.greeted) voice.keep(heard);
  }

  #hello(ear: Ear, page: StorePage<Row>): string {
    return JSON.stringify({
      type: "hello",
      unread: page.unread,
      newest_id: page.newest_id,
      resync: ear.lost,
      now_ms: this.#ports.now(),
    });
  }

  #dismiss(code: number, reason: string): void {
    this.#stale = false;
    for (const voice of this.#ears.keys()) voice.close(code, reason);
    this.#ears.clear();
  }
}
