// Refusals about an object as a whole: its copy, and its past.
import type { FailureGroup } from "./words.ts";

export const operatingFailures = {
  object_in_use: {
    ko: { title: "이미 팬이 쓰고 있어요", detail: "있는 기록을 지우고 되살리려면 replace를 함께 보내 주세요." },
    en: { title: "Fans have used it already", detail: "To restore over what is there, send replace as well." },
  },
  copy_unfit: {
    ko: {
      title: "이 복사본으로는 되살릴 수 없어요",
      detail: "빠진 쪽이 없는지, 복사본을 만든 버전이 배포되어 있는지 확인해 주세요. 아무것도 바뀌지 않았어요.",
    },
    en: {
      title: "This copy cannot be restored",
      detail: "Check that no page is missing and that the version which made it is deployed. Nothing was changed.",
    },
  },
  restoration_overtaken: {
    ko: {
      title: "다른 관리자가 같은 것을 되살리기 시작했어요",
      detail:
        "누가 하고 있는지 감사 기록에서 확인하고, 이어서 하려면 처음부터 다시 보내 주세요. 아무것도 바뀌지 않았어요.",
    },
    en: {
      title: "Another administrator has begun to restore the same",
      detail: "See in the audit log who it is; to go on, begin again with the first page. Nothing was changed.",
    },
  },
  no_history: {
    ko: {
      title: "되돌릴 수 있는 기록이 없어요",
      detail: "30일 안의 시각인지 확인해 주세요. 내 컴퓨터에서는 지난 시점을 남기지 않아요. 아무것도 바뀌지 않았어요.",
    },
    en: {
      title: "There is no history to go back to",
      detail: "Choose a moment of the last 30 days; an instance on a laptop keeps none. Nothing was changed.",
    },
  },
} as const satisfies FailureGroup;
