import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heard, type Inbox } from "./model.ts";
import { type NoticeItem, readFrame } from "./notice.ts";

const item = (seq: number, more: Partial<NoticeItem> = {}): NoticeItem => ({
  id: `ntf_${seq}`,
  seq,
  kind: "PAYMENT",
  title: `title ${seq}`,
  text: "text",
  link: "/me",
  status: "UNREAD",
  created_at_ms: seq,
  ...more,
});
const EMPTY: Inbox = {
  filter: { unread: false, kind: null },
  items: [],
  next_cursor: null,
  unread: 0,
  chosen: null,
  live: true,
};
const seqs = (inbox: Inbox): number[] => inbox.items.map(({ seq }) => seq);

describe("N3: the list on the page", () => {
  it("N3: each message once and newest first, in whatever order and however often it comes", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 })), (order) => {
        const told = order.reduce<Inbox>(
          (inbox, seq) => heard(inbox, { type: "notification", notification: item(seq) }),
          EMPTY,
        );
        expect(seqs(told)).toEqual([...new Set(order)].sort((a, b) => b - a));
      }),
    );
  });

  it("N3: a list asked for again takes what went meanwhile, and keeps what came meanwhile", () => {
    const before: Inbox = { ...EMPTY, items: [item(2), item(1)] };
    const known = new Set(["ntf_1", "ntf_2"]);
    const during = heard(before, { type: "notification", notification: item(3) });
    const page = { items: [item(1, { status: "READ" })], next_cursor: null, unread_count: 7 };
    const after = heard(during, { type: "again", page, known });
    expect([seqs(after), after.items[1]?.status, after.unread]).toEqual([[3, 1], "READ", 0]);
  });

  it("N3: what was ticked stays ticked when the list is asked for again, unless it is gone", () => {
    const inbox: Inbox = { ...EMPTY, items: [item(3), item(2), item(1)], chosen: new Set(["ntf_1", "ntf_3"]) };
    const page = { items: [item(3), item(2)], next_cursor: null, unread_count: 2 };
    const after = heard(inbox, { type: "again", page, known: new Set(["ntf_1", "ntf_2", "ntf_3"]) });
    expect([seqs(after), [...(after.chosen ?? [])]]).toEqual([[3, 2], ["ntf_3"]]);
  });

  it("N3: everything up to a number is read or gone, and nothing past it", () => {
    const inbox: Inbox = { ...EMPTY, items: [item(3), item(2), item(1)], chosen: new Set(["ntf_1", "ntf_3"]) };
    expect(heard(inbox, { type: "all_read", through: 2 }).items.map(({ status }) => status)).toEqual([
      "UNREAD",
      "READ",
      "READ",
    ]);
    const gone = heard(inbox, { type: "all_deleted", through: 2 });
    expect([seqs(gone), [...(gone.chosen ?? [])]]).toEqual([[3], ["ntf_3"]]);
  });

  it("N3: a filter lets in only what fits it; what is read stays in sight until the page is left", () => {
    const unread: Inbox = { ...EMPTY, filter: { unread: true, kind: "EVENT" } };
    const wrong = heard(unread, { type: "notification", notification: item(1) });
    const right = heard(wrong, { type: "notification", notification: item(2, { kind: "EVENT" }) });
    expect(seqs(right)).toEqual([2]);
    expect(seqs(heard(right, { type: "read", ids: ["ntf_2"] }))).toEqual([2]);
  });

  it("N2: a frame that cannot be read says nothing", () => {
    for (const text of ["", "{", "null", "[]", '{"type":"new"}', '{"type":"read","ids":[1]}', '{"type":"unread"}']) {
      expect(readFrame(text), text).toBeNull();
    }
    expect(readFrame('{"type":"read","ids":["a"]}')).toEqual({ type: "read", ids: ["a"] });
  });
});
