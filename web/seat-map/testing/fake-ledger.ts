// A ledger in the page's own memory, for benchmarks and trials: answers as the real one does, sells as much as it is told,
// and lets other fans take and return seats at a given pace.
import { BLOCKED, FREE, HELD, SOLD, seatStateName } from "../../../domain/seat-ledger/seat-state.ts";
import { writeSeatBits } from "../../../domain/seat-ledger/status.ts";
import type { Grade, Layout } from "../../../schema/layout.ts";
import type { RoadEar } from "../../road.ts";
import { gradeAt } from "../choice.ts";
import { type HoldAnswer, type HoldWish, type LedgerClient, noAnswer } from "../ledger-client.ts";
import type { LiveSeats } from "../live-seats.ts";
import { nearestEqualTo } from "../nearest-equal.ts";
import { type Plan, planOf } from "../plan.ts";

export type FakeOptions = {
  readonly layout: Layout;
  readonly prices: ReadonlyMap<Grade, number>;
  /** Share of seats gone from the start. */
  readonly taken_share: number;
  /** Seats that change hands in each tenth of a second. */
  readonly changes_per_frame: number;
  readonly now_ms: () => number;
  readonly hold_ms: number;
  readonly seed: number;
};

export type FakeLedger = {
  readonly client: LedgerClient;
  /** Another fan takes these seats now. */
  readonly take: (seat_ids: readonly string[]) => void;
  readonly cut: () => void;
  readonly stop: () => void;
};

const FRAME_MS = 100;

