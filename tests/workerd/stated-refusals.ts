// Runs beside every test file: whatever a route refuses while the tests walk it must stand in its statement (F16).
import { afterAll, expect } from "vitest";

const unstated = new Set<string>();
const warn = console.warn.bind(console);
console.warn = (...words: unknown[]) => {
  const text = String(words[0]);
  if (text.includes('"refusal_unstated"')) {
    const { route, code } = JSON.parse(text) as { route: string; code: string };
    unstated.add(`${route}: ${code}`);
  }
  warn(...words);
};

afterAll(() => {
  expect([...unstated], "F16: refusals that no statement of their route names").toEqual([]);
});
