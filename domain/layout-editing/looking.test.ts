import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../schema/limits.ts";
import { chooseBest } from "../seat-ledger/best-together.ts";
import { FreeWindows } from "../seat-ledger/free-windows.ts";
import { compileMap, sectionsWanted } from "../seat-ledger/seat-map.ts";
import { processorMs } from "../testing/processor.ts";
import { PLAIN_SHAPE } from "./block.ts";
import { apply, type Command, everything } from "./command.ts";
import { changesBetween, countsOf } from "./diff.ts";
import { EMPTY_DRAFT, placesCount } from "./draft.ts";
import { inBox, widened } from "./finding.ts";
import { act, begin, type History, undo } from "./history.ts";
import { PLAIN_LABELLING } from "./labelling.ts";
import { canPublish, problemsOf } from "./problems.ts";
import { RANK_LAST, ranksOf, strandedIn } from "./ranks.ts";
import { block, hallOf, ids, layoutOf } from "./testing/halls.ts";

const codes = (draft: Parameters<typeof problemsOf>[0]) => problemsOf(draft).map(({ code }) => code);

describe("problems", () => {
  const staged = (draft: ReturnType<typeof hallOf>) =>
    apply(apply(draft, { kind: "focal_point", point: { x: 0, y: -60 } }), {
      kind: "stage",
      stage: {
        kind: "stage",
        outline: [
          { x: 0, y: 0 },
          { x: 1, y: 0 },
          { x: 1, y: 1 },
        ],
      },
    });

  it("LE7: a clean hall has none; an empty one says so and what else is missing", () => {
    expect(codes(staged(hallOf(block())))).toEqual([]);
    expect(codes(EMPTY_DRAFT)).toEqual(["empty", "no_stage", "no_focal_point"]);
  });

  it("LE7: doubled names, rows and seats, each with where it is and which seats it means", () => {
    const hall = staged(hallOf(block({ rows: 2, seats: 3 }), block({ name: "B", at: { x: 0, y: 90 } })));
    const named = apply(hall, { kind: "section", id: "2", change: { name: "A" } });
    const rows = apply(named, { kind: "rename_row", section: "1", row: 1, label: "A" });
    const seats = apply(rows, { kind: "rename_seat", seat: "1-1-2", label: "1" });
    const found = problemsOf(seats);
    expect(found.map(({ code }) => code)).toEqual(["double_seat", "double_row", "double_section"]);
    expect(found[0]).toMatchObject({
      severity: "error",
      name: "A A 1",
      at: { x: 0, y: 0 },
      seats: ["1-1-1", "1-1-2"],
      section: "1",
    });
    expect(canPublish(found)).toBe(false);
  });

  it("LE7: seats on each other, seats alone, no grade; a wheelchair place alone is meant", () => {
    const hall = staged(hallOf(block({ rows: 1, seats: 3, grade: null })));
    const near = apply(hall, { kind: "move", by: { x: 6, y: 0 }, seats: new Set(["1-1-1"]), zones: new Set() });
    expect(codes(near)).toEqual(["no_grade", "overlap"]);
    const alone = apply(hall, { kind: "aisle", after: new Set(["1-1-1"]), open: true });
    expect(codes(alone)).toEqual(["no_grade", "lone_seat"]);
    expect(codes(apply(alone, { kind: "mark", seats: new Set(["1-1-1"]), tag: "wheelchair", on: true }))).toEqual([
      "no_grade",
    ]);
  });

  it("LE7: the limits of the wire, at them and one past them", () => {
    const long = (chars: number) =>
      codes(apply(staged(hallOf(block())), { kind: "rename_seat", seat: "1-1-1", label: "x".repeat(chars) }));
    expect(long(LIMITS.seat_label_chars)).toEqual([]);
    expect(long(LIMITS.seat_label_chars + 1)).toEqual(["bad_label"]);
    const wide = (seats: number) => codes(staged(hallOf(block({ rows: 1, seats }))));
    expect(wide(LIMITS.seats_per_row)).toEqual([]);
    expect(wide(LIMITS.seats_per_row + 1)).toEqual(["too_many_seats"]);
  });
});

