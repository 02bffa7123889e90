// The trade's closed sets of words as the pages know them; each has a name in every language's dictionary.
export const LANGUAGES = ["ko", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

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

export const SORTS = ["soonest", "newest", "most_viewed"] as const;
export type Sort = (typeof SORTS)[number];
