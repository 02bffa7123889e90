// A door's page under attack: by a slow service, a wrong clock, a second page, a friend's screenshot, and its own end.
import { describe, expect, test } from "vitest";
import { ticketKey } from "../../domain/door/seal.ts";
import { Book } from "./book.ts";
import { NO_OTHERS, nothingNew, placed, type Sent, setUp, twoPages } from "./testing/desk.ts";
import { BASE_MS, INSIDE, manifest, ONE, SALT, signed, TWO, ticketOf, VOID } from "./testing/door.ts";

const HOUR_MS = 3_600_000;
/** Of the door's show, and of no bundle: bought after it was made. */
const NEW = ticketOf("ABCDEF");
const seat = { section: "1F", row: "A", label: "3", grade: "R" };

/** A service that says nothing of a scan until it is told to. */
function slowService(batch: (body: Sent["body"]) => Response = (body) => placed(body, "entered")) {
  const waiting: ((answer: Response) => void)[] = [];
  const service = (path: string, body: Sent["body"]): Response | Promise<Response> => {
    if (path.endsWith("/batch")) return batch(body);
    return path.endsWith("/checkins") ? new Promise((done) => waiting.push(done)) : nothingNew();
  };
  return { service, waiting };
}

describe("DR12: what the service says too late", () => {
  test("DR12: somebody turned away whom it lets in after all is in by a fact: the screen is green, and nobody else is", async () => {
    const { service, waiting } = slowService();
    const { desk, at, sent } = setUp(service);
    await desk.begin();
    await desk.scan(signed(VOID).qr, "in");
    expect(desk.verdict?.shown).toBe("void");
    waiting[0]?.(Response.json(seat, { status: 201 }));
    await expect.poll(() => desk.verdict).toMatchObject({ shown: "entered", late: true });
    await expect.poll(() => desk.own[0]?.sent_at_ms).not.toBeNull();
    const told = sent.filter(({ path }) => path.endsWith("/batch")).flatMap(({ body }) => body?.items ?? []);
    expect(told.at(-1)).toMatchObject({ nonce: desk.own[0]?.nonce, shown: "entered" });
    at.network = false;
    at.now_ms += 10_000;
    await desk.turn();
    await desk.scan(signed(VOID).qr, "in");
    expect(desk.verdict?.shown).not.toBe("entered");
  });

  test("DR12: with the next one already there, whoever was turned away stays out: no green but the next one's own", async () => {
    const { service, waiting } = slowService((body) => placed(body, "void"));
    const { desk, sent } = setUp(service);
    await desk.begin();
    await desk.scan(signed(VOID).qr, "in");
    await desk.scan(signed(INSIDE).qr, "in");
    expect(desk.verdict?.shown).toBe("already_entered");
    waiting[0]?.(Response.json(seat, { status: 201 }));
    await expect.poll(() => desk.own[0]?.sent_at_ms).not.toBeNull();
    expect([desk.verdict?.shown, desk.own[0]?.shown]).toEqual(["already_entered", "void"]);
    const told = sent.filter(({ path }) => path.endsWith("/batch")).flatMap(({ body }) => body?.items ?? []);
    expect(told.every(({ shown }) => shown !== "entered")).toBe(true);
  });

  test("DR12: one ticket in two writings within the wait for a slow service enters once", async () => {
    const { service } = slowService();
    const { desk, said } = setUp(service);
    await desk.begin();
    await Promise.all([desk.scan(signed(ONE).qr, "in"), desk.scan(signed(ONE).text, "in")]);
    expect([...said].sort()).toEqual(["already_entered", "entered"]);
  });
});

describe("DR7: a wall between the door and us", () => {
  test.each([200, 403])(
    "DR7: a page of somebody else's (%i) is no network: the door goes on by itself",
    async (status) => {
      const { desk, said } = setUp(
        () => new Response("<h1>Sign in to this network</h1>", { status, headers: { "content-type": "text/html" } }),
      );
      await desk.begin();
      await desk.scan(signed(ONE).qr, "in");
      expect([said, desk.online, desk.waiting]).toEqual([["entered"], false, 1]);
    },
  );
});

describe("DR13: a ticket that was sold after the bundle was made", () => {
  const scan = { ticket_id: NEW, generation: 0, direction: "in" as const };

  test("DR13: our signature of this showtime lets it in once, where the door is for everybody", async () => {
    const { desk, at } = setUp(nothingNew);
    at.network = false;
    await desk.begin();
    await desk.scan(signed(NEW).qr, "in");
    expect(desk.verdict).toMatchObject({ shown: "entered", seat: null, unlisted: true });
    at.now_ms += 10_000;
    await desk.scan(signed(NEW).qr, "in");
    expect(desk.verdict).toMatchObject({ shown: "already_entered", first: { door: "North" } });
  });

  test("DR13: a door to some sections cannot know its seat, and sends it to a door for everybody", () => {
    const door = { ...manifest().door, sections: ["1F"] };
    const said = new Book(manifest({ door })).decide(scan, { own: [], ahead_ms: 0 });
    expect(said).toMatchObject({ shown: "wrong_door", unlisted: true, doors: ["North"] });
  });

  test("DR13: by hand, under a key of no ticket, nobody is let in", () => {
    const key = ticketKey(SALT, NEW);
    expect(new Book(manifest()).decide({ key, direction: "in" }, { own: [], ahead_ms: 0 }).shown).toBe("void");
  });
});

