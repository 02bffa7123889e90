import { expect, it } from "vitest";
import { socketBudget, socketsMaxOf, socketsOpen } from "./socket-budget.ts";

it("F4: past the ceiling nothing is opened, and a closed socket makes room", () => {
  const a = socketBudget("a", 3);
  const b = socketBudget("b", 3);
  expect([a.tryOpen(), a.tryOpen(), b.tryOpen()]).toEqual([true, true, true]);
  expect([a.tryOpen(), b.tryOpen()]).toEqual([false, false]);
  a.closed();
  expect([b.tryOpen(), a.tryOpen()]).toEqual([true, false]);
  a.recount(0);
  b.recount(0);
  expect(socketsOpen()).toBe(0);
});

it("F4: an owner that woke counts what it really holds", () => {
  const budget = socketBudget("c", 2);
  budget.recount(2);
  expect(budget.tryOpen()).toBe(false);
  budget.recount(1);
  expect(budget.tryOpen()).toBe(true);
  budget.recount(0);
  budget.closed();
  expect(socketsOpen()).toBe(0);
});

it("F4: a ceiling that cannot be read is the safe one", () => {
  expect([socketsMaxOf("120"), socketsMaxOf("x"), socketsMaxOf("0")]).toEqual([120, 9_000, 9_000]);
});
