// Nicknames that strangers read.
import { expect, it } from "vitest";
import { cleanNickname } from "./nickname.ts";

it.each(["콩나물", "달빛 관객", "Rina 88", "이선좌졸업", "ㅋㅋ관객", "Мария", "José 7", "Łukasz", "aaa"])(
  "PR10: %s may stand in the ranking",
  (name) => {
    expect(cleanNickname(name)).toBe(name);
  },
);

it.each([
  "",
  "  ",
  "시1발",
  "씨 발",
  "FUCK",
  "sh1t",
  "5hit",
  "운영자",
  "Fairline",
  "adm1n",
  "<b>",
  "a\u200bb",
  "http://x.y",
  "두  칸",
  "ｆｕｃｋ",
  "ㅅㅣㅂㅏㄹ",
  "ㅂㅕㅇ신",
  "fu\u0441k",
  "fück",
  "fuuuuck",
  "shiiit",
  "\ua730\u1d1c\u1d04\u1d0b",
  "shıt",
  "d\u0131ck",
  "ádmin",
  "존나빠름",
])("PR10: %j may not", (name) => {
  expect(cleanNickname(name)).toBeNull();
});
