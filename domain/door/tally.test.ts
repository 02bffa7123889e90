// What an organiser reads of the doors: how many each let in, and how many entries it took back.
import { expect, test } from "vitest";
import type { DoorFact } from "./bundle.ts";
import { sumTallies, tallyDoors } from "./tally.ts";
import type { TicketAtLedger } from "./tickets.ts";

const ticket = (n: number): TicketAtLedger => ({
  ticket_id: `t${n}`,
  generation: 0,
  holder_id: null,
  number: `N${n}`,
  section_id: "A",
  section: "A",
  row: "1",
  label: String(n),
  grade: "R",
  void_since_ms: null,
});

const scan = (ticket_id: string, nonce: string, more: Partial<DoorFact> = {}): DoorFact => ({
  ticket_id,
  nonce,
  device_id: "phone",
  door_id: "east",
  door: "East",
  at_ms: 1_000_000 + Number(nonce.slice(1)),
  direction: "in",
  shown: "entered",
  undoes: null,
  ...more,
});
const undo = (ticket_id: string, nonce: string, undoes: string, more: Partial<DoorFact> = {}): DoorFact =>
  scan(ticket_id, nonce, { undoes, ...more });

const tallyOf = (facts: readonly DoorFact[]) =>
  tallyDoors([ticket(1), ticket(2), ticket(3)], (id) => facts.filter(({ ticket_id }) => ticket_id === id));
const doorsOf = (facts: readonly DoorFact[]) =>
  tallyOf(facts).by_door.map(({ id, entered, undone }) => ({ id, entered, undone }));

test("DR18: an entry that its door took back is counted there, and the one after it is an entry", () => {
  const facts = [scan("t1", "n1"), undo("t1", "n2", "n1"), scan("t1", "n3"), scan("t2", "n4")];
  expect(doorsOf(facts)).toEqual([{ id: "east", entered: 2, undone: 1 }]);
});

test("DR18: a door that let in again and again by taking back shows how often, also where nobody stayed in", () => {
  const west = { door_id: "west", door: "West" };
  const again = [1, 3, 5].flatMap((n) => [scan("t1", `n${n}`, west), undo("t1", `n${n + 1}`, `n${n}`, west)]);
  expect(doorsOf([...again, scan("t2", "n9")])).toEqual([
    { id: "west", entered: 0, undone: 3 },
    { id: "east", entered: 1, undone: 0 },
  ]);
});

test("DR18: what another device would take back, a scan out taken back, and one that was turned away count for nothing", () => {
  const facts = [
    scan("t1", "n1"),
    undo("t1", "n2", "n1", { device_id: "another" }),
    scan("t1", "n3", { direction: "out", shown: "left" }),
    undo("t1", "n4", "n3"),
    scan("t2", "n5", { shown: "void" }),
    undo("t2", "n6", "n5"),
  ];
  expect(doorsOf(facts)).toEqual([{ id: "east", entered: 1, undone: 0 }]);
});

test("DR18: of several showtimes they are summed by door", () => {
  const one = tallyOf([scan("t1", "n1"), undo("t1", "n2", "n1"), scan("t2", "n3")]);
  expect(sumTallies([one, one]).by_door).toEqual([{ id: "east", name: "East", entered: 2, undone: 2 }]);
});
