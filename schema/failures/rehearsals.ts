// Refusals about trying a sale out before it opens.
import type { FailureGroup } from "./words.ts";

export const rehearsalFailures = {
  rehearsal_running: {
    ko: {
      title: "이 공연의 다른 리허설이 아직 돌고 있어요",
      detail: "끝날 때까지 기다리거나, 그 리허설을 지운 뒤 다시 시작해 주세요.",
    },
    en: {
      title: "Another rehearsal of this show is still running",
      detail: "Wait until it is done, or delete it and start again.",
    },
  },
  hall_too_large: {
    ko: {
      title: "예측하기에는 좌석이 너무 많아요",
      detail: "한 회차에 65,000석까지 예측할 수 있어요.",
    },
    en: {
      title: "This hall has too many seats to forecast",
      detail: "A round of up to 65,000 seats can be forecast.",
    },
  },
} as const satisfies FailureGroup;
