// What every page of a show's doors says in the same way: when, and where in the console one is.
import type { When } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import type { PageFrame } from "../../kit/pages/view-models.ts";
import type { ShowOfPage } from "./as-owner.ts";
import { consolePaths } from "./paths.ts";

export const whenIn = (show: ShowOfPage, frame: PageFrame): When => ({
  nowMs: frame.now_ms,
  zone: show.zone,
  language: frame.language,
});

export const doorCrumbs = (frame: PageFrame, show: ShowOfPage, last?: string) => {
  const { shows, doors } = wordsFor(frame.language).console;
  return [
    { label: shows.title, href: consolePaths.shows },
    { label: show.title, href: consolePaths.live(show.id) },
    ...(last === undefined
      ? [{ label: doors.title }]
      : [{ label: doors.title, href: consolePaths.doors(show.id) }, { label: last }]),
  ];
};
