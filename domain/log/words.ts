// A verdict in plain words: what was proved, what was found wrong, and what no log can prove.
import { counted, grouped } from "../counted.ts";
import { QUICKNET, sameChain } from "../draw/chain.ts";
import type { FaultCode, Verdict } from "./verify.ts";
import type { DrawFound } from "./verify-draw.ts";

export type Language = "en" | "ko";
type Words = Readonly<Record<Language, string>>;

const FAULTS: Readonly<Record<FaultCode, Words>> = {
  wrong_show: { en: "This log belongs to another show.", ko: "다른 공연의 기록이에요." },
  not_removed: { en: "Someone was brought back who had not been removed.", ko: "뺀 적이 없는 사람을 되돌렸어요." },
  gap: { en: "An entry is missing or out of place.", ko: "빠지거나 순서가 어긋난 기록이 있어요." },
  chain_broken: {
    en: "An entry was changed after it was written: its hash does not follow from the one before.",
    ko: "기록이 나중에 바뀌었어요. 해시가 앞 기록과 이어지지 않아요.",
  },
  time_backwards: { en: "An entry is older than the one before it.", ko: "앞 기록보다 이른 시각의 기록이 있어요." },
  malformed: { en: "An entry lacks what its kind must say.", ko: "필수 내용이 없는 기록이 있어요." },
  created_twice: { en: "The line is created a second time.", ko: "줄이 두 번 만들어졌어요." },
  not_created: {
    en: "The log does not begin with the line's creation.",
    ko: "기록이 줄의 시작부터 있지 않아요.",
  },
  join_out_of_order: {
    en: "Positions were not given one after the other.",
    ko: "순번이 차례대로 주어지지 않았어요.",
  },
  join_while_closed: { en: "Someone joined while joining was closed.", ko: "줄이 닫힌 동안 누군가 들어왔어요." },
  admitted_out_of_order: { en: "Someone was let in out of order.", ko: "순서를 어기고 입장한 사람이 있어요." },
  admitted_skips: { en: "Someone waiting was passed over.", ko: "기다리던 사람을 건너뛰었어요." },
  admitted_over_capacity: { en: "More people were let in than the room holds.", ko: "정원을 넘겨 입장시켰어요." },
  admitted_over_batch: {
    en: "More people were let in at once than a step allows.",
    ko: "한 번에 허용된 수보다 많이 입장시켰어요.",
  },
  admitted_while_closed: {
    en: "Someone was let in while the sale was not open.",
    ko: "판매가 열리지 않은 동안 입장한 사람이 있어요.",
  },
  not_in_line: { en: "Someone left who was not there.", ko: "줄에 없던 사람이 나갔어요." },
  not_inside: { en: "Someone's turn ended who was not inside.", ko: "입장하지 않은 사람의 차례가 끝났어요." },
  claim_cut_short: {
    en: "Someone's time to claim their turn was cut short.",
    ko: "입장 확인 시간이 규정보다 짧게 끊겼어요.",
  },
  sale_state_wrong: {
    en: "The sale was paused, resumed or sold out twice in a row.",
    ko: "같은 판매 상태 변경이 연달아 두 번 있어요.",
  },
  checkpoint_missing: {
    en: "The log ends before a checkpoint that was signed.",
    ko: "서명된 확인점보다 기록이 먼저 끝나요.",
  },
  checkpoint_differs: {
    en: "A signed checkpoint says something else than the log.",
    ko: "서명된 확인점과 기록이 달라요.",
  },
  receipt_broken: { en: "The receipt does not hold by itself.", ko: "확인서가 그 자체로 맞지 않아요." },
  receipt_not_in_log: {
    en: "A place with a receipt is not in this log.",
    ko: "확인서가 있는 자리가 이 기록에 없어요.",
  },
  receipt_place_wrong: {
    en: "A receipt names another place than the draw gave.",
    ko: "확인서의 번호가 추첨 결과와 달라요.",
  },
  leaves_wrong: {
    en: "The list of those who gathered does not match what was committed to when they came.",
    ko: "로비 참가자 목록이 들어올 때 남긴 기록과 달라요.",
  },
  draw_announced_late: {
    en: "The draw was announced or changed when people were already there.",
    ko: "사람들이 이미 모인 뒤에 추첨을 알리거나 바꾸었어요.",
  },
  draw_without_announcement: {
    en: "A step of a draw that was never announced, or was over already.",
    ko: "알린 적 없거나 이미 끝난 추첨의 기록이에요.",
  },
  draw_frozen_early: {
    en: "The list was frozen before the lobby closed.",
    ko: "로비가 닫히기 전에 명단을 확정했어요.",
  },
  draw_frozen_late: {
    en: "The list was frozen when the round's randomness was already known.",
    ko: "난수가 이미 공개된 뒤에 명단을 확정했어요.",
  },
  draw_entrants_wrong: {
    en: "The number of entrants is not the number of those who were there.",
    ko: "추첨 인원이 실제로 모인 인원과 달라요.",
  },
  draw_root_wrong: {
    en: "The frozen list is not the list of those who were there, in their order.",
    ko: "확정된 명단이 실제로 모인 사람들의 명단과 달라요.",
  },
  draw_round_wrong: {
    en: "Another round was used than the one that was named.",
    ko: "알린 것과 다른 회차의 난수를 썼어요.",
  },
  draw_given_up_early: {
    en: "A round was given up before its time was over.",
    ko: "정해진 시간이 지나기 전에 회차를 포기했어요.",
  },
  draw_signature_wrong: {
    en: "The signature is not the one that this chain makes for this round.",
    ko: "이 회차에 대한 난수 체인의 서명이 아니에요.",
  },
  admitted_before_draw: {
    en: "Someone was let in before places were drawn.",
    ko: "추첨 전에 입장한 사람이 있어요.",
  },
};

