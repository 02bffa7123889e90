// One object per practice, or per live rehearsal of a show: it opens a line and a ledger under practice names, plays a
// crowd at them by its alarm, keeps what the person among them did, and throws all of it away in the end.
//
// A live rehearsal uses it as it is. Whoever rehearses makes a CrowdOrder (`domain/crowd/order.ts`) with kind "rehearsal":
// an id from `practiceId`, the show's own settings and window moved to begin soon, its LedgerConfig with the practice's
// code, show and showtime in place of the real ones, its layout, `for_sale: null`, and a level of at most 500 bots. Then
// `PracticeHouse.admit`, `open(order)`, watch `lineOf(practiceShowId(code))` and `ledgerOf(code)` by the same calls as any
// sale's, read `report()`, and `close()`; line, ledger and crowd are gone a moment later, and after an hour in any case.
import { DurableObject } from "cloudflare:workers";
import { type Card, cardOf } from "../../domain/crowd/card.ts";
import { placesByGrade } from "../../domain/crowd/halls.ts";
import { codeOfPractice, isPracticeId, practiceFan, practiceShowId } from "../../domain/crowd/names.ts";
import { CROWD_LIMITS, type CrowdOrder } from "../../domain/crowd/order.ts";
import { endsAtMs, type Note, newPlay, type Play, type PlayOrder, takeNote } from "../../domain/crowd/play.ts";
import { crowdSeats, rowsOf } from "../../domain/crowd/seats.ts";
import { ok, type Result, refused } from "../../domain/result.ts";
import type { LedgerEvent } from "../../domain/seat-ledger/events.ts";
import { compileMap } from "../../domain/seat-ledger/seat-map.ts";
import type { Counts } from "../../domain/seat-ledger/status.ts";
import { objectSql } from "../kit/sql.ts";
import { openSale } from "./open-sale.ts";
import { Player } from "./player.ts";
import type { CrowdPorts, LedgerRoad, LineRoad } from "./ports.ts";
import { CrowdStore, type Stored } from "./store.ts";
import { type CrowdReport, type CrowdView, placeOf, reportOf, viewOf } from "./views.ts";

/** Between two turns of the clock: a crowd of hundreds then stays a small part of the object's time. */
const TURN_MS = 40;
/** What is written down is at most this old; what a crash loses is done again. */
const KEPT_EACH_MS = 1_000;
/** Nothing to do for the crowd: what the person does is looked at so often. */
const QUIET_MS = 1_500;
/** After the end pages may still be on their way; then the objects go, and once more for whoever came late. */
const PART_AFTER_MS = 20_000;
const PART_AGAIN_MS = 4_000;
/** So long before they go nobody new is led to them: what isolates remember of a show is younger. */
const UNKNOWN_BEFORE_MS = 5_000;
const JOURNAL_PAGE = 2_000;

