import { expect, it } from "vitest";
import { Pseudonyms } from "./pseudonyms.ts";

const hidden = (value: unknown): string => JSON.stringify(new Pseudonyms().hide(value));

it("O5: a pack that names nobody has no address, no hash of one, and nothing that somebody typed", () => {
  const journal = [
    { kind: "handover_offered", order_id: "o_1", line: 0, to_hash: "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg" },
    { kind: "handed_over", order_id: "o_1", line: 0, to_fan_id: "usr_Receiver_1" },
    {
      kind: "refund_requested",
      refund: { number: 1, by: "organiser", reason: "Kim Minjun, 010-1234-5678, rang" },
      asked_by: { audit_id: "aud_1", actor_id: "usr_staff-1", request_id: "r_1", reason: "for Kim Minjun" },
    },
  ];
  const story = {
    source: "mail",
    facts: { to_email: "minjun@example.com", last_error: "550 <minjun@example.com> refused" },
  };
  for (const value of [journal, story]) {
    expect(hidden(value)).not.toMatch(/usr_|minjun|Minjun|010-|n4bQ/);
  }
  expect(hidden(story)).toContain("550 <(an address)> refused");
});

it("O5: one person is one number in every file of a pack, in lists and inside other texts too", () => {
  const names = new Pseudonyms();
  const [held, line] = [names.hide({ fan_id: "usr_A" }), names.hide({ holder_id: "usr_B", given_by: ["usr_A"] })];
  expect([held, line]).toEqual([{ fan_id: "person-0001" }, { holder_id: "person-0002", given_by: ["person-0001"] }]);
  expect(names.hide("cancelled by usr_B")).toBe("cancelled by person-0002");
});
