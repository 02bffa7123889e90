// What is wrong with one field of a request, in every language: said by a rule or a shape as a word, and put into the
// asker's language with the answer. A problem's `errors` hold nothing else.
import type { Language } from "./http/words.ts";
import { LIMITS } from "./limits.ts";

type Words = Readonly<Record<Language, string>>;

/** `{name}` stands for a value that comes with the fault. */
export const FAULTS = {
  // Any field.
  needed: { ko: "꼭 필요한 값이에요", en: "This is needed" },
  form_unfit: {
    ko: "이 값의 형식이 아니에요. API 문서를 확인해 주세요",
    en: "This has another form; see the API reference",
  },
  number_wanted: { ko: "정수로 보내 주세요", en: "Send a whole number" },
  figure_wanted: { ko: "숫자로 보내 주세요", en: "Send a number" },
  string_wanted: { ko: "글자로 보내 주세요", en: "Send text" },
  boolean_wanted: { ko: "true나 false로 보내 주세요", en: "Send true or false" },
  list_wanted: { ko: "목록으로 보내 주세요", en: "Send a list" },
  object_wanted: { ko: "이름과 값의 묶음(JSON 객체)으로 보내 주세요", en: "Send a JSON object" },
  at_least: { ko: "{min} 이상이어야 해요", en: "It must be {min} or more" },
  more_than: { ko: "{min}보다 커야 해요", en: "It must be more than {min}" },
  at_most: { ko: "{max} 이하여야 해요", en: "It must be {max} or less" },
  less_than: { ko: "{max}보다 작아야 해요", en: "It must be less than {max}" },
  too_short: { ko: "{min}자 이상 써 주세요", en: "Write at least {min} characters" },
  too_long: { ko: "최대 {max}자까지예요", en: "At most {max} characters" },
  too_few: { ko: "{min}개 이상 보내 주세요", en: "Send at least {min}" },
  too_many: { ko: "최대 {max}개까지예요", en: "At most {max}" },
  one_value: { ko: "보낼 수 있는 값은 {value}뿐이에요", en: "The only value here is {value}" },
  one_of: { ko: "이 가운데 하나를 보내 주세요: {values}", en: "Send one of these: {values}" },
  multiple_of: { ko: "{step}의 배수여야 해요", en: "It must be a multiple of {step}" },
  unknown_keys: { ko: "여기에 없는 항목이에요: {keys}", en: "There is no such field here: {keys}" },
  line_wanted: {
    ko: "보이지 않는 글자 없이 한 줄로 써 주세요",
    en: "Write one line of plain text, with nothing unseen in it",
  },
  text_wanted: { ko: "보이지 않는 글자 없이 써 주세요", en: "Write plain text, with nothing unseen in it" },
  blank: { ko: "읽을 수 있는 글자를 써 주세요", en: "Write something that can be read" },
  in_past: {
    ko: "이미 지난 시각이에요. 앞으로 올 시각으로 정해 주세요",
    en: "This is in the past; choose a time to come",
  },
  cursor_unknown: {
    ko: "이 목록의 다음 쪽 표시가 아니에요. 첫 쪽부터 다시 읽어 주세요",
    en: "This is no cursor of this list; begin at its first page",
  },
  device_word: {
    ko: "영문, 숫자, - _ . : 로 80자까지 써 주세요",
    en: "Use letters, figures and - _ . : up to 80 characters",
  },
  // People and money.
  email_wanted: {
    ko: "메일 주소를 써 주세요. 예: name@example.com",
    en: "Write a mail address, such as name@example.com",
  },
  six_digits: { ko: "숫자 여섯 자리를 써 주세요", en: "Write the six digits" },
  phone_wanted: {
    ko: "전화번호를 숫자와 - 로 써 주세요. 예: 010-1234-5678",
    en: "Write a phone number, such as 010-1234-5678",
  },
  push_address: { ko: "브라우저가 준 알림 주소가 아니에요", en: "This is no address of a browser's push service" },
  ids_or_all: { ko: "ids와 all 가운데 하나만 보내 주세요", en: "Send either ids or all" },
  ids_or_moment: { ko: "ids와 deleted_at_ms 가운데 하나만 보내 주세요", en: "Send either ids or deleted_at_ms" },
  provider_other: {
    ko: "이곳의 결제는 {provider}로만 해요. 이 값을 빼고 보내 주세요",
    en: "This service pays by {provider} alone; leave this out",
  },
  grade_not_here: { ko: "이 회차에 없는 등급이에요", en: "This showtime has no such grade" },
  over_limit: {
    ko: "한 사람이 {limit}석까지예요. 이미 {have}석을 가지고 있어요",
    en: "It is {limit} seats per fan, and {have} are held or bought already",
  },
  // Shows and their times.
  grade_twice: { ko: "등급은 한 번씩만 적어 주세요", en: "Name each grade once" },
  grade_unpriced: { ko: "가격이 없는 등급이 있어요: {grades}", en: "These grades have no price: {grades}" },
  grade_not_in_venue: { ko: "공연장에 없는 등급이에요: {grades}", en: "The venue has no such grade: {grades}" },
  venue_unknown: { ko: "그런 공연장이 없어요", en: "There is no such venue" },
  venue_has_showtimes: {
    ko: "회차를 먼저 지워야 공연장을 바꿀 수 있어요",
    en: "Delete the showtimes first, then change the venue",
  },
  picture_path: { ko: "이 사이트에 있는 그림의 경로를 보내 주세요", en: "Send the path of a picture on this site" },
  time_zone: { ko: "Asia/Seoul 같은 IANA 시간대를 써 주세요", en: "Name an IANA time zone, such as Asia/Seoul" },
  vip_too_late: {
    ko: "선예매는 대기실이나 판매가 열리기 전에 시작해야 해요",
    en: "The early window must not begin after the lobby or the opening",
  },
  closes_too_early: { ko: "판매 종료는 시작보다 늦어야 해요", en: "The sale must close after it opens" },
  lobby_too_late: { ko: "대기실은 판매 시작보다 늦게 열 수 없어요", en: "The lobby must not open after the sale" },
  draw_needs_lobby: {
    ko: "추첨에는 대기실이 필요해요. 여는 시각을 정해 주세요",
    en: "A draw needs a lobby; set when it opens",
  },
  draw_without_vip: { ko: "추첨 공연에는 선예매를 둘 수 없어요", en: "A draw has no early window" },
  draw_closing: {
    ko: "대기실이 열린 뒤, 늦어도 판매가 시작될 때 닫아야 해요",
    en: "It must close after the lobby opens and no later than the sale opens",
  },
  sale_unfit: { ko: "이 공연의 판매 설정과 맞지 않아요", en: "This does not fit the show's sale" },
  draft_has_no_status: {
    ko: "아직 초안이라 내리거나 되돌릴 수 없어요",
    en: "It is a draft, which cannot be taken down or restored",
  },
  showtimes_full: { ko: "공연 하나에 회차는 {max}개까지예요", en: "A show has at most {max} showtimes" },
  day_wanted: { ko: "2026-12-24처럼 날짜를 써 주세요", en: "Write a day, such as 2026-12-24" },
  time_wanted: { ko: "19:30처럼 시각을 써 주세요", en: "Write a time, such as 19:30" },
  day_unknown: { ko: "{day}은 달력에 없는 날이에요", en: "The calendar has no {day}" },
  last_before_first: { ko: "마지막 날이 첫날보다 빨라요", en: "The last day is before the first" },
  days_too_many: { ko: "첫날부터 {max}일 안으로 정해 주세요", en: "It is at most {max} days after the first" },
  weekday_absent: { ko: "두 날 사이에 그 요일이 없어요", en: "None of these weekdays lies between the two days" },
  clock_skips: { ko: "{at}: 공연장 시계가 건너뛰는 시각이에요", en: "{at}: the venue's clock skips this time" },
  showtime_there: { ko: "{at}: 이미 회차가 있어요", en: "{at}: there is a showtime already" },
  series_too_long: {
    ko: "{at}: 여기부터는 만들 수 있는 {max}개를 넘어요",
    en: "{at}: from here on it would be more than the {max} possible",
  },
  // Plans of a house.
  too_many_seats: {
    ko: "공연장 하나에 {max}석까지예요. 지금은 {count}석이에요",
    en: "A venue holds at most {max} places; this one has {count}",
  },
  duplicate_section: { ko: "구역 이름 “{name}”이 두 번 나와요", en: "Two sections are named “{name}”" },
  duplicate_row: {
    ko: "구역 “{section}”에 “{name}”열이 두 번 나와요",
    en: "Section “{section}” has two rows “{name}”",
  },
  duplicate_seat: { ko: "“{row}”열에 좌석 “{name}”이 두 번 나와요", en: "Row “{row}” has two seats “{name}”" },
  duplicate_id: { ko: "id “{name}”이 두 번 나와요", en: "The id “{name}” is given twice" },
  bad_break: {
    ko: "통로는 열의 두 좌석 사이에 있어야 해요: 0부터 {max}까지, 한 번씩",
    en: "A break stands between two seats of the row: 0 to {max}, each once",
  },
  // Doors, refunds, rehearsals, an operator's acts.
  doors_full: {
    ko: "공연 하나에 출입구는 {max}개까지예요. 쓰지 않는 출입구를 닫아 주세요",
    en: "A show has at most {max} doors; end one that is not used",
  },
  showtime_not_here: { ko: "이 공연에 없는 회차예요", en: "The show has no such showtime" },
  section_not_here: { ko: "이 공연에 없는 구역이에요: {sections}", en: "The show has no such section: {sections}" },
  bundle_key: {
    ko: "문에 받아 둔 목록의 여덟 글자 키예요",
    en: "This is the key of eight characters in a door's list",
  },
  version_wanted: { ko: "목록의 판 번호를 숫자로 보내 주세요", en: "Send the list's version as a number" },
  refunds_too_many: {
    ko: "한 번에 예매 {max}건까지예요. 조건을 좁혀 주세요",
    en: "At most {max} bookings at once; narrow it down",
  },
  refunds_one_choice: {
    ko: "booking_ids, all, filter 가운데 하나만 보내 주세요",
    en: "Send exactly one of booking_ids, all and filter",
  },
  seats_of_one: { ko: "좌석을 고르려면 예매 하나만 보내 주세요", en: "Seats can be named for one booking alone" },
  rehearsal_too_large: {
    ko: `실제로 해 보는 리허설은 ${LIMITS.rehearsal_bots.toLocaleString("en")}명까지예요`,
    en: `A live rehearsal takes at most ${LIMITS.rehearsal_bots.toLocaleString("en")} fans`,
  },
  rehearsal_too_slow: {
    ko: `실제로 해 보는 리허설에서는 ${LIMITS.rehearsal_arrivals_ms / 60_000}분 안에 모두 와야 해요`,
    en: `In a live rehearsal everybody arrives within ${LIMITS.rehearsal_arrivals_ms / 60_000} minutes`,
  },
  moment_or_bookmark: {
    ko: "at_ms와 bookmark 가운데 하나만 보내 주세요",
    en: "Send exactly one of at_ms and bookmark",
  },
  stop_unchosen: { ko: "무엇을 멈출지 골라 주세요", en: "Choose what stops" },
} as const satisfies Readonly<Record<string, Words>>;
export type FaultCode = keyof typeof FAULTS;

/** As it travels from a rule to the answer: data, since it may cross from an object. */
export type Fault = {
  /** Where in what was sent: "sections.2.rows.0.label". */
  readonly path: string;
  readonly fault: FaultCode;
  readonly values?: Readonly<Record<string, string | number>>;
};

export const isFaultCode = (text: string): text is FaultCode => Object.hasOwn(FAULTS, text);

export const faultWords = ({ fault, values = {} }: Omit<Fault, "path">, language: Language): string =>
  FAULTS[fault][language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? value.toLocaleString("en") : value;
  });
