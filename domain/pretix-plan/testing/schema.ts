// The published rules of a seating plan (draft-07, version 0.0.1, fetched at revision b287f87), written down by hand, and
// the little that is needed to hold a plan against them.
type Rule =
  | { readonly kind: "text" | "number" | "whole" }
  | { readonly kind: "one_of"; readonly values: readonly (string | null)[] }
  | { readonly kind: "or_null"; readonly rule: Rule }
  | { readonly kind: "list"; readonly of: Rule }
  | { readonly kind: "object"; readonly required: Rules; readonly optional: Rules };
type Rules = Readonly<Record<string, Rule>>;

const text: Rule = { kind: "text" };
const number: Rule = { kind: "number" };
const whole: Rule = { kind: "whole" };
const textOrNull: Rule = { kind: "or_null", rule: text };
const list = (of: Rule): Rule => ({ kind: "list", of });
const object = (required: Rules, optional: Rules = {}): Rule => ({ kind: "object", required, optional });

const position = object({ x: number, y: number });
const seat = object(
  { seat_guid: text, seat_number: text, position, category: text },
  { uuid: text, start_direction: textOrNull, radius: whole },
);
const row = object(
  { row_number: text, seats: list(seat) },
  {
    row_label: textOrNull,
    seat_label: textOrNull,
    uuid: text,
    position,
    row_number_position: { kind: "one_of", values: ["start", "end", "both", null] },
  },
);
const area = object(
  {},
  {
    uuid: text,
    color: text,
    border_color: text,
    rotation: number,
    position,
    shape: { kind: "one_of", values: ["polygon", "rectangle", "ellipse", "circle", "text"] },
    polygon: object({ points: list(position) }),
    rectangle: object({ width: whole, height: whole }),
    ellipse: object({ radius: position }),
    circle: object({ radius: whole }),
    text: object({ text, position }, { color: text, size: whole }),
  },
);
const zone = object({ position, rows: list(row) }, { name: text, zone_id: text, uuid: text, areas: list(area) });
const plan = object({
  name: text,
  size: object({ width: whole, height: whole }),
  categories: list(object({ name: text }, { color: text })),
  zones: list(zone),
});

/** Where a plan breaks the rules; empty where it is valid. */
export const breaches = (value: unknown): string[] => [...check(value, plan, "plan"), ...beyond(value)];

function check(value: unknown, rule: Rule, path: string): string[] {
  switch (rule.kind) {
    case "text":
      return typeof value === "string" ? [] : [`${path}: no text`];
    case "number":
      return typeof value === "number" && Number.isFinite(value) ? [] : [`${path}: no number`];
    case "whole":
      return Number.isInteger(value) ? [] : [`${path}: no whole number`];
    case "one_of":
      return rule.values.includes(value as string | null) ? [] : [`${path}: none of ${rule.values.join(", ")}`];
    case "or_null":
      return value === null ? [] : check(value, rule.rule, path);
    case "list":
      if (!Array.isArray(value)) return [`${path}: no list`];
      return value.flatMap((item, index) => check(item, rule.of, `${path}.${index}`));
    case "object": {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${path}: no object`];
      const missing = Object.keys(rule.required).filter((name) => !(name in value));
      const all: Rules = { ...rule.required, ...rule.optional };
      return [
        ...missing.map((name) => `${path}.${name}: missing`),
        ...Object.entries(value).flatMap(([name, item]) => {
          const own = Object.hasOwn(all, name) ? all[name] : undefined;
          return own === undefined ? [`${path}.${name}: unknown`] : check(item, own, `${path}.${name}`);
        }),
      ];
    }
  }
}

/** What the rules say in words alone: ids are unique, and a seat's category is one of the list. */
function beyond(value: unknown): string[] {
  const faults: string[] = [];
  const seen = { uuid: new Set<string>(), seat_guid: new Set<string>() };
  const categories = new Set((value as { categories?: { name: string }[] }).categories?.map(({ name }) => name));
  const walk = (item: unknown): void => {
    if (typeof item !== "object" || item === null) return;
    for (const [name, inner] of Object.entries(item)) {
      if ((name === "uuid" || name === "seat_guid") && typeof inner === "string") {
        if (seen[name].has(inner)) faults.push(`${name} ${inner}: twice`);
        seen[name].add(inner);
      }
      if (name === "category" && !categories.has(inner)) faults.push(`category ${inner}: not listed`);
      walk(inner);
    }
  };
  walk(value);
  return faults;
}
