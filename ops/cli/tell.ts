// How commands speak: plain lines for a person or JSON for a program on standard output, everything else beside it.
import { createInterface } from "node:readline/promises";
import type { Asked } from "./command.ts";

export function tell(asked: Pick<Asked, "json">, value: unknown, lines: readonly string[]): void {
  console.log(asked.json ? JSON.stringify(value) : lines.join("\n"));
}

export const won = (krw: number): string => `${krw.toLocaleString("en-US")} KRW`;
export const timeOf = (at_ms: number): string => new Date(at_ms).toISOString().replace("T", " ").slice(0, 19);

/** A table of two columns, as wide as its widest name. */
export function pairs(rows: readonly (readonly [string, string | number])[]): string[] {
  const wide = rows.reduce((most, [name]) => Math.max(most, name.length), 0);
  return rows.map(([name, value]) => `${name.padEnd(wide)}  ${value}`);
}

/** A person is asked; a script says `--yes`. */
export async function confirmed(asked: Asked, question: string): Promise<boolean> {
  if (asked.is("yes")) return true;
  if (!process.stdin.isTTY) {
    console.error(`${question} Say --yes: nobody is there to be asked.`);
    return false;
  }
  const answer = await askPerson(`${question} Type yes: `);
  return answer.trim() === "yes";
}

export async function askPerson(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await reader.question(question);
  } finally {
    reader.close();
  }
}

const BAR_CHARS = 24;

/** Where a person looks on, a bar on standard error; elsewhere one line when it is whole. */
export function progress(what: string): (done: number, of: number) => void {
  const watched = process.stderr.isTTY === true;
  return (done, of) => {
    const full = of === 0 ? BAR_CHARS : Math.round((done / of) * BAR_CHARS);
    const bar = `${"█".repeat(full)}${"░".repeat(BAR_CHARS - full)}`;
    if (watched) process.stderr.write(`\r${what} ${bar} ${done}/${of}${done === of ? "\n" : ""}`);
    else if (done === of) console.error(`${what} ${done}/${of}`);
  };
}