const UNPROVABLE: readonly Words[] = [
  {
    en: "In which order people clicked before their request reached the line: only the order of arrival is written.",
    ko: "요청이 줄에 닿기 전 누가 먼저 눌렀는지는 알 수 없어요. 도착한 순서만 기록돼요.",
  },
  {
    en: "That every entry ahead of you is a real person: a log cannot show that no entry was invented.",
    ko: "앞의 모든 항목이 실제 사람인지는 증명할 수 없어요.",
  },
  {
    en: "Why a pass ended early or how long a purchase took: the log holds positions, not purchases.",
    ko: "입장권이 왜 일찍 끝났는지, 구매에 얼마나 걸렸는지는 기록에 없어요.",
  },
  {
    en: "That others were shown this same log: compare a checkpoint's hash with another fan's.",
    ko: "다른 사람도 같은 기록을 보았는지는 서로 확인점 해시를 비교해야 알 수 있어요.",
  },
];

export const allFollow = (entries: number): string =>
  entries === 1
    ? "The one entry follows from its beginning; it was not changed."
    : `All ${grouped(entries)} entries follow from one another; none was changed, added or taken out.`;

export const receiptsStand = (count: number): string =>
  `${counted(count, "receipt is", "receipts are")} in this log at ${count === 1 ? "its" : "their"} place.`;

const proved = (verdict: Verdict): Words[] => {
  const { entries, joined, admitted } = verdict;
  const lines: Words[] = [
    {
      en: allFollow(entries),
      ko: `기록 ${grouped(entries)}건이 모두 서로 이어져요. 바뀌거나 더해지거나 빠진 것이 없어요.`,
    },
    {
      en: `${counted(joined, "place was", "places were")} given one after the other, without a gap and none twice.`,
      ko: `순번 ${grouped(joined)}개가 빠짐과 겹침 없이 차례대로 주어졌어요.`,
    },
    {
      en: `${counted(admitted, "person was", "people were")} let in strictly in order; nobody waiting was passed over.`,
      ko: `${grouped(admitted)}명이 엄격히 순서대로 입장했고, 건너뛴 사람이 없어요.`,
    },
    {
      en: "The room never held more people than its capacity, and nobody was let in while the sale was not open.",
      ko: "입장 인원이 정원을 넘은 적이 없고, 판매가 닫힌 동안 입장한 사람이 없어요.",
    },
    {
      en: "Nobody's time to claim their turn was shorter than the rules in force.",
      ko: "입장 확인 시간이 규정보다 짧았던 사람이 없어요.",
    },
  ];
  if (verdict.draw !== null) lines.push(...provedByDraw(verdict.draw));
  if (verdict.receipts_checked > 0) {
    lines.push({
      en: receiptsStand(verdict.receipts_checked),
      ko: `확인서 ${grouped(verdict.receipts_checked)}건이 이 기록의 제자리에 있어요.`,
    });
  }
  if (verdict.checkpoints_checked > 0) {
    lines.push({
      en: `${counted(verdict.checkpoints_checked, "checkpoint agrees", "checkpoints agree")} with the log.`,
      ko: `확인점 ${grouped(verdict.checkpoints_checked)}건이 기록과 일치해요.`,
    });
  }
  return lines;
};

