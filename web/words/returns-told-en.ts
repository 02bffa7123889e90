// The short words of a place in the list for returned seats, in English.
import { counted } from "../../domain/counted.ts";
import { grouped } from "./format.ts";
import type { returnsToldKo } from "./returns-told-ko.ts";

export const returnsToldEn: typeof returnsToldKo = {
  open: "Tell me when seats come back",
  standing: "The list for returned seats",
  seeOwn: "See my place",
  toOffer: "Pay for the seats that came back",
  waiting: (count) => (count === 0 ? "Nobody is waiting yet" : `${counted(count, "fan waits", "fans wait")}`),
  cameBack: (count) =>
    count === 0
      ? "No seats came back yet"
      : `Seats came back and were offered ${counted(count, "time", "times")} so far`,
  ahead: (count) => (count === 0 ? "You are next" : `${grouped(count)} ahead of you`),
  offered: "Seats came back, and they are kept for you.",
  more: (rounds) => `There ${rounds === 1 ? "is 1 more round" : `are ${grouped(rounds)} more rounds`}.`,
};