describe("DR14: one device, several pages of one door", () => {
  test("DR14: what one page let in, the other knows, without a network", async () => {
    const [one, two] = twoPages();
    const first = setUp(nothingNew, { others: one, names: "a" });
    const second = setUp(nothingNew, { others: two, names: "b" });
    for (const { desk, at } of [first, second]) {
      at.network = false;
      await desk.begin();
    }
    await first.desk.scan(signed(ONE).qr, "in");
    await second.desk.scan(signed(ONE).qr, "in");
    expect(second.said).toEqual(["already_entered"]);
    const [scan] = first.desk.own;
    if (scan === undefined) throw new Error("a scan");
    await first.desk.undo(scan);
    second.at.now_ms += 10_000;
    await second.desk.scan(signed(ONE).qr, "in");
    expect(second.said).toEqual(["already_entered", "entered"]);
  });

  test("DR14 control: pages that do not hear each other let it in twice", async () => {
    const both = [NO_OTHERS, NO_OTHERS].map((others) => setUp(nothingNew, { others }));
    for (const { desk, at } of both) {
      at.network = false;
      await desk.begin();
      await desk.scan(signed(ONE).qr, "in");
    }
    expect(both.map(({ said }) => said)).toEqual([["entered"], ["entered"]]);
  });

  test("DR14: a friend who holds up the same picture two seconds later is told so; a code held still is one scan", async () => {
    const { desk, at, said } = setUp(nothingNew);
    at.network = false;
    await desk.begin();
    for (let i = 0; i < 5; i++) {
      await desk.scan(signed(ONE).qr, "in");
      at.now_ms += 900;
    }
    expect(said).toEqual(["entered"]);
    at.now_ms += 1_100;
    await desk.scan(signed(ONE).qr, "in");
    expect(said).toEqual(["entered", "already_entered"]);
  });
});

describe("DR15: the end of a door's link", () => {
  const ends_soon = { door: { ...manifest().door, ends_at_ms: BASE_MS + 60_000 } };

  test("DR15: without a network too the page ends with its link, by our clock, and lets nobody in", async () => {
    const { desk, at, said } = setUp(nothingNew, { bundle: ends_soon });
    at.network = false;
    await desk.begin();
    at.now_ms += 59_000;
    await desk.scan(signed(ONE).qr, "in");
    expect([said, desk.closed]).toEqual([["entered"], false]);
    at.now_ms += 1_000;
    await desk.scan(signed(TWO, 1).qr, "in");
    expect([said, desk.closed]).toEqual([["entered"], true]);
  });

  test("DR15: what an ended page still has is told, and it lets nobody in", async () => {
    const { desk, at, shelf } = setUp((path, body) =>
      path.endsWith("/batch") ? placed(body, "entered") : Response.json({ code: "door_closed" }, { status: 401 }),
    );
    at.network = false;
    await desk.begin();
    await desk.scan(signed(ONE).qr, "in");
    const later = setUp(
      (path, body) =>
        path.endsWith("/batch") ? placed(body, "entered") : Response.json({ code: "door_closed" }, { status: 401 }),
      { ended: true },
    );
    for (const scan of shelf.scans.values()) later.shelf.scans.set(scan.nonce, scan);
    await later.desk.begin();
    expect([later.desk.closed, later.desk.waiting]).toEqual([true, 0]);
    await later.desk.scan(signed(TWO, 1).qr, "in");
    expect(later.said).toEqual([]);
  });
});

describe("DR4: a device whose clock is wrong", () => {
  test.each([-HOUR_MS, HOUR_MS])("DR4: a clock off by %i ms knows who went out after they came in", async (off_ms) => {
    const made_ms = BASE_MS + 120_000;
    const { desk, at, said } = setUp(nothingNew, { bundle: { as_of_ms: made_ms }, asked_at_ms: made_ms + off_ms });
    at.network = false;
    at.now_ms = made_ms + off_ms + 60_000;
    await desk.begin();
    await desk.scan(signed(INSIDE).qr, "out");
    at.now_ms += 60_000;
    await desk.scan(signed(INSIDE).qr, "in");
    at.now_ms += 60_000;
    await desk.scan(signed(INSIDE).qr, "in");
    expect(said).toEqual(["left", "entered", "already_entered"]);
  });
});