describe("as sold by best together", () => {
  it("LE8: the order is the ledger's own, party after party", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 2, max: 14 }),
        (party, rows, seats) => {
          const map = compileMap(layoutOf(hallOf(block({ rows, seats, aisles: [Math.ceil(seats / 2)] }))));
          const ranks = ranksOf(map, party);
          const seat_state = new Uint8Array(map.places_count);
          const state = { map, seat_state, free_windows: new FreeWindows(map, seat_state) };
          let before = 0;
          for (;;) {
            const choice = chooseBest(state, party, sectionsWanted(map, {}));
            if (choice.kind !== "together") break;
            const rank = ranks[choice.places[0] ?? 0] ?? 0;
            expect(rank).toBeGreaterThanOrEqual(before);
            before = rank;
            for (const place of choice.places) {
              seat_state[place] = 2;
              state.free_windows.changed(place);
            }
          }
        },
      ),
    );
  });

  it("LE8: wheelchair places come last, for only a person chooses them; a choice names the seats it would strand", () => {
    const hall = apply(hallOf(block({ rows: 1, seats: 6 })), {
      kind: "mark",
      seats: new Set(["1-1-1"]),
      tag: "wheelchair",
      on: true,
    });
    expect(ranksOf(compileMap(layoutOf(hall)), 1)[0]).toBe(RANK_LAST);
    expect(strandedIn(layoutOf(hall), new Set(["1-1-2", "1-1-4"]))).toEqual(["1-1-1", "1-1-3"]);
    expect(strandedIn(layoutOf(hall), new Set(["1-1-1", "1-1-2"]))).toEqual([]);
  });
});

describe("the difference of two plans", () => {
  it("LE9: added, removed, moved, regraded and relabelled, each seat by its id; standing places counted", () => {
    const hall = apply(hallOf(block({ rows: 1, seats: 4 })), {
      kind: "add_zone",
      zone: {
        name: "F",
        grade: "STANDING",
        capacity: 5,
        outline: [
          { x: 0, y: 80 },
          { x: 9, y: 80 },
          { x: 9, y: 99 },
        ],
      },
    });
    const before = layoutOf(hall);
    const none = { added: 0, removed: 0, moved: 0, regraded: 0, relabelled: 0 };
    const counted = (...commands: Command[]) =>
      countsOf(changesBetween(before, layoutOf(commands.reduce(apply, hall))));
    expect(counted()).toEqual(none);
    const seats = new Set(["1-1-2"]);
    const zones = new Set<string>();
    expect(counted({ kind: "move", by: { x: 1, y: 0 }, seats, zones })).toEqual({ ...none, moved: 1 });
    expect(counted({ kind: "remove", seats, zones })).toEqual({ ...none, removed: 1 });
    expect(counted({ kind: "extend", seats, count: 2, at: "end" })).toEqual({ ...none, added: 2 });
    expect(counted({ kind: "paint", grade: "S", seats, zones })).toEqual({ ...none, regraded: 1, relabelled: 1 });
    expect(counted({ kind: "section", id: "2", change: { capacity: 3 } })).toEqual({ ...none, removed: 2 });
    expect(counted({ kind: "rename_seat", seat: "1-1-2", label: "9" })).toEqual({ ...none, relabelled: 1 });
  });
});

describe("choosing", () => {
  it("LE6: a rectangle takes what lies in it, and widens to rows and sections", () => {
    const hall = hallOf(block({ rows: 2, seats: 3 }));
    const { seats } = inBox(hall, { left: -1, top: -1, right: 1, bottom: 1 });
    expect([...seats]).toEqual(["1-1-2"]);
    expect([...widened(hall, seats, "row")]).toEqual(["1-1-1", "1-1-2", "1-1-3"]);
    expect(widened(hall, seats, "section").size).toBe(6);
  });
});

/** What a hand does at the editor: a tool's key, a field filled in, a button pressed; counted one by one. */
class Hand {
  history = begin(EMPTY_DRAFT);
  actions = 0;

  press(actions: number, command: Command): void {
    this.actions += actions;
    this.history = act(this.history, command);
  }
}

const OPEN_AND_CONFIRM = 2;

