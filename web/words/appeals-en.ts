// What the page where removals are looked at again says in English.
import type { AppealsWords } from "./appeals-ko.ts";
import { grouped } from "./format.ts";

export const appealsEn: AppealsWords = {
  title: "Asked to look again",
  description: "What fans who were taken out of the line wrote, and your answer.",
  link: (open) => (open === 0 ? "Appeals" : `Appeals (${grouped(open)})`),
  lead: "Brought back, a fan stands at the very same number. If it stays as it is, they are told why as well. Neither can be undone here.",
  open: (count) => (count === 1 ? "1 waits for an answer" : `${grouped(count)} wait for an answer`),
  decided: "Decided",
  number: (position) => `No. ${grouped(position)}`,
  removed: "Removed because",
  noReason: "not on record",
  said: "What they wrote",
  answered: "Your answer",
  reason: "Your reason (the fan reads it as it is)",
  restore: "Bring back to the same number",
  decline: "Leave it as it is",
  statuses: { OPEN: "Waiting", RESTORED: "Brought back", DECLINED: "Left as it was" },
  emptyTitle: "Nothing to answer",
  emptyText: "When somebody who was removed from the line asks for another look, it stands here.",
  done: "Decided. They are told here and by mail.",
  wrong: "Please write a reason of 1 to 200 characters. Nothing was decided yet.",
};
