// The numbers that a measurement may be asked with, each bounded: whoever measures the own machine shall not end it.
import { parseArgs } from "node:util";

export type Flag = { readonly usual: number; readonly least: number; readonly most: number; readonly about: string };
export type Flags = Readonly<Record<string, Flag>>;
export type Asked = {
  readonly json: boolean;
  readonly peers: boolean;
  readonly numbers: Readonly<Record<string, number>>;
};

/** A text where they cannot be read. */
export function readFlags(args: readonly string[], flags: Flags): Asked | string {
  const asText = Object.fromEntries(Object.keys(flags).map((name) => [name, { type: "string" as const }]));
  let values: Readonly<Record<string, string | boolean | undefined>>;
  try {
    const options = { ...asText, json: { type: "boolean" }, "no-peer": { type: "boolean" } } as const;
    values = parseArgs({ args: [...args], options }).values as typeof values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const numbers: Record<string, number> = {};
  for (const [name, { usual, least, most }] of Object.entries(flags)) {
    const value = Number(values[name] ?? usual);
    if (!Number.isInteger(value) || value < least || value > most)
      return `--${name}: a whole number, ${least} to ${most}`;
    numbers[name] = value;
  }
  return { json: values.json === true, peers: values["no-peer"] !== true, numbers };
}

export const flagHelp = (flags: Flags): readonly string[] =>
  Object.entries(flags).map(
    ([name, { usual, least, most, about }]) => `--${name} ${about} (${usual}; ${least} to ${most})`,
  );
