// SL28: a broadcast never holds its object for long, and every socket hears everything in order.
import { expect, it } from "vitest";
import { Broadcast, SLICE_SOCKETS } from "./broadcast.ts";

function table(count: number) {
  const waiting: (() => void)[] = [];
  const heard = Array.from({ length: count }, (): string[] => []);
  let in_turn = 0;
  let longest_turn = 0;
  const sockets = heard.map((own) => ({
    send: (text: string) => {
      own.push(text);
      longest_turn = Math.max(longest_turn, ++in_turn);
    },
  }));
  const broadcast = new Broadcast((run) => waiting.push(run));
  const turns = (): number => {
    let count = 0;
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift(), count++) {
      in_turn = 0;
      run();
    }
    return count;
  };
  return { broadcast, sockets, heard, turns, longest: () => longest_turn };
}

it("SL28: ten thousand viewers are told in slices", () => {
  const { broadcast, sockets, heard, turns, longest } = table(10_000);
  broadcast.send(["a"], sockets);
  expect(turns()).toBe(10_000 / SLICE_SOCKETS - 1);
  expect(longest()).toBe(SLICE_SOCKETS);
  expect(heard.every((own) => own.join() === "a")).toBe(true);
});

it("SL28: what is said meanwhile comes after, to those who are there then, and in order", () => {
  const { broadcast, sockets, heard, turns } = table(1_000);
  const early = sockets.slice(0, 900);
  broadcast.send(["1", "2"], early);
  broadcast.send(["3"], sockets);
  turns();
  expect(heard.slice(0, 900).every((own) => own.join("") === "123")).toBe(true);
  expect(heard.slice(900).every((own) => own.join("") === "3")).toBe(true);
});

it("SL28: a socket that is closing keeps nobody else from hearing", () => {
  const { broadcast, sockets, heard, turns } = table(3);
  const closing = {
    send: () => {
      throw new Error("closing");
    },
  };
  broadcast.send(["a"], [closing, ...sockets]);
  broadcast.send([], sockets);
  turns();
  expect(heard.map((own) => own.join())).toEqual(["a", "a", "a"]);
});
