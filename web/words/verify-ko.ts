// 줄을 확인하는 화면의 말. 그 화면의 스크립트가 이것만 실어 가도록 따로 둔다.
import { grouped } from "./format.ts";

export const verifyKo = {
  title: (show: string): string => `${show} 줄 확인`,
  heading: "줄이 순서대로 지켜졌는지 직접 확인해요",
  description: "이 줄의 공개 기록을 내 브라우저에서 처음부터 다시 계산해요. 저희 말을 믿지 않아도 돼요.",
  again: "다시 확인하기",
  stages: {
    idle: "기록을 받아 한 줄씩 다시 계산해요. 이름이나 연락처는 기록에 없고, 순번만 있어요.",
    keys: "서명을 확인할 열쇠를 받고 있어요",
    log: (entries: number): string => `기록 ${grouped(entries)}건까지 다시 계산했어요`,
    signatures: "확인점의 서명을 확인하고 있어요",
    draw: "추첨에 쓴 난수의 서명을 확인하고 있어요",
  },
  sound: (joined: number, admitted: number): string =>
    `${grouped(joined)}명이 섰고, ${grouped(admitted)}명이 순서대로 들어갔어요`,
  soundTitle: "순서가 지켜졌어요",
  wrongTitle: "기록이 맞지 않아요",
  wrongText: "아래에서 어긋난 곳을 확인하세요. 이 화면을 저장해 두고 다른 사람의 결과와 비교해 보세요.",
  emptyTitle: "아직 기록이 없어요",
  emptyText: "첫 사람이 줄을 서면 기록이 시작돼요.",
  failedTitle: "기록을 끝까지 받지 못했어요",
  failedText: "확인한 것은 아무것도 없어요. 연결을 살피고 다시 해 주세요.",
  proved: "증명된 것",
  wrong: "어긋난 것",
  unprovable: "기록으로는 증명할 수 없는 것",
  signatures: (good: number): string => `확인점 ${grouped(good)}건의 서명이 맞아요.`,
  signatureWrong: (seq: number): string => `확인점 #${grouped(seq)}의 서명이 맞지 않아요.`,
  signatureUnknown: (seq: number): string => `확인점 #${grouped(seq)}을 서명한 열쇠가 공개 목록에 없어요.`,
  chart: {
    title: "섰던 순서, 들어간 순서",
    text: (joined: number, admitted: number): string =>
      `위 선은 줄을 선 사람 ${grouped(joined)}명, 아래 선은 들어간 순번 ${grouped(admitted)}번까지예요. 두 선 사이가 기다린 사람이고, 아래 선은 뒤로 가지 않아요.`,
    joined: "줄을 선 사람",
    admitted: "들어간 순번",
    you: (position: number): string => `${grouped(position)}번`,
    paused: "멈춘 동안",
  },
  facts: {
    entries: "기록",
    waiting: "기다리는 중",
    inside: "안에",
    hash: "마지막 해시",
    entriesOf: (count: number): string => `${grouped(count)}건`,
    peopleOf: (count: number): string => `${grouped(count)}명`,
  },
  spread:
    "아주 큰 줄은 여러 갈래로 나눠 받아요. 그래서 0.25초 안에 함께 선 사람끼리는 앞뒤가 바뀔 수 있지만, 한번 받은 순번은 바뀌지 않아요.",
  receipt: {
    title: "내 순번 확인서",
    text: "확인서를 붙여 넣거나 파일로 골라요. 서명과 증명을 이 브라우저에서 확인하고, 어디로도 보내지 않아요.",
    label: "확인서",
    file: "파일 고르기",
    own: "내 확인서 불러오기",
    ownNone: "로그인한 계정은 이 줄에 서지 않았어요. 갖고 있는 확인서를 붙여 넣어 주세요.",
    ownSignIn: "로그인하면 내 확인서를 불러올 수 있어요. 갖고 있는 확인서를 붙여 넣어도 돼요.",
    check: "이 확인서 확인하기",
    clear: "비우기",
    good: (position: number): string => `${grouped(position)}번 확인서가 맞아요`,
    goodLobby: (arrival: number): string => `로비에 ${grouped(arrival)}번째로 들어온 확인서가 맞아요`,
    goodDrawn: (place: number, lobby_number: number): string =>
      `추첨 ${grouped(place)}번, 로비 번호 ${grouped(lobby_number)}번 확인서가 맞아요`,
    goodText: (ms: string): string => `서명이 맞고, 증명이 기록의 제자리로 이어져요. ${ms} 걸렸어요.`,
    inLog: "위에서 확인한 기록 안에 그대로 있어요.",
    notInLog: "위에서 확인한 기록과 맞지 않아요. 이 자리가 기록에서 빠졌거나 바뀌었어요.",
    logNotYet: "기록 전체와 맞는지는 위에서 확인하기를 눌러 보세요.",
    faults: {
      unreadable: "확인서로 읽을 수 없어요. 빠진 글자가 없는지 봐 주세요.",
      other_show: "다른 공연의 확인서예요.",
      key_unknown: "서명한 열쇠가 공개 목록에 없어요.",
      signature_wrong: "서명이 맞지 않아요. 내용이 바뀌었어요.",
      proof_wrong: "증명이 맞지 않아요. 이 자리로 이어지지 않아요.",
    },
    bad: "이 확인서는 맞지 않아요",
  },
  list: {
    title: "돌아온 좌석 대기 목록",
    text: "매진 뒤에 돌아온 좌석은 정해진 규칙대로 목록에 선 사람에게 가요. 그 차례를 내 브라우저에서 다시 맞춰 봐요.",
    check: "대기 목록 확인하기",
    working: "대기 목록을 확인하고 있어요",
    none: "이 공연의 대기 목록에는 아직 아무도 없어요.",
    sound: (offers: number): string => `제안 ${grouped(offers)}건이 규칙의 순서대로 나갔어요`,
    unsigned: (count: number): string => `서명 ${grouped(count)}건이 맞지 않아요.`,
  },
  command: {
    title: "내 컴퓨터에서 확인하기",
    text: "같은 계산을 명령으로도 할 수 있어요. 소스와 함께 누구나 쓸 수 있어요.",
  },
  noScript:
    "이 확인은 브라우저의 스크립트로 계산해요. 스크립트를 켜면 공개 기록을 처음부터 받아 해시와 서명, 입장 순서를 다시 계산하고, 증명된 것과 증명할 수 없는 것을 보여 드려요. 스크립트 없이는 아래 명령을 쓰세요.",
  fairness: "순서를 정하는 방법",
  log: "공개 기록 보기",
  checkpoints: "확인점 보기",
};

export type VerifyWords = typeof verifyKo;
