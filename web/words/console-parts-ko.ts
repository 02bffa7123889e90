// 판매 관리의 부품이 하는 말. 살아 움직이는 화면은 이것만 싣고 다녀요.
import { grouped } from "./format.ts";

export const consolePartsKo = {
  attention: "지금 볼 것",
  attentionNone: "지금 손볼 것이 없어요.",
  attentionRest: (count: number): string => `${grouped(count)}개 더 보기`,
  weights: { now: "지금", soon: "곧", news: "소식" },
  asOf: (face: string): string => `${face} 기준`,
  asOfStale: (face: string): string => `${face}에서 멈춘 값이에요`,
  keep: "그대로 두기",
};

export type ConsolePartsWords = typeof consolePartsKo;
