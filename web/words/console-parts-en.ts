// What the parts of the console say in English. Pages that move carry only this.
import type { ConsolePartsWords } from "./console-parts-ko.ts";
import { grouped } from "./format.ts";

export const consolePartsEn: ConsolePartsWords = {
  attention: "Needs you",
  attentionNone: "Nothing needs you right now.",
  attentionRest: (count) => `${grouped(count)} more`,
  weights: { now: "Now", soon: "Soon", news: "News" },
  asOf: (face) => `as of ${face}`,
  asOfStale: (face) => `stopped at ${face}`,
  keep: "Leave it as it is",
};
