// What the page about fairness says in English.
import type { FairnessWords } from "./fairness-ko.ts";

export const fairnessEn: FairnessWords = {
  title: "How the order is decided",
  description: "The line, the draw, returned seats, checks: what is proved, and what cannot be.",
  intro:
    "For a show that everyone wants there are never enough tickets. So who comes first is not our word: it is a record that anybody can work out again.",
  spec: "Every byte of the record is specified in docs/SPEC-LOG.md, which comes with the source: you can write a verifier of your own.",
  line: {
    title: "The line",
    text: "You get a number in order of arrival, and people enter in that order alone.",
    points: [
      "The number is your order of arrival. A refresh or another device never changes it.",
      "When a place falls free it goes to the head of the line in that moment. A newcomer finds no gap to slip through.",
      "Joining, entering and leaving all stand in a public log, by number alone. Each entry is tied to the one before: a later change shows.",
      "With the receipt you keep, your phone can check that your place is in the log.",
    ],
    picture: { label: "Picture of the line and its log", door: "door", log: "public log" },
  },
  draw: {
    title: "The draw",
    text: "Some shows draw their order instead of giving it to the fastest. A number that nobody can choose decides.",
    points: [
      "Before the lobby opens we say which round of public randomness will draw. That round does not exist yet.",
      "When the lobby closes the list is settled and signed. Its hash is public before the randomness is.",
      "At least six seconds later the round comes out. It is drand's, made by many organisations together; we cannot know it either.",
      "From the list and that number every place follows at once. Having come early makes no difference.",
      "Who comes after the lobby closed stands behind, in order of arrival.",
      "If no valid number comes within 20 seconds, the tenth round after it is awaited; three times at most, then the order of arrival counts. All of it is in the log.",
    ],
    picture: {
      label: "Picture of the draw in order",
      gather: "gather",
      freeze: "list settled",
      round: "number out",
      places: "places",
    },
  },
  returns: {
    title: "Returned seats",
    text: "After a sell-out, a seat that comes back goes to who has waited, not to who refreshes at that moment.",
    points: [
      "Each showtime has a list. A seat is offered to the earliest on it whom it can serve.",
      "Who wants to sit together is offered seats that are together. Who is passed over is told why, and keeps the place.",
      "An offer has its time. What is not paid for by then goes on to the next.",
      "While anybody is on the list, a returned seat never shows as free on the map.",
    ],
    picture: { label: "Picture of a returned seat", seat: "returned seat", list: "list" },
  },
  checks: {
    title: "Checks and bots",
    text: "A bot with an account can try to stand in line too. So a show may ask for a small check before joining. It never decides the order.",
    points: [
      "The organiser sets whether everybody is asked, and it is the same for all: nothing, a small computation, or an outside service.",
      "The small computation is done by your device itself while you wait. There are no pictures to pick.",
      "A code to your mail address is always just as good, also where an outside service is asked.",
      "Where nobody is asked, a flood of joins from one part of the net is asked for that computation. A school or an office passes untouched.",
      "Who stands in line is never asked again and loses no place by it. No signal about a browser or an address changes the order.",
      "When an organiser removes somebody, they say why and the person is told, and can ask for another look. Removing and bringing back both stand in the public log, by number.",
    ],
    picture: { label: "Picture of joining with a check", ask: "a check, at times", keep: "place kept" },
  },
  limits: {
    title: "What cannot be proved",
    text: "However close the record is, it cannot prove this:",
    points: [
      "Who clicked first before the requests arrived. Only the order of arrival is written.",
      "That everyone ahead of you is a real person.",
      "That others are shown the same log. Compare a checkpoint with somebody else's.",
      "How many seats an organiser kept for guests. The line's log holds no seats.",
    ],
  },
};
