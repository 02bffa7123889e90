// O4: an incident is one message, edited as it goes on and closed when it is over, whatever the webhook does meanwhile.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Incident } from "../../domain/alerts/incidents.ts";
import { MESSAGE_CHARS_MAX, MESSAGE_LIMITS, messageOf, type WebhookMessage } from "../../domain/alerts/message.ts";
import { ALERTS } from "../../domain/alerts/rules.ts";
import { MINUTE_MS, MINUTES, seriesWith, TROUBLES } from "../../domain/alerts/testing/troubles.ts";
import { NodeSql } from "../../domain/testing/node-sql.ts";
import { type DeskSwitches, deskAnswer, type KeptAlert, NO_TROUBLE } from "../../sandbox/alerts/desk.ts";
import { LookoutStore } from "./store.ts";
import { type Send, tellAll, type Webhook } from "./telling.ts";
import { lookAt } from "./watching.ts";

const WEBHOOK: Webhook = {
  url: "https://discord.example/api/webhooks/1/token",
  language: "ko",
  runbook_url: "https://fairline.example/OPERATIONS.md",
  deployment: "fairline",
};

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A lookout with the stand-in's own desk at the other end, minute by minute. */
class World {
  readonly store = new LookoutStore(new NodeSql());
  readonly messages = new Map<string, KeptAlert>();
  readonly history: string[] = [];
  switches: DeskSwitches = NO_TROUBLE;
  /** The desk takes what comes, and its answers are lost. */
  answers_lost = false;
  now_ms = 0;
  #ids = 0;

  readonly send: Send = async ({ method, url, message }) => {
    const { pathname } = new URL(url);
    const path = pathname.slice(new URL(WEBHOOK.url).pathname.length);
    const answer = deskAnswer({ method, path, body: message }, this.switches, {
      find: (id) => this.messages.get(id) ?? null,
      newId: () => `m${++this.#ids}`,
      now_ms: this.now_ms,
    });
    this.history.push(`${method} ${answer.status}`);
    if (answer.kept !== null) this.messages.set(answer.kept.id, answer.kept);
    if (this.answers_lost) return null;
    return { status: answer.status, headers: answer.headers, body: JSON.parse(answer.body) as unknown };
  };

  look(minute: number, trouble: string): void {
    this.now_ms = minute * MINUTE_MS;
    const measured = seriesWith(TROUBLES[trouble] ?? []).map(({ name, labels, points }) => ({
      name,
      labels,
      value: points[minute]?.value ?? 0,
    }));
    lookAt(this.store, { at_ms: this.now_ms, measured }, () => `in_${minute}`);
  }

  tell(webhook: Webhook | null = WEBHOOK): Promise<number | null> {
    return tellAll(this.store, { webhook, send: this.send, now: () => this.now_ms });
  }

  async all(trouble: string, before: (minute: number) => void = () => {}): Promise<void> {
    for (let minute = 0; minute < MINUTES; minute++) {
      before(minute);
      this.look(minute, trouble);
      await this.tell();
    }
  }

  titles(): string[] {
    return [...this.messages.values()].map(({ body }) => (JSON.parse(body) as WebhookMessage).embeds[0].title);
  }
}

