// 줄에서 기다리는 화면의 말. 그 화면의 스크립트가 이것만 실어 가도록 따로 둔다.
import { clockFace, duration, grouped } from "./format.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** 한 시간이 넘으면 10분 단위로: 더 자세한 말은 지킬 수 없는 약속이다. */
const rounded = (minutes: number, up: boolean): number =>
  minutes < 60 ? minutes : (up ? Math.ceil(minutes / 10) : Math.floor(minutes / 10)) * 10;

export const lineKo = {
  title: (show: string): string => `${show} 줄 서기`,
  description: "먼저 온 순서대로 들어가요. 새로고침해도 순번은 그대로예요.",
  toShow: "공연 안내",
  door: "입장",
  you: "나",
  count: (count: number): string => `${grouped(count)}명`,
  /** What follows the large number; English needs nothing there. */
  unit: (): string => "명",
  clock: (ms: number): string => (ms < 24 * HOUR_MS ? clockFace(ms) : duration(ms, "ko")),
  ahead: "내 앞에",
  next: "다음 차례예요",
  behind: "내 뒤에",
  position: "내 순번",
  number: (position: number): string => `${grouped(position)}번`,
  eta: (p10_ms: number, p90_ms: number): string => {
    if (p90_ms <= MINUTE_MS) return "1분 안에 차례가 와요";
    const low = rounded(Math.max(1, Math.floor(p10_ms / MINUTE_MS)), false);
    const high = rounded(Math.ceil(p90_ms / MINUTE_MS), true);
    if (low === high) return `약 ${duration(low * MINUTE_MS, "ko")} 기다려요`;
    const said =
      high < 60 ? `${low}~${high}분` : `${duration(low * MINUTE_MS, "ko")}~${duration(high * MINUTE_MS, "ko")}`;
    return `약 ${said} 기다려요`;
  },
  range: {
    now: "지금",
    spoken: (early: string, late: string): string => `${early}에서 ${late} 사이에 차례가 올 거예요`,
    note: "10명 중 8명은 이 사이에 들어가요",
  },
  etaUnknown: "얼마나 걸릴지는 아직 알 수 없어요",
  keep: "이 화면을 닫아도 순번은 그대로예요. 차례가 되면 다시 열어 들어오세요.",
  keepNear: "곧 차례예요. 화면을 켜 둔 채로 기다려 주세요.",
  seats: {
    title: "남은 좌석",
    round: (round: number): string => `${round}회`,
    left: (count: number): string => (count === 0 ? "모두 나갔어요" : `${grouped(count)}석`),
    unknown: "세고 있어요",
    more: (rounds: number): string => `나머지 ${grouped(rounds)}회도 보기`,
    mayReturn: (count: number): string => `결제 중이라 돌아올 수 있는 좌석 ${grouped(count)}석`,
  },
  link: {
    connecting: "이어지는 중",
    live: "실시간",
    polling: "몇 초마다 확인",
    offline: "연결이 끊겼어요",
    asleep: "새 소식 확인 중",
  },
  lost: (said: string): string => `${said} 전에 확인한 순번이에요. 줄에서는 그대로 자리를 지키고 있어요.`,
  lostOffline: (said: string): string => `인터넷이 끊겼어요. ${said} 전 순번이에요. 끊겨 있어도 순번은 밀리지 않아요.`,
  tags: {
    waiting: "기다리는 중",
    near: "곧 차례",
    lobby: "대기실",
    paused: "잠시 멈춤",
    all_taken: "좌석을 기다리는 중",
    sold_out: "매진",
    turn: "차례",
    inside: "입장",
    outside: "아직 줄 밖",
    closed: "열기 전",
    over: "마침",
  },
  joining: { title: "줄에 서고 있어요", text: "자리가 생기면 바로 순번을 보여 드려요." },
  join: "줄 서기",
  joinAgain: "다시 줄 서기",
  signIn: { title: "먼저 로그인해 주세요", text: "로그인하면 바로 줄에 서요.", action: "로그인하고 줄 서기" },
  signedOut: {
    title: "로그인이 끝났어요",
    text: "순번은 그대로예요. 다시 로그인하면 이어서 보여 드려요.",
    action: "다시 로그인하기",
  },
  lobby: {
    label: "열릴 때까지",
    text: "대기실이에요. 판매가 열리면 그대로 줄로 이어져요.",
    opening: "지금 열리고 있어요",
  },
  fairness: "순서를 정하는 방법",
  draw: {
    tag: "추첨 대기실",
    tagNow: "추첨 중",
    tagDrawn: "추첨 완료",
    label: "추첨까지",
    drawing: "지금 순서를 뽑고 있어요",
    byRound: (round: number): string => `공개 난수 ${grouped(round)}회차`,
    here: (count: number): string =>
      `지금 ${grouped(count)}명이 모였어요. 로비가 닫히면 이 사람들의 순서를 공개 난수로 뽑아요.`,
    frozen: (entrants: number): string =>
      `${grouped(entrants)}명의 명단이 확정됐어요. 아직 세상에 없는 난수가 순서를 정해요. 저희도 미리 알 수 없어요.`,
    why: "먼저 와도 나중에 와도 기회는 똑같아요. 화면을 닫아도 참가는 그대로예요.",
    late: "로비가 닫힌 뒤에 오셨어요. 추첨한 사람들 다음으로, 도착한 순서대로 서요.",
    fellBack: "제때 나온 공개 난수가 없어서, 미리 알린 대로 도착한 순서를 그대로 써요.",
    yours: "뽑힌 순번",
    unit: (): string => "번",
    opensIn: (clock: string): string => `판매가 열리면 이 순서대로 들어가요. ${clock}`,
  },
  notOpen: {
    label: "줄이 열릴 때까지",
    text: (when: string): string => `${when}에 열려요. 화면을 켜 두면 저절로 줄에 서요.`,
  },
  paused: {
    label: "내 앞에",
    text: "판매가 잠시 멈췄어요. 멈춘 동안 아무도 들어가지 않고, 순번도 입장 시간도 그대로예요.",
  },
  allTaken: "지금은 빈 좌석이 없어요. 결제되지 않은 좌석이 돌아오면 순서대로 들어가요.",
  soldOut: {
    title: "모두 팔렸어요",
    text: "순번은 그대로 남아 있어요. 돌아오는 좌석은 먼저 알림을 신청한 분께 가고, 신청한 분이 없으면 줄에 선 순서대로 드려요.",
  },
  cameAfter: {
    title: "판매가 끝났어요",
    text: "이 공연의 표는 더 팔지 않아요. 예매한 표는 예매 내역에 그대로 있어요.",
  },
  refused: {
    sold_out: { title: "모두 팔렸어요", text: "이번 판매는 여기까지예요. 결제된 돈은 없어요." },
    sale_over: { title: "판매가 끝났어요", text: "차례가 오기 전에 판매 시간이 지났어요. 결제된 돈은 없어요." },
    cancelled: { title: "공연이 취소됐어요", text: "예매한 분께는 전액 환불돼요. 기다리신 줄은 닫혔어요." },
    removed: {
      title: "이 줄에서 빠졌어요",
      text: "기획자가 순번을 지웠고, 공개 기록에 남아 있어요. 잘못된 것 같다면 다시 살펴 달라고 해 주세요.",
    },
  },
  appeal: {
    title: "다시 살펴 달라고 하기",
    reason: "기획자가 적은 이유",
    asked: "내가 보낸 글",
    open: "보냈어요. 기획자가 답하면 알림과 메일로 알려 드려요.",
    answers: { RESTORED: "기획자가 되돌렸어요", DECLINED: "기획자가 그대로 두기로 했어요" },
    label: "왜 다시 살펴봐야 하는지 적어 주세요",
    hint: "500자까지 쓸 수 있어요. 기획자가 되돌리면 전과 같은 번호로 서요.",
    send: "기획자에게 보내기",
  },
  full: {
    title: "줄이 남은 좌석보다 훨씬 길어요",
    text: "지금 서도 차례가 오기 어려워요. 줄어들면 다시 설 수 있어요.",
  },
  retry: "다시 해 보기",
  busy: { title: "지금 많은 분이 서고 있어요", text: "저절로 다시 시도하고 있어요. 이 화면을 그대로 두세요." },
  turn: {
    label: "차례예요",
    labelStopped: "차례예요 · 시간이 멈춰 있어요",
    action: "들어가기",
    text: "안에 들어와야 자리를 고를 수 있어요. 시간이 지나면 다음 분 차례가 돼요.",
    entering: "들어가는 중",
    prolong: "시간이 더 필요해요",
    prolonging: "늘리는 중",
    prolonged: "입장 시간을 늘렸어요.",
  },
  inside: {
    label: "안에서 쓸 수 있는 시간",
    action: "좌석 고르러 가기",
    text: "입장했어요. 다른 창에서 고르고 있다면 그대로 이어 가면 돼요.",
    kept: "자리에 계셔서 입장해 두었어요. 눌러서 좌석을 고르세요.",
  },
  over: {
    left: { title: "줄에서 나왔어요", text: "다시 서면 맨 뒤에 서게 돼요." },
    expired: {
      title: "입장 시간이 지났어요",
      text: "오래 비워 두셔서 다음 분께 차례가 갔어요. 다시 서면 맨 뒤에 서게 돼요.",
    },
    finished: {
      title: "좌석 고르기를 마쳤어요",
      text: "예매한 표는 예매 내역에 있어요. 더 사려면 다시 줄을 서 주세요.",
    },
    bookings: "예매 내역 보기",
  },
  otherRoom: {
    title: "한 번에 한 곳만 들어갈 수 있어요",
    text: (show: string): string =>
      `지금 ‘${show}’에 들어가 있어요. 옮기면 그곳의 차례는 끝나고, 잡아 둔 좌석도 놓아요.`,
    here: "이리로 옮기기",
    back: "그곳으로 돌아가기",
  },
  leave: {
    open: "줄에서 나가기",
    title: "줄에서 나갈까요?",
    text: (behind: number): string =>
      behind > 0
        ? `순번이 사라져요. 다시 서면 지금 뒤에 있는 ${grouped(behind)}명보다 뒤예요.`
        : "순번이 사라져요. 다시 서면 그때의 맨 뒤예요.",
    textTurn: "차례를 다음 분께 넘겨요. 다시 서면 맨 뒤예요.",
    textInside: "차례가 끝나고, 잡아 둔 좌석도 놓아요. 다시 서면 맨 뒤예요.",
    stay: "계속 기다리기",
    confirm: "나가기",
    leaving: "나가는 중",
    close: "닫기",
  },
  sound: {
    on: "차례가 되면 소리로 알리기",
    text: "켜면 짧은 소리를 한 번 들려 드려요. 이 화면이 열려 있을 때만 울려요.",
  },
  receipt: {
    title: "순번 확인서",
    text: "서명된 증명이에요. 갖고 있으면 줄이 나중에 바뀌지 않았는지 직접 확인할 수 있어요.",
    save: "파일로 저장",
    copy: "복사",
    copied: "복사했어요",
    verify: "줄 확인하기",
    none: "확인서를 만들고 있어요",
  },
  notice: "기획자가 전해요",
  failed: {
    unreachable: "답이 오지 않았어요. 순번은 그대로예요. 다시 눌러 주세요.",
    other: "지금은 안 됐어요. 순번은 그대로예요. 잠시 뒤 다시 눌러 주세요.",
  },
  tab: {
    waiting: (ahead: number, show: string): string => `앞에 ${grouped(ahead)}명 · ${show}`,
    near: (ahead: number, show: string): string => `곧 차례 · 앞에 ${grouped(ahead)}명 · ${show}`,
    turn: (left: string, show: string): string => `● 차례예요 ${left} · ${show}`,
    inside: (left: string, show: string): string => `입장 ${left} · ${show}`,
  },
  said: {
    waiting: (ahead: number, eta: string): string => `내 앞에 ${grouped(ahead)}명. ${eta}.`,
    near: (ahead: number): string => `곧 차례예요. 내 앞에 ${grouped(ahead)}명.`,
    turn: (left: string): string => `차례예요. ${left} 안에 들어가기를 눌러 주세요.`,
    inside: "입장했어요. 좌석을 고르러 갈 수 있어요.",
    offline: "연결이 끊겼어요. 순번은 그대로예요.",
    back: "다시 이어졌어요.",
  },
  check: {
    title: "줄을 서기 전에 확인이 필요해요",
    text: "이 기기에서는 확인이 끝나지 않았어요. 다시 해 보거나, 메일로 코드를 받아 주세요.",
    working: "줄을 서기 전에 잠깐 확인하고 있어요. 따로 할 일은 없어요.",
    vouch: "사람인지 한 번만 확인해 주세요. 확인되면 바로 줄에 서요.",
    mailTitle: "메일로도 확인할 수 있어요",
    mailText: "이 기기에서 확인이 안 되면 가입한 메일로 숫자 여섯 자리를 보내 드려요.",
    mailed: "메일을 보냈어요. 도착한 숫자 여섯 자리를 적어 주세요.",
    mail: "메일로 코드 받기",
    mailAgain: "코드 다시 받기",
    code: "메일로 받은 숫자",
    useCode: "코드로 줄 서기",
  },
  vip: {
    label: "선예매 코드",
    hint: "지금은 코드가 있거나 명단에 있는 분만 설 수 있어요.",
    join: "코드로 줄 서기",
    wrong: "이 공연의 선예매 코드가 아니에요. 받은 그대로 다시 적어 주세요.",
    wait: "틀린 코드가 너무 많았어요. 10분쯤 뒤에 다시 적어 주세요. 판매가 열리면 코드 없이 설 수 있어요.",
  },
  joinByHand: "아직 줄에 서지 않았어요. 아래 버튼을 누르면 그 순간의 순번을 받아요.",
  noScript: "화면이 저절로 바뀌지는 않아요. 순번을 새로 보려면 다시 열어 주세요.",
  reload: "지금 순번 보기",
};

export type LineWords = typeof lineKo;
