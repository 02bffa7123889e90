// F6: a second deployment's queues are worked off like the first's.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { queueKind } from "./queue-name.ts";

it("F6: every queue of every environment has a kind, and a foreign one has none", () => {
  const names = [...readFileSync("wrangler.toml", "utf8").matchAll(/^queue = "([^"]+)"/gm)].map(
    ([, name = ""]) => name,
  );
  expect(names.length).toBeGreaterThan(9);
  for (const name of names) expect([name, queueKind(name)]).not.toContain(null);
  expect(queueKind("fairline-mail")).toBe("mail");
  expect(queueKind("fairline-staging-payments")).toBe("payments");
  expect(queueKind("fairline-staging-mail-dead")).toBe("dead");
  for (const name of ["fairline-mails", "mailings", "fairline-dead", ""]) expect(queueKind(name)).toBeNull();
});

it("F6: no two environments share a queue, a database, a name or a brake's counter", () => {
  const settings = readFileSync("wrangler.toml", "utf8");
  const parts = ["production", "staging", "local"].map((env) => {
    const lines = settings.split("\n");
    const own: string[] = [];
    let inside = false;
    for (const line of lines) {
      if (line.startsWith("[")) inside = new RegExp(`^\\[+env\\.${env}[.\\]]`).test(line);
      if (inside) own.push(line);
    }
    return [...own.join("\n").matchAll(/^(?:queue|database_name|namespace_id|pattern) = "([^"]+)"/gm)].map(
      ([, value = ""]) => value,
    );
  });
  const [production = [], staging = [], local = []] = parts.map((values) => [...new Set(values)]);
  expect(production.filter((value) => staging.includes(value))).toEqual([]);
  expect(production.filter((value) => value.startsWith("fairline") && local.includes(value))).toEqual([]);
});
