// The parts of a show as its organiser goes through them, in the order of making one.
export const PARTS = ["about", "showtimes", "prices", "sale", "poster", "presale"] as const;
export type PartName = (typeof PARTS)[number];

/** Null after the last: then the whole is looked at and published. */
export const nextPart = (part: PartName): PartName | null => PARTS[PARTS.indexOf(part) + 1] ?? null;

/** Where a path of the API's body, as `missing` and refusals name it, is typed in. */
export function placeOf(path: string): { readonly part: PartName; readonly field: string } {
  if (path.startsWith("showtimes")) return { part: "showtimes", field: "starts_at" };
  if (path.startsWith("grades")) return { part: "prices", field: "prices" };
  if (path.startsWith("sale.")) return { part: "sale", field: path.slice(5).replace(/_ms$/, "") };
  return { part: "about", field: path };
}
