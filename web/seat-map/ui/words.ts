// The room's words in the page's language.
import { roomEn } from "../../words/room-en.ts";
import { type RoomWords, roomKo } from "../../words/room-ko.ts";
import { gradeAt } from "../choice.ts";
import { COMPANION, type Plan, RESTRICTED_VIEW, STEP_FREE, WHEELCHAIR } from "../plan.ts";
import type { RoomSettings } from "../room.ts";

export const roomWordsFor = (language: RoomSettings["language"]): RoomWords => (language === "en" ? roomEn : roomKo);

export function tagNames(words: RoomWords, plan: Plan, place: number): readonly string[] {
  const tags = plan.tags[place] ?? 0;
  return [
    (tags & WHEELCHAIR) !== 0 ? words.tags.wheelchair : "",
    (tags & COMPANION) !== 0 ? words.tags.companion : "",
    (tags & RESTRICTED_VIEW) !== 0 ? words.tags.restricted_view : "",
    (tags & STEP_FREE) !== 0 ? words.tags.step_free : "",
  ].filter((name) => name !== "");
}

export const gradeNameAt = (settings: RoomSettings, plan: Plan, place: number): string =>
  settings.grades.find(({ grade }) => grade === gradeAt(plan, place))?.name ?? gradeAt(plan, place);
