// What the page hands to its island: of the same build, so it is read as it was written.
import type { Language } from "../../schema/http/words.ts";
import type { NoticeFilter } from "./model.ts";
import type { NoticePage } from "./notice.ts";

export type InboxFacts = {
  readonly language: Language;
  readonly filter: NoticeFilter;
  readonly page: NoticePage;
  readonly now_ms: number;
  readonly zone: string;
  /** The zone's name, where it is not known to be the reader's. */
  readonly zone_said: string | null;
  /** Where forms of a page without a script go. */
  readonly path: string;
};
