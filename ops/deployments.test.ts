// F6: nothing is deployed under names that belong to nobody.
import { expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { DEPLOYMENTS, placeholders, settingsOf } from "./deployments.ts";

const REAL = {
  database_id: "3f1b2c4d-0000-4000-8000-1234567890ab",
  public_origin: "https://tickets.seoul.kr",
  mail_from: "tickets@seoul.kr",
  operator_contact: "help@seoul.kr",
  hosts: ["tickets.seoul.kr"],
};

it("F6: a deployment whose every name is real is let through", () => {
  expect(placeholders(REAL, "production")).toEqual([]);
});

it("F6: each placeholder is named by where it stands", () => {
  const cases: [Partial<typeof REAL>, string][] = [
    [{ database_id: "00000000-0000-0000-0000-000000000000" }, "database_id"],
    [{ hosts: ["fairline.example"] }, "routes"],
    [{ hosts: [] }, "routes"],
    [{ public_origin: "https://fairline.example" }, "PUBLIC_ORIGIN"],
    [{ mail_from: "tickets@fairline.example" }, "MAIL_FROM"],
    [{ operator_contact: "help@fairline.example" }, "OPERATOR_CONTACT"],
    [{ public_origin: "https://elsewhere.kr" }, "go astray"],
  ];
  for (const [change, word] of cases) {
    expect(placeholders({ ...REAL, ...change }, "staging")).toEqual([expect.stringContaining(word)]);
  }
});

it("F6: the settings are read as wrangler reads them, for each deployment its own", () => {
  const [production, staging] = [settingsOf("production"), settingsOf("staging")];
  expect(production.hosts).toHaveLength(1);
  expect(staging.hosts).not.toEqual(production.hosts);
  expect(staging.public_origin).not.toBe(production.public_origin);
});

it("F17: an update of the Worker in the middle of a sale leaves objects that are awake their code for hours", () => {
  for (const env of DEPLOYMENTS) {
    const { durable_objects } = unstable_readConfig({ config: "wrangler.toml", env });
    expect(durable_objects.code_update_strategy).toEqual({ mode: "deferred", max_delay: 14_400 });
  }
});
