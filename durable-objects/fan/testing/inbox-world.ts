// A fan's messages, store and open pages in one process: pages come, go, lose frames on the way and come back; the object
// sleeps and wakes; reads of the store take their time. Everything that takes time is released by the test.

import { InboxAudience, type StorePage, type Voice } from "../audience.ts";
import type { Ear } from "../ear.ts";

export type Row = { readonly seq: number; read: boolean; deleted: boolean };

/** What may be left out to show that a test would see it. */
export type Guards = {
  /** What a page heard is kept with its socket. */
  readonly keeps: boolean;
  /** A page that comes back says what it heard last. */
  readonly resumes: boolean;
  /** The lease is written before the first read, not after it. */
  readonly leases_first: boolean;
};
export const ALL_GUARDS: Guards = { keeps: true, resumes: true, leases_first: true };

const PAGE = 3;

type Socket = { ear: Ear; readonly frames: string[]; open: boolean };

export class Client {
  readonly heard: number[] = [];
  unread: number | null = null;
  /** The newest message when the page was made: everything after it is to be heard. */
  readonly base: number;
  socket: Socket | null = null;

  constructor(base: number) {
    this.base = base;
  }

  receive(count: number): void {
    for (const text of this.socket?.frames.splice(0, count) ?? []) {
      const frame = JSON.parse(text) as { type: string; seq?: number; unread?: number };
      if (frame.type === "notification" && frame.seq !== undefined) this.heard.push(frame.seq);
      if (frame.unread !== undefined) this.unread = frame.unread;
    }
  }
}

export class InboxWorld {
  readonly rows: Row[] = [];
  readonly clients: Client[] = [];
  readonly #guards: Guards;
  readonly #pause: (what: string) => Promise<void>;
  #audience: InboxAudience<{ seq: number }>;
  #sockets: Socket[] = [];
  #working = 0;
  #listed = false;

  constructor(guards: Guards, pause: (what: string) => Promise<void>) {
    this.#guards = guards;
    this.#pause = pause;
    this.#audience = this.#wake();
  }

  get head(): number {
    return this.rows.length;
  }

  get unread(): number {
    return this.rows.filter(({ read, deleted }) => !read && !deleted).length;
  }

  get isIdle(): boolean {
    return this.#working === 0;
  }

  /** As a store of messages does it: whether somebody is told depends on the lease at that very moment. */
  store(copies: number): void {
    this.rows.push({ seq: this.head + 1, read: false, deleted: false });
    if (this.#listed) for (let copy = 0; copy < copies; copy += 1) this.#behind(this.#pokeLater());
  }

  change(seq: number, what: "read" | "deleted"): void {
    const row = this.rows[seq - 1];
    if (row === undefined) return;
    row[what] = true;
    if (this.#listed) this.#behind(this.#pokeLater());
  }

  connect(client: Client): void {
    if (client.socket !== null) return;
    const said = this.#guards.resumes ? (client.heard.at(-1) ?? client.base) : null;
    this.#behind(this.#open(client, said));
  }

  disconnect(client: Client): void {
    const { socket } = client;
    if (socket === null) return;
    // What was on its way is lost with the road.
    socket.open = false;
    client.socket = null;
    this.#sockets = this.#sockets.filter((one) => one !== socket);
    this.#restart();
  }

  /** The object sleeps with its sockets and wakes with what they kept; the platform does it only to an idle one. */
  sleep(): void {
    if (this.isIdle) this.#audience = this.#wake();
  }

  /** The object dies: its sockets with it. */
  die(): void {
    for (const client of this.clients) if (client.socket !== null) this.disconnect(client);
    this.#audience = this.#wake();
  }

  #restart(): void {
    for (const [socket, voice] of this.#voices) if (!socket.open) this.#audience.drop(voice);
  }

  async #open(client: Client, seq: number | null): Promise<void> {
    const lease = async (): Promise<void> => {
      await this.#pause("lease");
      this.#listed = true;
    };
    if (this.#guards.leases_first) await lease();
    if (client.socket !== null) return;
    const ear: Ear = {
      user_id: "fan",
      session_id: "ses",
      language: "ko",
      seq,
      unread: null,
      greeted: false,
      lost: false,
    };
    const socket: Socket = { ear, frames: [], open: true };
    client.socket = socket;
    this.#sockets.push(socket);
    this.#listen(this.#audience, socket);
    await this.#audience.refresh();
    if (!this.#guards.leases_first) await lease();
  }

  async #pokeLater(): Promise<void> {
    await this.#pause("poke");
    await this.#audience.refresh();
  }

  #behind(work: Promise<void>): void {
    this.#working += 1;
    void work.finally(() => {
      this.#working -= 1;
    });
  }

  #voices = new Map<Socket, Voice>();

  #listen(audience: InboxAudience<{ seq: number }>, socket: Socket): void {
    const voice: Voice = {
      send: (text) => {
        if (socket.open) socket.frames.push(text);
      },
      keep: (ear) => {
        if (this.#guards.keeps) socket.ear = ear;
      },
      close: () => {
        socket.open = false;
      },
    };
    this.#voices.set(socket, voice);
    audience.add(voice, socket.ear);
  }

  #wake(): InboxAudience<{ seq: number }> {
    const audience = new InboxAudience<{ seq: number }>({
      read: (ask) => this.#read(ask.after),
      frameOf: ({ seq }) => JSON.stringify({ type: "notification", seq }),
      now: () => 0,
      wait: () => this.#pause("wait"),
      failed: () => {},
    });
    this.#voices = new Map();
    for (const socket of this.#sockets) this.#listen(audience, socket);
    return audience;
  }

  async #read(after: number): Promise<StorePage<{ seq: number }>> {
    await this.#pause("question");
    const live = this.rows.filter(({ seq, deleted }) => seq > after && !deleted).map(({ seq }) => ({ seq }));
    const rows = live.slice(0, PAGE);
    const more = live.length > PAGE;
    const page = { after, rows, more, unread: this.unread, newest_id: null, ended: new Set<string>() };
    const through = (more ? rows.at(-1)?.seq : this.head) ?? 0;
    await this.#pause("answer");
    return { ...page, through };
  }
}
