// What was bent, renamed or left out of a plan, in words for whoever sent it.
import type { Language } from "../../schema/http/words.ts";

export type ReportCode =
  | "category_mapped"
  | "category_unknown"
  | "categories_many"
  | "double_id"
  | "unfit_ids"
  | "rounded"
  | "scaled"
  | "bad_position"
  | "missing_part"
  | "old_version"
  | "renamed"
  | "row_joined"
  | "row_split"
  | "empty_row"
  | "no_name"
  | "standing_area"
  | "decoration"
  | "no_stage"
  | "too_many"
  | "more";

export type ReportEntry = {
  readonly severity: "info" | "warning" | "error";
  readonly code: ReportCode;
  /** Where in the plan, for example "zones.0.rows.3.seats.7". */
  readonly path: string;
  readonly was: string;
  readonly now: string;
};

const ENTRIES_MAX = 300;
const SHOWN_CHARS = 60;

/** Texts of a plan are anybody's: only their visible letters are repeated, and not many of them. */
export const shown = (text: string): string => {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, "");
  return clean.length > SHOWN_CHARS ? `${clean.slice(0, SHOWN_CHARS)}…` : clean;
};

const WARNINGS: ReadonlySet<ReportCode> = new Set([
  "category_unknown",
  "categories_many",
  "double_id",
  "bad_position",
  "renamed",
  "row_split",
  "standing_area",
]);

export class Report {
  readonly entries: ReportEntry[] = [];
  #more = 0;

  tell(code: ReportCode, path: string, { was = "", now = "" }: { was?: string; now?: string } = {}): void {
    if (this.entries.length >= ENTRIES_MAX) {
      this.#more += 1;
      return;
    }
    const severity = code === "too_many" ? "error" : WARNINGS.has(code) ? "warning" : "info";
    this.entries.push({ severity, code, path, was: shown(was), now: shown(now) });
  }

  done(): readonly ReportEntry[] {
    if (this.#more === 0) return this.entries;
    return [...this.entries, { severity: "warning", code: "more", path: "", was: String(this.#more), now: "" }];
  }
}

type Words = Readonly<Record<ReportCode, (was: string, now: string) => string>>;

const KO: Words = {
  category_mapped: (was, now) => `‘${was}’ 등급을 ${now}석으로 옮겼어요.`,
  category_unknown: (was, now) => `목록에 없는 등급 ‘${was}’이(가) 있어 ${now}석으로 두었어요.`,
  categories_many: (was, now) => `등급이 다섯 가지를 넘어 ‘${was}’도 ${now}석으로 두었어요.`,
  double_id: (was, now) => `두 번 쓰인 좌석 번호표 ‘${was}’ 대신 ‘${now}’을(를) 새로 주었어요.`,
  unfit_ids: (was) => `여기서 쓸 수 없는 좌석 번호표 ${was}개를 새로 주었어요.`,
  rounded: (was) => `소수로 적힌 좌석 위치 ${was}개를 반올림했어요.`,
  scaled: (_, now) => `좌석이 서로 겹치지 않게 전체를 ${now}배로 맞췄어요.`,
  bad_position: () => "위치를 읽을 수 없어 0으로 두었어요.",
  missing_part: (was) => `‘${was}’이(가) 없어 비워 두었어요.`,
  old_version: (was) => `예전 형식의 ‘${was}’은(는) 쓰지 않아요.`,
  renamed: (was, now) => `‘${was}’을(를) ‘${now}’(으)로 바꿨어요.`,
  row_joined: (was) => `나뉘어 있던 ‘${was}’열을 하나로 이었어요.`,
  row_split: (was) => `‘${was}’열은 등급이 달라 나뉘었고, 경계의 두 좌석은 이웃으로 팔리지 않아요.`,
  empty_row: (was) => `좌석이 없는 ‘${was}’열은 뺐어요.`,
  no_name: (_, now) => `이름이 없어 ‘${now}’(이)라고 불렀어요.`,
  standing_area: (was) => `‘${was}’은(는) 스탠딩 같아요. 정원을 정해 구역으로 그려 주세요.`,
  decoration: (was) => `장식 도형 ${was}개는 가져오지 않았어요.`,
  no_stage: () => "무대를 찾지 못했어요. 무대와 시선 지점을 그려 주세요.",
  too_many: (was) => `한 공연장이 담을 수 있는 수를 넘어요: ${was}`,
  more: (was) => `이 밖에 ${was}가지가 더 있어요.`,
};

const EN: Words = {
  category_mapped: (was, now) => `Category “${was}” became grade ${now}.`,
  category_unknown: (was, now) => `Category “${was}” is not in the plan's list; its seats became grade ${now}.`,
  categories_many: (was, now) => `There are more than five categories; “${was}” became grade ${now}, too.`,
  double_id: (was, now) => `Seat id “${was}” is used twice; this seat was given “${now}”.`,
  unfit_ids: (was) => `${was} seat ids cannot be used here and were given anew.`,
  rounded: (was) => `${was} seats stood at fractions and were rounded.`,
  scaled: (_, now) => `Everything was scaled by ${now}, so that seats do not overlap.`,
  bad_position: () => "This position could not be read and became 0.",
  missing_part: (was) => `“${was}” is missing and was left empty.`,
  old_version: (was) => `“${was}” belongs to an older format and is not used.`,
  renamed: (was, now) => `“${was}” became “${now}”.`,
  row_joined: (was) => `The pieces of row “${was}” were joined.`,
  row_split: (was) =>
    `Row “${was}” changes its category: the two seats at the border are no longer sold as neighbours.`,
  empty_row: (was) => `Row “${was}” has no seats and was left out.`,
  no_name: (_, now) => `This had no name and is called “${now}”.`,
  standing_area: (was) => `“${was}” looks like standing room. Draw it as a zone and say how many it holds.`,
  decoration: (was) => `${was} decorative shapes were not taken over.`,
  no_stage: () => "No stage was found. Draw the stage and the focal point.",
  too_many: (was) => `More than a venue holds: ${was}`,
  more: (was) => `And ${was} more.`,
};

export const reportMessage = ({ code, was, now }: ReportEntry, language: Language): string =>
  (language === "ko" ? KO : EN)[code](was, now);
