// 내보내진 사람의 요청을 살피는 화면의 말.
import { grouped } from "./format.ts";

export const appealsKo = {
  title: "다시 살펴 달라는 요청",
  description: "줄에서 빠진 분들이 보낸 글을 읽고 결정해요.",
  link: (open: number): string => (open === 0 ? "다시 보기 요청" : `다시 보기 요청 ${grouped(open)}`),
  lead: "되돌리면 처음 번호 그대로 서요. 그대로 두어도 이유는 당사자에게 알려요. 둘 다 되돌릴 수 없으니 찬찬히 봐 주세요.",
  open: (count: number): string => `답을 기다리는 요청 ${grouped(count)}건`,
  decided: "결정한 요청",
  number: (position: number): string => `${grouped(position)}번`,
  removed: "내보낸 이유",
  noReason: "기록이 없어요",
  said: "보낸 글",
  answered: "답한 이유",
  reason: "이유 (당사자에게 그대로 보여요)",
  restore: "같은 번호로 되돌리기",
  decline: "그대로 두기",
  statuses: { OPEN: "기다리는 중", RESTORED: "되돌림", DECLINED: "그대로 둠" },
  emptyTitle: "답할 요청이 없어요",
  emptyText: "줄에서 빠진 분이 다시 살펴 달라고 하면 여기에 나와요.",
  done: "결정했어요. 당사자에게 알림과 메일을 보냈어요.",
  wrong: "이유를 1자 이상 200자 이하로 적어 주세요. 아직 결정하지 않았어요.",
};
export type AppealsWords = typeof appealsKo;
