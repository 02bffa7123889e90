// Refusals of practices.
import type { FailureGroup } from "./words.ts";

export const practiceFailures = {
  practice_over: {
    ko: { title: "끝난 연습이에요", detail: "새 연습을 시작하면 같은 상대와 다시 겨룰 수 있어요." },
    en: { title: "This practice is over", detail: "Start a new one: the same seed brings the same crowd." },
  },
  practice_full: {
    ko: { title: "지금은 연습장이 꽉 찼어요", detail: "1분쯤 뒤에 다시 시작해 주세요." },
    en: { title: "All practice rooms are in use", detail: "Try again in about a minute." },
  },
  practice_off: {
    ko: {
      title: "지금은 연습을 쉬고 있어요",
      detail: "진짜 예매에 힘을 모으는 시간이에요. 큰 예매가 지나가면 다시 열려요.",
    },
    en: {
      title: "Practice is resting now",
      detail: "A real sale has the whole house. Practice opens again when it has passed.",
    },
  },
  practice_hall_closed: {
    ko: {
      title: "이 공연장은 지금 연습할 수 없어요",
      detail: "예매가 열렸거나 주최자가 연습을 닫았어요. 다른 공연장에서 연습해 보세요.",
    },
    en: {
      title: "This hall is not open for practice",
      detail: "Its sale has opened, or its organiser closed it. Choose another hall.",
    },
  },
  practice_not_won: {
    ko: { title: "순위에는 예매에 성공한 연습만 올라가요", detail: "다시 도전해 주세요. 맞춤 연습은 순위가 없어요." },
    en: { title: "Only a practice that was won is ranked", detail: "Try again. A crowd of one's own has no ranking." },
  },
  practice_not_by_hand: {
    ko: {
      title: "순위에는 화면에서 손으로 한 기록만 올라가요",
      detail: "건너뛴 화면이 있거나 사람보다 빠른 기록이에요. 같은 상대와 다시 겨뤄 보세요.",
    },
    en: {
      title: "Only what was done by hand is ranked",
      detail: "A page was skipped, or it was faster than people are. Play again with the same crowd.",
    },
  },
  nickname_refused: {
    ko: { title: "쓸 수 없는 별명이에요", detail: "글자와 숫자로 된 다른 별명을 골라 주세요." },
    en: { title: "This nickname cannot be used", detail: "Choose another one of letters and digits." },
  },
} as const satisfies FailureGroup;