describe("O4 the webhook", () => {
  test.each(ALERTS.map(({ name, title }) => [name, title.ko] as const))(
    "O4: %s is one message, red or amber while it lasts and green when it is over",
    async (name, title) => {
      const world = new World();
      await world.all(name);
      expect(world.titles()).toEqual([`[회복] ${title}`]);
      expect(world.history[0]).toBe("POST 200");
      expect(world.history.slice(1).every((call) => call === "PATCH 200")).toBe(true);
      expect(world.store.open()).toEqual([]);
    },
  );

  test("O4: a webhook that is away for the whole of an incident is told when it is back, and once", async () => {
    const world = new World();
    await world.all("OutboxLags", (minute) => {
      world.switches = { ...NO_TROUBLE, away: minute < 50 };
    });
    expect(world.titles()).toEqual([expect.stringContaining("회복")]);
    expect(world.history.filter((call) => call.endsWith("200"))).toEqual(["POST 200"]);
  });

  test("O4: told to wait it waits as the header says, not as the body does", async () => {
    const world = new World();
    for (let minute = 0; minute <= 23; minute++) world.look(minute, "DatabaseAway");
    world.switches = { ...NO_TROUBLE, busy_s: 1.5 };
    const again_ms = await world.tell();
    expect(again_ms).toBe(world.now_ms + 1_500);
    world.now_ms += 1_499;
    expect(await world.tell()).toBe(again_ms);
    expect(world.history).toEqual(["POST 429"]);
    world.switches = NO_TROUBLE;
    world.now_ms += 1;
    expect(await world.tell()).toBeNull();
    expect(world.history).toEqual(["POST 429", "POST 200"]);
  });

  test("O4: it comes back ever later to a webhook that is away, and at the latest after five minutes", async () => {
    const world = new World();
    world.switches = { ...NO_TROUBLE, away: true };
    for (let minute = 0; minute <= 23; minute++) world.look(minute, "DatabaseAway");
    const waits: number[] = [];
    for (let tries = 0; tries < 10; tries++) {
      const again_ms = (await world.tell()) ?? 0;
      waits.push(again_ms - world.now_ms);
      world.now_ms = again_ms;
    }
    expect(waits.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(waits.at(-1)).toBe(300_000);
  });

  test("O4: where the answer to a message is lost, the second one says that it is the same incident and goes on alone", async () => {
    const world = new World();
    await world.all("OutboxLags", () => {
      world.answers_lost = world.history.length === 0;
    });
    const shown = [...world.messages.values()].map(({ body }) => (JSON.parse(body) as WebhookMessage).embeds[0]);
    expect(world.history.filter((call) => call.startsWith("POST"))).toEqual(["POST 200", "POST 200"]);
    expect(shown.map(({ title }) => title.slice(0, 4))).toEqual(["[발생]", "[회복]"]);
    expect(shown.map(({ description }) => description.includes("같은 번호"))).toEqual([false, true]);
    expect(new Set(shown.map(({ footer }) => footer.text)).size).toBe(1);
  });

  test("O4: an edit whose answer is lost is edited again, and nothing is told twice", async () => {
    const world = new World();
    await world.all("OutboxLags", () => {
      world.answers_lost = world.history.length === 1;
    });
    expect(world.history.filter((call) => call.startsWith("POST"))).toHaveLength(1);
    expect(world.titles()).toEqual([expect.stringContaining("회복")]);
    const [message] = [...world.messages.values()];
    expect(message?.body).not.toContain("같은 번호");
  });

  test("O4: a message that somebody deleted is made anew", async () => {
    const world = new World();
    await world.all("OutboxLags", (minute) => {
      if (minute === 29) world.messages.clear();
    });
    expect(world.history).toContain("PATCH 404");
    expect(world.titles()).toHaveLength(1);
  });

  test("O4: with nobody to wake nothing is sent, and a webhook that comes later is not flooded", async () => {
    const world = new World();
    for (let minute = 0; minute < 50; minute++) {
      world.look(minute, "DatabaseAway");
      await world.tell(null);
    }
    await world.tell();
    expect(world.history).toEqual([]);
    expect(world.store.latest(5).map(({ incident }) => incident.alert)).toEqual(["DatabaseAway"]);
  });

  test("O4: a crash anywhere loses no incident and tells none twice that was answered", async () => {
    for (let k = 1; k < 60; k += 2) {
      const world = new World();
      const sql = new NodeSql();
      const crashing = Object.assign(new World(), { store: new LookoutStore(sql) });
      for (let minute = 0; minute < 22; minute++) crashing.look(minute, "DatabaseAway");
      sql.crashAt(k);
      try {
        for (let minute = 22; minute < MINUTES; minute++) {
          crashing.look(minute, "DatabaseAway");
          await crashing.tell();
        }
      } catch {
        // Loaded again by whoever comes next, a minute later.
      }
      sql.crashAt(Number.POSITIVE_INFINITY);
      const again = Object.assign(world, { store: new LookoutStore(sql), messages: crashing.messages });
      again.now_ms = crashing.now_ms;
      for (let minute = crashing.now_ms / MINUTE_MS; minute < MINUTES; minute++) {
        again.look(minute, "DatabaseAway");
        await again.tell();
      }
      expect([k, again.store.open().length, again.titles().filter((title) => title.includes("회복")).length]).toEqual([
        k,
        0,
        expect.toSatisfy((n: number) => n >= 1),
      ]);
    }
  });
});

describe("O4 a message", () => {
  const firing = (n: number): Incident["firing"] =>
    Array.from({ length: n }, (_, i) => ({ labels: { show: `${"긴 이름 ".repeat(200)}${i}` }, since_ms: 0, value: i }));

  test.each([0, 1, 12, 13, 5_000])("O4: with %i shows it stays within every limit and mentions nobody", (n) => {
    for (const alert of ALERTS) {
      for (const language of ["ko", "en"] as const) {
        const incident = {
          id: "in_1",
          alert: alert.name,
          began_at_ms: 0,
          ended_at_ms: null,
          firing: firing(n),
          rev: 1,
        };
        const message = messageOf({ alert, incident, language, runbook_url: null, deployment: "d".repeat(3_000) });
        const [embed] = message.embeds;
        const chars = [embed.title, embed.description, embed.footer.text].concat(
          embed.fields.flatMap(({ name, value }) => [name, value]),
        );
        expect(embed.fields.length).toBeLessThanOrEqual(MESSAGE_LIMITS.fields);
        expect(chars.join("").length).toBeLessThanOrEqual(MESSAGE_CHARS_MAX);
        expect(message.allowed_mentions).toEqual({ parse: [] });
        expect(embed).not.toHaveProperty("url");
      }
    }
  });

  test("O4: a show's title is letters: no mention, link, format or spoiler comes of it", () => {
    const alert = ALERTS.find(({ name }) => name === "LineOutgrowsRoom");
    if (alert === undefined) throw new Error("no such alert");
    const title = "@everyone **now** [free](https://evil.example) <@&1> ||x|| `y`";
    const incident = { id: "in_1", alert: alert.name, began_at_ms: 0, ended_at_ms: null, rev: 1 };
    const firing = [{ labels: { show: "show_1" }, since_ms: 0, value: 1 }];
    const titles = new Map([["show_1", title]]);
    const { embeds, content } = messageOf({ alert, incident: { ...incident, firing }, titles, ...WEBHOOK });
    expect(content).toBe("");
    expect(embeds[0].fields[0]?.name).toBe(
      "\\@everyone \\*\\*now\\*\\* \\[free\\]\\(https\\://evil.example\\) \\<\\@&1\\> \\|\\|x\\|\\| \\`y\\`",
    );
  });

  test("O4: it says in people's words what is the matter and how much of it", () => {
    const alert = ALERTS.find(({ name }) => name === "LineOutgrowsRoom");
    if (alert === undefined) throw new Error("no such alert");
    const incident: Incident = {
      id: "in_1",
      alert: alert.name,
      began_at_ms: 0,
      ended_at_ms: 14 * MINUTE_MS,
      firing: [{ labels: { show: "show_1" }, since_ms: 0, value: 12_345 }],
      rev: 3,
    };
    const titles = new Map([["show_1", "달과 여섯 개의 의자"]]);
    const { embeds } = messageOf({ alert, incident, titles, ...WEBHOOK });
    expect(embeds[0]).toMatchObject({
      title: "[회복] 줄이 입장보다 빨리 길어져요",
      url: "https://fairline.example/OPERATIONS.md#lineoutgrowsroom",
      fields: [{ name: "달과 여섯 개의 의자", value: "12,345명", inline: true }],
    });
    expect(embeds[0].description).toContain("14분 만에 회복했어요.");
  });
});