/** Makes the object's class for an assembly. */
export function crowd<Env>(portsOf: (env: Env, ctx: DurableObjectState) => CrowdPorts) {
  return class CrowdObject extends DurableObject<Env> {
    readonly #ports: CrowdPorts;
    readonly #store: CrowdStore;
    #stored: Stored | null;
    #player: Player | null = null;
    #kept_ms = 0;

    constructor(ctx: DurableObjectState, env: Env) {
      super(ctx, env);
      this.#ports = portsOf(env, ctx);
      this.#store = new CrowdStore(objectSql(ctx.storage));
      this.#stored = this.#store.load();
    }

    /** Opens the sale and sends the crowd on its way; the same order again is the same practice. */
    async open({ layout, for_sale, ...order }: CrowdOrder): Promise<Result<null, { code: "invalid" | "exists" }>> {
      if (this.#stored !== null)
        return this.#stored.play.order.id === order.id ? ok(null) : refused({ code: "exists" });
      const now_ms = Date.now();
      const fits = order.level.bots <= CROWD_LIMITS.bots && order.ends_at_ms <= now_ms + CROWD_LIMITS.lives_ms;
      const code = codeOfPractice(order.id);
      const named =
        isPracticeId(order.id) && order.config.code === code && order.config.show_id === practiceShowId(code);
      if (!fits || !named) return refused({ code: "invalid" });
      const map = compileMap(layout);
      const seats = crowdSeats(map, for_sale ?? rowsOf(map).flat());
      const about: PlayOrder = {
        ...order,
        layout_version: layout.layout_version,
        places_by_grade: placesByGrade(layout),
      };
      const stored = { play: newPlay(about, now_ms), seats };
      // Written before anything is opened: what a crash leaves half open is thrown away by the alarm.
      this.#store.open(stored);
      this.#stored = stored;
      await this.ctx.storage.setAlarm(now_ms + QUIET_MS);
      await openSale(this.#roads(stored.play), { order: about, layout, for_sale: seats, blocks: for_sale !== null });
      await this.#arm(stored.play);
      return ok(null);
    }

    /** What pages and routes must know of it; null where there is none, or none any more. */
    facts(): PlayOrder | null {
      const play = this.#stored?.play;
      if (play === undefined || play.cleared) return null;
      return Date.now() >= (play.ends_ms ?? endsAtMs(play)) - UNKNOWN_BEFORE_MS ? null : play.order;
    }

    /** From the person's own pages, behind their answers. */
    async note(note: Note): Promise<void> {
      const play = this.#stored?.play;
      if (play === undefined || play.card !== null) return;
      takeNote(play, note);
      this.#store.keep(play);
    }

    /** From its ledger. Where seats come back, those that are still to come count as left: the line stays open for them. */
    async counts({ showtime_id, version, on_sale, available, held }: Counts): Promise<void> {
      const play = this.#stored?.play;
      if (play === undefined || play.ends_ms !== null) return;
      const { returning } = play.order.level;
      const to_come = Math.max(0, returning - play.returns_done);
      const ledger = play.order.config.code;
      await this.#roads(play).line.counts({
        showtime_id,
        ledger,
        version,
        on_sale,
        available: available + to_come,
        held,
        paying: 0,
      });
    }

    async view(): Promise<CrowdView | null> {
      const play = this.#stored?.play;
      if (play === undefined) return null;
      if (play.card === null && !play.cleared) await this.#lookAtYou(play);
      const { line } = this.#roads(play);
      const place = play.card === null ? await placeOf(line, practiceFan(play.order.config.code)) : null;
      return viewOf(play, place, Date.now());
    }

    /** The person has had enough: their card is made of what there is. */
    async finish(): Promise<void> {
      const play = this.#stored?.play;
      if (play === undefined || play.card !== null) return;
      await this.#lookAtYou(play);
      if (play.card !== null) return;
      // Seats are left, or may come back: it was the person who went.
      play.you.left = play.you.joined_ms !== null;
      await this.#deal(play);
    }

    /** Of a rehearsal: what the crowd did, what was refused, and what was slow. */
    report(): CrowdReport | null {
      return this.#stored === null ? null : reportOf(this.#stored.play);
    }

    /** Ends it now. Its line and ledger, and in the end itself, are gone some seconds later. */
    async close(): Promise<void> {
      const play = this.#stored?.play;
      if (play === undefined || play.ends_ms !== null) return;
      play.ends_ms = Math.max(Date.now(), Math.min(Date.now() + PART_AFTER_MS, play.order.ends_at_ms));
      this.#store.keep(play);
      await this.#arm(play);
    }

    override async alarm(): Promise<void> {
      const stored = this.#stored;
      if (stored === null) return;
      const { play } = stored;
      let rest_ms = TURN_MS;
      try {
        if (play.ends_ms !== null) await this.#part(play);
        else if (Date.now() >= endsAtMs(play)) await this.#end(play);
        else await this.#turn(stored);
      } catch (error) {
        play.tally.failed++;
        rest_ms = QUIET_MS;
        console.error(JSON.stringify({ level: "error", event: "crowd_turn_failed", error: String(error) }));
      }
      // Gone with its rows where it was thrown away.
      if (this.#stored !== null) await this.#arm(play, rest_ms);
    }

    async #turn({ play, seats }: Stored): Promise<void> {
      this.#player ??= new Player({ roads: () => this.#roads(play), play, seats, now: Date.now });
      await this.#player.turn();
      if (this.#kept_ms + KEPT_EACH_MS > Date.now()) return;
      this.#kept_ms = Date.now();
      if (play.order.kind === "practice" && play.card === null && play.you.joined_ms !== null)
        await this.#lookAtYou(play);
      this.#store.keep(play);
    }

    /** Whether the person bought, or can buy no more. */
    async #lookAtYou(play: Play): Promise<void> {
      if (Date.now() < play.order.window.opens_at_ms || play.card !== null) return;
      const { ledger } = this.#roads(play);
      const orders = await ledger.ordersOf(practiceFan(play.order.config.code));
      const own = orders.ok ? orders.value : [];
      if (own.some(({ status }) => status === "CONFIRMED")) return this.#deal(play);
      const open = own.some(({ status }) => status === "PENDING" || status === "PAYING");
      if (open || play.returns_done < play.order.level.returning) return;
      const counts = await ledger.counts();
      if (play.you.left || (counts.ok && counts.value.available + counts.value.held === 0)) await this.#deal(play);
    }

    /** The card, out of the journal; then the sale has served. */
    async #deal(play: Play): Promise<void> {
      play.card = await this.#card(play);
      this.#store.keep(play);
      await this.close();
    }

    async #card(play: Play): Promise<Card> {
      const { ledger } = this.#roads(play);
      const fan_id = practiceFan(play.order.config.code);
      const orders = await ledger.ordersOf(fan_id);
      const own = orders.ok ? orders.value : [];
      const bought = own.find(({ status }) => status === "CONFIRMED");
      const declined = own.flatMap(({ attempts }) => attempts).filter(({ status }) => status === "DECLINED").length;
      const events = await this.#journal(ledger);
      const sold = events.find((event) => event.kind === "sold" && event.order_id === bought?.id);
      const ids = new Map(this.#stored?.seats.map(({ place, id }) => [place, id]));
      const { window, level } = play.order;
      const keys = level.name === "keys" ? play.you.keys : null;
      return cardOf(
        { ...play.you, keys, fan_id, opens_ms: window.opens_at_ms, paid_ms: sold?.at_ms ?? null, declined },
        { events, seatId: (place) => ids.get(place) ?? "" },
      );
    }

    async #journal(ledger: LedgerRoad): Promise<LedgerEvent[]> {
      const events: LedgerEvent[] = [];
      for (let from_seq = 0; ; ) {
        const rows = await ledger.journal({ from_seq, limit: JOURNAL_PAGE });
        events.push(...rows.map(({ event }) => event));
        const last = rows.at(-1);
        if (last === undefined || rows.length < JOURNAL_PAGE) return events;
        from_seq = last.seq + 1;
      }
    }

    /** By itself: whoever was still at it gets their card first. */
    async #end(play: Play): Promise<void> {
      if (play.order.kind === "practice" && play.card === null && play.you.joined_ms !== null) await this.#deal(play);
      else await this.close();
    }

    /** Line and ledger go, twice, since words between them may have been on their way; the card stays until the end. */
    async #part(play: Play): Promise<void> {
      const ends_ms = play.ends_ms ?? 0;
      if (Date.now() < ends_ms) return;
      const { line, ledger } = this.#roads(play);
      await ledger.end();
      await line.end();
      if (!play.cleared) {
        play.cleared = true;
        play.ends_ms = Date.now() + PART_AGAIN_MS;
        this.#store.keep(play);
        return;
      }
      const keeps_card = play.card !== null && Date.now() < play.order.ends_at_ms;
      if (keeps_card) {
        play.ends_ms = play.order.ends_at_ms;
        this.#store.keep(play);
        return this.#ports.gone(play.order.id);
      }
      // Told first: where that fails, the rows that will tell it again are still there.
      await this.#ports.gone(play.order.id);
      await this.ctx.storage.deleteAll();
      this.#stored = null;
      await this.ctx.storage.deleteAlarm();
    }

    #roads(play: Play): { readonly line: LineRoad; readonly ledger: LedgerRoad } {
      const { code, show_id } = play.order.config;
      return { line: this.#ports.lineOf(show_id), ledger: this.#ports.ledgerOf(code) };
    }

    /** Always armed, also after a failure. */
    async #arm(play: Play, rest_ms = TURN_MS): Promise<void> {
      const now_ms = Date.now();
      const quiet_ms = now_ms + QUIET_MS;
      const next_ms = play.ends_ms ?? Math.min(this.#player?.nextMs() ?? quiet_ms, quiet_ms, endsAtMs(play));
      await this.ctx.storage.setAlarm(Math.max(next_ms, now_ms + rest_ms));
    }
  };
}
