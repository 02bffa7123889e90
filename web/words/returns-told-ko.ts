// 돌아온 자리를 기다리는 차례를 짧게 알리는 말. 공연과 줄의 화면이 이것만 실어 가도록 따로 둔다.
import { grouped } from "./format.ts";

export const returnsToldKo = {
  open: "자리가 돌아오면 알려주기",
  standing: "돌아온 자리 대기",
  seeOwn: "내 대기 보기",
  toOffer: "돌아온 자리 결제하러 가기",
  waiting: (count: number): string => (count === 0 ? "아직 기다리는 분이 없어요" : `${grouped(count)}명이 기다려요`),
  cameBack: (count: number): string =>
    count === 0 ? "아직 돌아온 자리가 없어요" : `돌아온 자리를 지금까지 ${grouped(count)}번 권해 드렸어요`,
  ahead: (count: number): string => (count === 0 ? "다음 차례예요" : `내 앞에 ${grouped(count)}명`),
  offered: "자리가 돌아왔어요. 내 것으로 잡아 두었어요.",
  more: (rounds: number): string => `다른 회차 ${grouped(rounds)}개도 볼 수 있어요.`,
};