describe("a person's pace", () => {
  it("LE10: a ballpark of 20,000 seats with every label and grade takes less than five minutes at 120 actions a minute", () => {
    const hand = new Hand();
    hand.press(4, {
      kind: "stage",
      stage: {
        kind: "diamond",
        outline: [
          { x: 0, y: 300 },
          { x: 300, y: 0 },
          { x: 0, y: -300 },
          { x: -300, y: 0 },
        ],
      },
    });
    hand.press(1, { kind: "focal_point", point: { x: 0, y: 200 } });
    const rings = [
      { name: "101", grade: "VIP", rows: 10, seats: 20, count: 18, radius: 0, from: -120, to: 120 },
      { name: "201", grade: "R", rows: 18, seats: 24, count: 20, radius: 1_160, from: -122, to: 122 },
      { name: "301", grade: "S", rows: 14, seats: 24, count: 22, radius: 1_500, from: -84, to: 124 },
      { name: "401", grade: "A", rows: 2, seats: 24, count: 12, radius: 1_900, from: -84, to: 0 },
    ] as const;
    for (const { name, grade, rows, seats, count, radius, from, to } of rings) {
      const ring = {
        block: block({
          name,
          grade,
          rows,
          seats,
          grow: 0,
          aisles: [seats / 2],
          at: { x: 0, y: 0 },
          shape: PLAIN_SHAPE,
        }),
        count,
        radius,
        from_degrees: from,
        to_degrees: to,
      };
      // Name, grade, rows, seats, aisle, sections, radius, first and last angle.
      hand.press(OPEN_AND_CONFIRM + 9, { kind: "add_ring", ring });
    }
    // The outfield: one block bent, copied along the fence with its names counted on.
    hand.press(OPEN_AND_CONFIRM + 6, {
      kind: "add_block",
      block: block({ name: "501", grade: "B", rows: 13, seats: 30, at: { x: -495, y: -900 } }),
    });
    for (let i = 0; i < 3; i++) {
      const last = hand.history.present.sections.at(-1);
      const seats = new Set(last?.kind === "seated" ? last.rows.flatMap((row) => row.seats.map(({ id }) => id)) : []);
      hand.press(2, { kind: "duplicate", by: { x: 330, y: 0 }, seats, zones: new Set() });
    }
    // All labels in one wizard: rows by number, seats by number from the left.
    const rows = { ...PLAIN_LABELLING.rows, sequence: "numbers" as const };
    hand.press(1 + OPEN_AND_CONFIRM + 4, {
      kind: "label",
      seats: everything(hand.history.present).seats,
      labelling: { rows, seats: PLAIN_LABELLING.seats },
    });
    // Wheelchair places at the ends of the front rows, four sections of them, and the worst corner painted down.
    const list = ids(hand.history.present);
    for (let i = 0; i < 8; i++) {
      hand.press(2, { kind: "mark", seats: new Set(list.slice(i * 400, i * 400 + 2)), tag: "wheelchair", on: true });
    }
    hand.press(3, { kind: "paint", grade: "B", seats: new Set(list.slice(3_600, 4_032)), zones: new Set() });
    const { present } = hand.history;
    console.log(
      `a ballpark of ${placesCount(present)} seats in ${present.sections.length} sections: ${hand.actions} actions`,
    );
    expect(placesCount(present)).toBeGreaterThanOrEqual(20_000);
    expect(problemsOf(present).filter(({ severity }) => severity === "error")).toEqual([]);
    expect(problemsOf(present).filter(({ code }) => code === "overlap")).toEqual([]);
    expect(layoutOf(present).sections.length).toBe(present.sections.length);
    expect(hand.actions).toBeLessThan(600);
  });

  it("LE10: in 50,000 seats a step, its undoing, the problems and the order of sale stay far below a blink", () => {
    let hall = EMPTY_DRAFT;
    for (let i = 0; i < 80; i++) {
      hall = apply(hall, {
        kind: "add_block",
        block: block({
          name: String(101 + i),
          rows: 25,
          seats: 25,
          at: { x: (i % 10) * 300, y: Math.floor(i / 10) * 330 },
        }),
      });
    }
    expect(placesCount(hall)).toBe(50_000);
    const all = everything(hall);
    const zones = new Set<string>();
    const seats = new Set([...all.seats].slice(10_000, 10_625));
    const by = { x: 1, y: 0 };
    let history = act(begin(hall), { kind: "move", by, seats, zones });
    const ms: number[] = [];
    const timed = (name: string, run: () => History | null): void => {
      const began = processorMs();
      history = run() ?? history;
      ms.push(processorMs() - began);
      console.log(`50,000 seats, ${name}: ${ms.at(-1)?.toFixed(1)} ms`);
    };
    timed("move one section", () => act(history, { kind: "move", by, seats, zones }));
    timed("undo", () => undo(history));
    timed("move everything", () => act(history, { kind: "move", by, ...all }));
    timed("label everything", () => act(history, { kind: "label", seats: all.seats, labelling: PLAIN_LABELLING }));
    timed("problems", () => (problemsOf(history.present).length > 1_000 ? history : null));
    const map = compileMap(layoutOf(hall));
    timed("order of sale in pairs", () => (ranksOf(map, 2).length === 0 ? history : null));
    // Generous: the machine may be busy. What is guarded against is anything that grows with the square.
    expect(Math.max(...ms)).toBeLessThan(4_000);
  });
});
