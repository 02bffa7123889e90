// What is wrong with a draft, said to whoever draws it, with what to do about it.
import type { Language } from "../../schema/http/words.ts";
import { LIMITS } from "../../schema/limits.ts";
import type { ProblemCode } from "./problems.ts";

type Words = Readonly<Record<ProblemCode, (name: string) => string>>;

const KO: Words = {
  empty: () => "아직 좌석이 없어요. 블록이나 스탠딩 구역을 그려 주세요.",
  too_many_places: (name) => `자리가 ${name}개예요. 한 공연장은 ${LIMITS.seats_per_venue}석까지예요.`,
  too_many_sections: (name) => `구역이 ${name}개예요. ${LIMITS.sections_per_venue}개까지 만들 수 있어요.`,
  too_many_rows: (name) => `${name}: 한 구역은 ${LIMITS.rows_per_section}열까지예요. 나눠 주세요.`,
  too_many_seats: (name) => `${name}열: 한 열은 ${LIMITS.seats_per_row}석까지예요. 나눠 주세요.`,
  double_section: (name) => `‘${name}’ 구역이 두 개예요. 이름을 다르게 해 주세요.`,
  double_row: (name) => `‘${name}’열이 두 개예요. 표기를 다시 매겨 주세요.`,
  double_seat: (name) => `‘${name}’번이 두 개예요. 표기를 다시 매겨 주세요.`,
  bad_label: (name) => `‘${name}’은(는) 표에 찍을 수 없는 표기예요. 짧은 글자로 바꿔 주세요.`,
  no_grade: (name) => `‘${name}’ 구역에 등급이 없어요. 등급을 칠해 주세요.`,
  off_plan: (name) => `‘${name}’ 좌석이 도면 밖에 있어요.`,
  overlap: (name) => `‘${name}’열의 좌석이 다른 좌석과 겹쳐요.`,
  lone_seat: (name) => `‘${name}’ 좌석은 양옆이 비어 둘이 함께 앉을 수 없어요.`,
  no_stage: () => "무대가 없어요. 두지 않으면 좌석 앞에 저절로 그려져요.",
  no_focal_point: () => "시선 지점이 없어요. ‘가장 좋은 자리’는 이 점에서 가까운 순서로 팔려요.",
};

const EN: Words = {
  empty: () => "There are no seats yet. Draw a block or a standing zone.",
  too_many_places: (name) => `There are ${name} places; a venue holds ${LIMITS.seats_per_venue}.`,
  too_many_sections: (name) => `There are ${name} sections; a venue has at most ${LIMITS.sections_per_venue}.`,
  too_many_rows: (name) => `${name}: a section has at most ${LIMITS.rows_per_section} rows. Divide it.`,
  too_many_seats: (name) => `${name}: a row has at most ${LIMITS.seats_per_row} seats. Divide it.`,
  double_section: (name) => `Two sections are called “${name}”. Give one another name.`,
  double_row: (name) => `There are two rows “${name}”. Label them anew.`,
  double_seat: (name) => `There are two seats “${name}”. Label the row anew.`,
  bad_label: (name) => `“${name}” cannot be printed on a ticket. Use a few plain letters.`,
  no_grade: (name) => `Section “${name}” has no grade. Paint it with one.`,
  off_plan: (name) => `Seat “${name}” stands outside the plan.`,
  overlap: (name) => `Seats of row “${name}” stand on others.`,
  lone_seat: (name) => `Seat “${name}” has no neighbour: no two people can sit there together.`,
  no_stage: () => "There is no stage. Without one, it is drawn in front of the seats.",
  no_focal_point: () => "There is no focal point. “Best seats” are sold by how near they are to it.",
};

export const problemMessage = (code: ProblemCode, name: string, language: Language): string =>
  (language === "ko" ? KO : EN)[code](name);