/** Anybody can run a chain of one, and know its rounds beforehand. */
const STRANGE_CHAIN: Words = {
  en: "Mind that this chain is not drand's public network: whoever holds its key could know rounds beforehand.",
  ko: "이 체인은 drand 공개망이 아니에요. 열쇠를 가진 쪽은 난수를 미리 알 수 있어요.",
};

/** Said after the signature was looked at as well: a verdict without that is not whole. */
function provedByDraw(draw: DrawFound): Words[] {
  const { entrants, round, chain } = draw;
  const known = sameChain(chain, QUICKNET);
  const list = {
    en: `The list of ${counted(entrants, "entrant", "entrants")} was frozen before the randomness of round ${round} existed.`,
    ko: `${round}회차 난수가 세상에 나오기 전에 참가자 ${grouped(entrants)}명의 명단을 확정했어요.`,
  };
  if (draw.state === "FALLBACK") {
    const fallback = {
      en: "Every round of the rule was waited for and given up, so everyone stands in order of arrival, as it says beforehand.",
      ko: "규칙에 있는 회차를 모두 기다렸다가 포기하고, 미리 정한 대로 도착한 순서를 그대로 썼어요.",
    };
    return [list, fallback];
  }
  return [
    list,
    {
      en: `The signature of round ${round} is that of ${known ? "drand's public network, quicknet" : `the chain named "${chain.name}"`}; a round has only one.`,
      ko: `${round}회차 서명은 ${known ? "drand 공개망 quicknet" : `"${chain.name}" 체인`}의 것이 맞아요. 한 회차에 서명은 하나뿐이에요.`,
    },
    ...(known ? [] : [STRANGE_CHAIN]),
    {
      en: `All ${entrants} places follow from the list and that signature alone; nobody could choose one.`,
      ko: `번호 ${entrants}개가 모두 명단과 그 서명에서만 나왔어요. 아무도 고를 수 없었어요.`,
    },
  ];
}

/** Who runs a line could look away from a round that does not please them: the public network tells whether it was there. */
function openAboutDraw(draw: DrawFound | null): Words[] {
  if (draw === null || draw.given_up.length === 0) return [];
  const rounds = draw.given_up.join(", ");
  return [
    {
      en: `That nothing came in time from the rounds that were given up (${rounds}): look them up on the chain's own relays.`,
      ko: `포기한 회차(${rounds})의 난수가 정말 제때 오지 않았는지는 알 수 없어요. 그 체인의 공개 서버에서 찾아보세요.`,
    },
  ];
}

export type Report = { readonly proved: string[]; readonly wrong: string[]; readonly unprovable: string[] };

/** A log with a fault proves nothing further: what seems right in it may be as false as the rest. */
export function reportOf(verdict: Verdict, language: Language): Report {
  return {
    proved: verdict.ok ? proved(verdict).map((words) => words[language]) : [],
    wrong: verdict.faults.map(({ code, seq, position }) => {
      const where =
        position === undefined ? `#${seq}` : `#${seq}, ${language === "ko" ? "번호" : "position"} ${position}`;
      return `${FAULTS[code][language]} (${where})`;
    }),
    unprovable: [...UNPROVABLE, ...openAboutDraw(verdict.draw)].map((words) => words[language]),
  };
}
