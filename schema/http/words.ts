// The closed vocabularies of the contract.
export const GENRES = ["CONCERT", "MUSICAL", "SPORTS", "CLASSIC", "EXHIBITION", "FAN_MEETING", "ETC"] as const;
export type Genre = (typeof GENRES)[number];

export const REGIONS = [
  "SEOUL",
  "BUSAN",
  "DAEGU",
  "INCHEON",
  "GWANGJU",
  "DAEJEON",
  "ULSAN",
  "SEJONG",
  "GYEONGGI",
  "GANGWON",
  "CHUNGBUK",
  "CHUNGNAM",
  "JEONBUK",
  "JEONNAM",
  "GYEONGBUK",
  "GYEONGNAM",
  "JEJU",
  "ABROAD",
] as const;
export type Region = (typeof REGIONS)[number];

export const SALE_STATUSES = ["SCHEDULED", "LOBBY", "OPEN", "PAUSED", "SOLD_OUT", "ENDED"] as const;
export type SaleStatus = (typeof SALE_STATUSES)[number];

export const FAN_STATES = [
  "NONE",
  "LOBBY",
  "WAITING",
  "ADMITTED",
  "CLAIMED",
  "LEFT",
  "EXPIRED",
  "FINISHED",
  "REFUSED",
] as const;
export type FanState = (typeof FAN_STATES)[number];

/** What a show may still lack, as its organiser is told. */
export const MISSING = ["showtimes", "prices", "sale_over", "showtimes_over", "description"] as const;
export type Missing = (typeof MISSING)[number];
export const SHOW_STATUSES = ["DRAFT", "PUBLISHED", "CANCELLED", "TAKEN_DOWN"] as const;

export const LANGUAGES = ["ko", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export const ROLES = ["USER", "MANAGER", "ADMIN"] as const;
export type Role = (typeof ROLES)[number];

export const NOTICE_KINDS = ["SYSTEM", "EVENT", "TICKET", "PAYMENT"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