export function fakeLedger(options: FakeOptions): FakeLedger {
  const plan = planOf(options.layout);
  const random = mulberry(options.seed);
  const live: LiveSeats = {
    version: 1,
    seat_state: new Uint8Array(plan.map.seats_count),
    free_in: Uint32Array.from(plan.sections, (section) => section.end - section.start),
  };
  const viewers = new Set<RoadEar>();
  let holds = 0;
  const held = new Map<string, readonly number[]>();

  const set = (place: number, to: number): readonly [string, string] => {
    const section = plan.map.section_of[place] ?? 0;
    const from = live.seat_state[place];
    live.seat_state[place] = to;
    live.free_in[section] = (live.free_in[section] ?? 0) + (to === FREE ? 1 : 0) - (from === FREE ? 1 : 0);
    return [plan.map.ids[place] ?? "", seatStateName(to)];
  };
  const tell = (changes: readonly (readonly [string, string])[]): void => {
    if (changes.length === 0) return;
    live.version++;
    const text = JSON.stringify({ type: "seats", version: live.version, changes });
    for (const { said } of viewers) said(text);
  };
  fill(plan, live, { share: options.taken_share, random, set });

  const churn = setInterval(() => {
    const changes: (readonly [string, string])[] = [];
    for (let i = 0; i < options.changes_per_frame; i++) {
      const place = Math.floor(random() * plan.map.seats_count);
      const state = live.seat_state[place];
      if (state === FREE) changes.push(set(place, HELD));
      else if (state === HELD) changes.push(set(place, random() < 0.6 ? SOLD : FREE));
    }
    tell(changes);
  }, FRAME_MS);

  const hold = (wish: HoldWish): ReturnType<LedgerClient["hold"]> => {
    const places = placesOf(wish);
    const refuse = (code: string, title: string, lost: readonly number[], nearest: readonly number[]) =>
      Promise.resolve({
        ok: false as const,
        refusal: {
          ...noAnswer,
          code,
          title,
          status: 409,
          states: lost.map((p) => ({
            id: plan.map.ids[p] ?? "",
            state: seatStateName(live.seat_state[p]),
            own: false,
          })),
          nearest: nearest.map((p) => plan.map.ids[p] ?? ""),
        },
      });
    if (places === null) return refuse("not_enough_together", "함께 앉을 자리가 부족해요", [], []);
    const lost = places.filter((place) => place < plan.map.seats_count && live.seat_state[place] !== FREE);
    if (lost.length > 0) return refuse("seat_held", "", places, nearestEqualTo(plan, live, places));
    const now_ms = options.now_ms();
    const id = `hold_${++holds}`;
    held.set(id, places);
    tell(places.filter((place) => place < plan.map.seats_count).map((place) => set(place, HELD)));
    const seats = places.map((place) => {
      const grade = gradeAt(plan, place);
      return {
        id: plan.map.ids[place] ?? "",
        section: plan.sections[plan.map.section_of[place] ?? 0]?.name ?? "",
        row: plan.map.rows[plan.map.row_of[place] ?? 0]?.label ?? "",
        label: plan.map.labels[place] ?? "",
        grade,
        price_krw: options.prices.get(grade) ?? 0,
      };
    });
    const value: HoldAnswer = {
      id,
      showtime_id: "trial",
      seats,
      together: true,
      total_krw: seats.reduce((sum, { price_krw }) => sum + price_krw, 0),
      expires_at_ms: now_ms + options.hold_ms,
      now_ms,
    };
    return soon({ ok: true as const, value });
  };

  function placesOf(wish: HoldWish): readonly number[] | null {
    if ("seats" in wish) return wish.seats.map((id) => plan.map.place_by_id.get(id) ?? 0);
    if ("zone" in wish) {
      const start = plan.sections.find(({ id }) => id === wish.zone)?.start ?? 0;
      return Array.from({ length: wish.count }, (_, i) => start + i);
    }
    const first = plan.sections.find(
      ({ kind, grade }) => kind === "seated" && (wish.best.grade === undefined || wish.best.grade === grade),
    );
    if (first === undefined) return null;
    const middle = Math.floor((first.start + first.end) / 2);
    const wanted = Array.from({ length: wish.best.count }, (_, i) => middle + i);
    const found = nearestEqualTo(plan, live, wanted);
    return found.length === 0 ? null : found;
  }

  return {
    client: {
      layout: () => soon({ ok: true, value: options.layout }),
      snapshot: () =>
        soon({
          ok: true,
          value: {
            version: live.version,
            layout_version: plan.layout_version,
            bits: writeSeatBits(live.seat_state, plan.map.seats_count),
            zones: plan.sections.flatMap(({ kind, id, number }) =>
              kind === "standing" ? [{ id, left: live.free_in[number] ?? 0 }] : [],
            ),
          },
        }),
      listen: (ear) => {
        viewers.add(ear);
        const { version } = live;
        const { layout_version } = plan;
        void soon(null).then(() => {
          ear.opened();
          ear.said(JSON.stringify({ type: "snapshot", version, layout_version, now_ms: options.now_ms() }));
        });
        return {
          send: () => void soon(null).then(() => ear.said("pong")),
          close: () => viewers.delete(ear),
        };
      },
      hold,
      release: (hold_id) => {
        tell(
          (held.get(hold_id) ?? []).filter((place) => place < plan.map.seats_count).map((place) => set(place, FREE)),
        );
        held.delete(hold_id);
        return soon({ ok: true, value: null });
      },
    },
    take: (seat_ids) => tell(seat_ids.map((id) => set(plan.map.place_by_id.get(id) ?? 0, HELD))),
    cut: () => {
      const cut = [...viewers];
      viewers.clear();
      for (const viewer of cut) viewer.closed(0);
    },
    stop: () => clearInterval(churn),
  };
}

const soon = <T>(value: T): Promise<T> => new Promise((done) => setTimeout(() => done(value), 60));

/** Good seats go first, in clumps of two to four, as parties buy. */
function fill(
  plan: Plan,
  live: LiveSeats,
  { share, random, set }: { share: number; random: () => number; set: (place: number, to: number) => unknown },
): void {
  const { map } = plan;
  const farthest = map.distance.reduce((most, far) => Math.max(most, far), 1);
  let left = Math.floor(map.seats_count * share);
  for (let tries = map.seats_count * 20; left > 0 && tries > 0; tries--) {
    const start = Math.floor(random() * map.seats_count);
    const nearness = 1 - (map.distance[start] ?? 0) / farthest;
    if (random() > 0.15 + nearness * 0.85) continue;
    const party = 1 + Math.floor(random() * 4);
    for (let place = start; place < Math.min(map.seats_count, start + party); place++) {
      if (live.seat_state[place] !== FREE) continue;
      const luck = random();
      set(place, luck < 0.08 ? HELD : luck < 0.09 ? BLOCKED : SOLD);
      left--;
    }
  }
  for (const section of plan.sections) {
    if (section.kind === "standing")
      live.free_in[section.number] = Math.round((section.end - section.start) * (1 - share));
  }
}

/** A small seeded generator: the same trial twice is the same trial. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
