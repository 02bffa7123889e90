// The verdict on a list's log in plain words: what was proved, what is wrong, what no log can prove.
import { counted, grouped } from "../counted.ts";
import { allFollow, receiptsStand } from "../log/words.ts";
import type { ListFaultCode, ListVerdict } from "./verify-list.ts";

type Language = "en" | "ko";
type Words = Readonly<Record<Language, string>>;

const FAULTS: Readonly<Record<ListFaultCode, Words>> = {
  gap: { en: "An entry is missing or out of place.", ko: "빠지거나 순서가 어긋난 기록이 있어요." },
  chain_broken: { en: "An entry was changed after it was written.", ko: "기록이 나중에 바뀌었어요." },
  time_backwards: { en: "An entry is older than the one before it.", ko: "앞 기록보다 이른 시각의 기록이 있어요." },
  malformed: { en: "An entry lacks what its kind must say.", ko: "필수 내용이 없는 기록이 있어요." },
  wrong_showtime: { en: "This log belongs to another showtime.", ko: "다른 회차의 기록이에요." },
  opened_twice: { en: "The list is opened a second time.", ko: "대기 목록이 두 번 열렸어요." },
  not_opened: { en: "The log does not begin with the list's opening.", ko: "기록이 목록의 시작부터 있지 않아요." },
  registered_out_of_order: {
    en: "A place in the list was given out of turn.",
    ko: "대기 순번이 차례대로 주어지지 않았어요.",
  },
  leaf_changed: { en: "A place in the list went to another fan.", ko: "같은 순번이 다른 사람에게 넘어갔어요." },
  not_waiting: { en: "Something happened to a place where nobody waited.", ko: "기다리지 않던 순번의 기록이 있어요." },
  not_offered: { en: "An offer ended that had never been made.", ko: "제안한 적 없는 좌석의 결과가 있어요." },
  seat_not_there: { en: "A seat was offered that was not there.", ko: "돌아오지 않은 좌석이 제안됐어요." },
  seat_from_future: { en: "A seat came back before it could have.", ko: "좌석이 돌아온 시각이 앞뒤가 맞지 않아요." },
  offered_out_of_order: {
    en: "Seats went to somebody whose turn it was not.",
    ko: "차례가 아닌 사람에게 좌석이 갔어요.",
  },
  offer_withheld: { en: "An offer that was due was not made.", ko: "했어야 할 제안을 하지 않았어요." },
  passed_without_reason: {
    en: "Somebody was passed over and not told the true reason.",
    ko: "건너뛴 사람에게 까닭을 바르게 알리지 않았어요.",
  },
  checkpoint_differs: {
    en: "A signed checkpoint says something else than the log.",
    ko: "서명된 확인점과 기록이 달라요.",
  },
  checkpoint_missing: {
    en: "The log ends before a checkpoint that was signed.",
    ko: "서명된 확인점보다 기록이 먼저 끝나요.",
  },
  receipt_broken: { en: "The receipt does not hold by itself.", ko: "확인서가 그 자체로 맞지 않아요." },
  receipt_not_in_log: {
    en: "A place with a receipt is not in this log.",
    ko: "확인서가 있는 순번이 이 기록에 없어요.",
  },
};

const UNPROVABLE: readonly Words[] = [
  {
    en: "Since when a ticket was offered back before anybody waited, and whether whoever was set aside had to be.",
    ko: "아무도 기다리지 않을 때 내놓은 표가 언제 나왔는지, 잠시 제외된 사람이 정말 한도에 닿았는지는 알 수 없어요.",
  },
  {
    en: "That others were shown this same log: compare a checkpoint with somebody else's.",
    ko: "다른 사람도 같은 기록을 보았는지는 서로 확인점을 비교해야 알 수 있어요.",
  },
];

const offersHold = (offers: number, taken: number): string => {
  if (offers === 0) return "No seat came back that the rule would have had to offer.";
  const each = offers === 1 ? "The one offer" : `Each of the ${grouped(offers)} offers`;
  return `${each} is the one that the rule gives, to the earliest wish that the seats could fulfil; ${counted(taken, "was", "were")} taken.`;
};

const proved = ({ entries, registered, offers, passed, taken, ...verdict }: ListVerdict): Words[] => [
  {
    en: allFollow(entries),
    ko: `기록 ${grouped(entries)}건이 모두 이어져요. 바뀌거나 더해지거나 빠진 것이 없어요.`,
  },
  {
    en: `${counted(registered, "place in the list was", "places in the list were")} given one after the other.`,
    ko: `대기 순번 ${grouped(registered)}개가 차례대로 주어졌어요.`,
  },
  {
    en: offersHold(offers, taken),
    ko: `제안 ${grouped(offers)}건이 모두 규칙 그대로, 들어줄 수 있는 가장 앞선 신청에 갔어요. 그중 ${grouped(taken)}건이 구매로 이어졌어요.`,
  },
  {
    en: `Nobody was passed over without being told why; that happened ${counted(passed, "time", "times")}.`,
    ko: `까닭 없이 건너뛴 사람이 없어요. 까닭을 알리고 건너뛴 것은 ${grouped(passed)}번이에요.`,
  },
  ...(verdict.checkpoints_checked === 0
    ? []
    : [
        {
          en: `${counted(verdict.checkpoints_checked, "signed checkpoint agrees", "signed checkpoints agree")} with the log.`,
          ko: `서명된 확인점 ${grouped(verdict.checkpoints_checked)}건이 기록과 일치해요.`,
        },
      ]),
  ...(verdict.receipts_checked === 0
    ? []
    : [
        {
          en: receiptsStand(verdict.receipts_checked),
          ko: `확인서 ${grouped(verdict.receipts_checked)}건이 이 기록의 제자리에 있어요.`,
        },
      ]),
];

export type ListReport = { readonly proved: string[]; readonly wrong: string[]; readonly unprovable: string[] };

/** A log with a fault proves nothing further. */
export const listReport = (verdict: ListVerdict, language: Language): ListReport => ({
  proved: verdict.ok ? proved(verdict).map((words) => words[language]) : [],
  wrong: verdict.faults.map(({ code, seq, position }) => {
    const where = position === undefined ? `#${seq}` : `#${seq}, ${language === "ko" ? "순번" : "place"} ${position}`;
    return `${FAULTS[code][language]} (${where})`;
  }),
  unprovable: UNPROVABLE.map((words) => words[language]),
});
