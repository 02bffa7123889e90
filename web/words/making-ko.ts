// 공연을 만들고 고치는 화면의 말. 이 화면만 싣고 다녀요.
import type { Lockable, Why } from "../../domain/manage/locks.ts";
import { grouped } from "./format.ts";

type FieldWords = {
  readonly label: string;
  readonly hint?: string;
  /** What is right, beside a field that is not. */
  readonly wrong: string;
};

const fields = {
  title: { label: "제목", wrong: "제목을 한 줄로 적어 주세요. 120자까지예요." },
  title_en: {
    label: "영어 제목",
    hint: "비워 두면 영어로 보는 팬에게도 한국어 제목이 보여요.",
    wrong: "영어 소개를 쓰려면 영어 제목도 적어 주세요. 120자까지예요.",
  },
  description: { label: "소개", wrong: "소개는 4,000자까지 쓸 수 있어요." },
  description_en: { label: "영어 소개", wrong: "영어 소개는 4,000자까지 쓸 수 있어요." },
  genre: { label: "장르", wrong: "장르를 골라 주세요." },
  age_limit: {
    label: "관람 나이",
    hint: "만 나이. 누구나 볼 수 있으면 0이에요.",
    wrong: "0부터 21까지의 숫자로 적어 주세요.",
  },
  running_minutes: {
    label: "공연 시간 (분)",
    wrong: "1분부터 1,440분까지 적어 주세요. 한 번 적은 뒤에는 비울 수 없어요.",
  },
  home: { label: "홈 팀", wrong: "두 팀의 이름을 모두 적어 주세요." },
  home_en: { label: "홈 팀 (영어)", wrong: "영어 이름은 120자까지예요." },
  away: { label: "원정 팀", wrong: "두 팀의 이름을 모두 적어 주세요." },
  away_en: { label: "원정 팀 (영어)", wrong: "영어 이름은 120자까지예요." },
  venue_id: { label: "공연장", wrong: "공연장을 골라 주세요. 없으면 아래에서 새로 만들 수 있어요." },
  venue_name: { label: "공연장 이름", wrong: "공연장 이름을 한 줄로 적어 주세요. 120자까지예요." },
  venue_name_en: { label: "영어 이름", wrong: "영어 이름은 120자까지예요." },
  region: { label: "지역", wrong: "지역을 골라 주세요." },
  time_zone: {
    label: "시간대",
    hint: "모든 시각은 이 공연장의 시계로 적고 보여요.",
    wrong: "Asia/Seoul 같은 시간대 이름을 적어 주세요.",
  },
  venue_rows: { label: "줄 수", wrong: "1부터 100까지의 숫자로 적어 주세요." },
  venue_seats: { label: "한 줄의 좌석", wrong: "1부터 100까지의 숫자로 적어 주세요." },
  venue_grade: { label: "등급", wrong: "등급을 골라 주세요." },
  price: { label: "값 (원)", wrong: "0원부터 10,000,000원까지 숫자로 적어 주세요." },
  seats_per_fan: { label: "한 사람이 살 수 있는 좌석", wrong: "1석부터 20석까지예요." },
  hold_min: { label: "자리를 잡아 두는 시간 (분)", hint: "고른 뒤 주문하기까지예요.", wrong: "1초부터 60분까지예요." },
  payment_min: {
    label: "결제하는 시간 (분)",
    hint: "주문한 뒤 결제를 마치기까지예요.",
    wrong: "1초부터 60분까지예요.",
  },
  payment_attempts: { label: "결제해 볼 수 있는 횟수", wrong: "1번부터 10번까지예요." },
  release_on_decline: { label: "결제가 거절되면 자리를 바로 풀어요", wrong: "" },
  strand_check: { label: "한 자리만 외따로 남기는 선택은 받지 않아요", wrong: "" },
  opens_at: { label: "예매 시작", wrong: "시작 시각을 적어 주세요." },
  closes_at: { label: "예매 마감", wrong: "예매 시작보다 뒤의 시각을 적어 주세요." },
  lobby_opens_at: {
    label: "로비 열기",
    hint: "예매 시작 전에 팬이 모이는 곳이에요. 추첨하려면 꼭 있어야 해요.",
    wrong: "예매 시작보다 늦지 않은 시각을 적어 주세요. 한 번 적은 로비는 없앨 수 없어요.",
  },
  lobby_closes_at: {
    label: "추첨 로비 닫기",
    hint: "비워 두면 예매 시작 30초 전이에요.",
    wrong: "로비를 연 뒤, 예매 시작보다 늦지 않은 시각이어야 해요.",
  },
  admission: { label: "들이는 차례", wrong: "들이는 차례를 골라 주세요." },
  room_capacity: {
    label: "방 크기",
    hint: "한 번에 좌석을 고를 수 있는 사람 수예요. 0이면 아무도 들어오지 못해요.",
    wrong: "0명부터 100,000명까지예요.",
  },
  batch_size: { label: "한 번에 들이는 수", wrong: "1명부터 100,000명까지예요." },
  step_s: { label: "들이는 간격 (초)", wrong: "0.05초부터 3,600초까지예요." },
  claim_s: { label: "차례에 답하는 시간 (초)", hint: "부른 뒤 들어오기까지예요.", wrong: "1초부터 3,600초까지예요." },
  pass_min: { label: "방에 머무는 시간 (분)", wrong: "1초부터 1,440분까지예요." },
  vip_opens_at: {
    label: "먼저 여는 시각",
    hint: "명단에 있거나 코드를 가진 팬만 이때부터 줄을 서요.",
    wrong: "로비나 예매 시작보다 늦지 않은 시각이어야 해요. 추첨하는 공연에는 둘 수 없어요.",
  },
  guests: { label: "메일 주소", wrong: "주소가 아닌 줄이 있어요. 고치거나, 빼고 저장해 주세요." },
  guests_file: {
    label: "CSV 파일",
    hint: "주소가 어느 칸에 있어도 찾아내요.",
    wrong: "5,000명까지 담은 글 파일이어야 해요.",
  },
  code: {
    label: "코드",
    hint: "이 코드를 가진 팬은 명단에 없어도 돼요.",
    wrong: "4자부터 60자까지 한 줄로 적어 주세요.",
  },
  poster: { label: "그림 파일", hint: "PNG, JPEG, WebP, SVG. 2 MB까지예요.", wrong: "" },
  starts_at: { label: "시작하는 시각", wrong: "날짜와 시각을 적어 주세요." },
  round: { label: "그날의 몇 회", wrong: "1부터의 숫자예요. 같은 시각에 같은 회차는 둘 수 없어요." },
  from_day: { label: "첫날", wrong: "첫날을 적어 주세요." },
  to_day: { label: "마지막 날", wrong: "첫날보다 앞서지 않고, 회차가 200개를 넘지 않는 날이어야 해요." },
  weekdays: { label: "요일", wrong: "두 날 사이에 있는 요일을 하나 이상 골라 주세요." },
  times: {
    label: "시작 시각",
    hint: "쉼표로 여럿을 적어요. 보기: 14:00, 19:00",
    wrong: "14:00처럼 적어 주세요. 이미 회차가 있는 시각은 쓸 수 없어요.",
  },
} as const satisfies Readonly<Record<string, FieldWords>>;

export type MakingField = keyof typeof fields;

const why: Readonly<Record<Why, string>> = {
  cancelled: "취소한 공연은 바꿀 수 없어요.",
  taken_down: "운영자가 내린 공연이에요. 다시 올라오면 할 수 있어요.",
  sold: "이미 팔린 표가 있어요. 산 사람의 표는 그대로 지켜져야 해요.",
  in_hands: "지금 자리를 잡고 있거나 결제하는 팬이 있어요. 몇 분 뒤에 다시 보세요.",
  has_showtimes: "회차가 이 공연장의 좌석으로 만들어져 있어요. 회차를 먼저 지우면 바꿀 수 있어요.",
  lobby_open: "로비가 이미 열려 팬이 알린 대로 기다리고 있어요.",
  published: "이미 올라가 있어요.",
  draft: "아직 올리지 않은 초안이에요.",
};

const acts: Readonly<
  Record<Exclude<Lockable, "all" | "venue" | "admission">, { title: string; text: string; go: string }>
> = {
  publish: { title: "올리기", text: "팬에게 보이고, 정한 시각에 예매가 열려요.", go: "올리기 전에 확인" },
  draft: { title: "초안으로 내리기", text: "팬에게 보이지 않게 하고 다시 고쳐요.", go: "초안으로 내리기" },
  cancel: {
    title: "공연 취소",
    text: "산 사람 모두에게 알리고 전액 돌려줘요. 되돌릴 수 없어요.",
    go: "취소하기 전에 확인",
  },
  delete: {
    title: "지우기",
    text: "회차와 명단까지 모두 사라져요. 아무것도 팔리지 않았을 때만 할 수 있어요.",
    go: "지우기 전에 확인",
  },
};

export const makingKo = {
  fields,
  why,
  acts,
  optional: "안 적어도 돼요",
  zone: (name: string): string => `시각은 모두 공연장의 시계예요 (${name}).`,
  refused: "저장하지 못했어요. 적은 것은 그대로 있어요.",
  refusedText: "빨갛게 표시한 칸을 고쳐 주세요.",
  save: "저장",
  saveNext: (next: string): string => `저장하고 다음: ${next}`,
  saved: "저장했어요.",
  saving: "저장하기 전까지는 아무것도 바뀌지 않아요.",
  savingDraft: "초안으로 저장돼요. 올리기 전에는 팬에게 보이지 않아요.",
  savingLive: "저장하면 팬에게 바로 보여요.",
  locked: "바꿀 수 없어요.",
  unchanged: "바뀐 것이 없어요.",
  parts: {
    about: { title: "소개", text: "무엇을 어디서 하는지. 한국어와 영어를 나란히 적어요." },
    showtimes: { title: "회차", text: "하루씩 넣거나, 요일과 시각으로 한꺼번에 만들어요." },
    prices: { title: "값과 제한", text: "등급마다 값을 적고, 한 사람이 얼마나 살 수 있는지 정해요." },
    sale: { title: "예매와 방", text: "언제 열고 닫는지, 어떤 차례로 몇 명씩 들이는지 정해요." },
    poster: { title: "포스터", text: "올리지 않으면 그려 드린 포스터를 써요." },
    presale: { title: "먼저 사는 팬", text: "명단이나 코드를 가진 팬에게 먼저 열어요. 필요할 때만 쓰세요." },
  },
  steps: "공연 고치기",
  start: {
    title: "새 공연",
    description: "새 공연 만들기",
    text: "제목과 공연장만 정하면 초안이 생겨요. 나머지는 보통 쓰는 값으로 채워 두니 천천히 고치세요.",
    go: "초안 만들고 다음: 회차",
    what: "무엇을",
    where: "어디서",
    whereText: "좌석과 등급은 공연장의 배치도에서 와요.",
    pick: "골라 주세요",
    makeVenue: "새 공연장 만들기",
    seats: (count: number): string => `${grouped(count)}석`,
  },
  venues: {
    title: "공연장",
    description: "내 공연장과 배치도",
    make: "새 공연장",
    makeText: "먼저 네모난 객석으로 시작하고, 배치도 편집기에서 모양과 등급을 그려요.",
    makeGo: "공연장 만들기",
    made: (name: string): string => `‘${name}’ 공연장을 만들었어요. 배치도를 그리거나 바로 공연을 만들 수 있어요.`,
    layout: "배치도 그리기",
    show: "여기서 공연 만들기",
    emptyTitle: "아직 공연장이 없어요",
    emptyText: "공연장을 만들면 좌석을 그리고 공연을 올릴 수 있어요.",
    columns: { name: "이름", seats: "좌석", region: "지역", acts: "할 일" },
  },
  edit: {
    description: "공연 고치기",
    overview: "한눈에",
    made: "초안을 만들었어요. 이제 회차를 넣어 볼까요?",
    missing: "올리기 전에 채울 것",
    missingLive: "비어 있는 것",
    missingNone: "빠진 것이 없어요.",
    mend: "채우기",
    change: "고치기",
    preview: "팬이 볼 화면",
    live: "판매 현황",
    purchases: "예매 내역",
    acts: "이 공연을",
    showtimes: (count: number, first: string, last: string): string =>
      count === 0 ? "아직 없어요" : count === 1 ? `1회, ${first}` : `${grouped(count)}회, ${first}부터 ${last}까지`,
    sale: (opens: string, closes: string, draw: boolean): string =>
      `${opens}부터 ${closes}까지, ${draw ? "로비에 모인 사람을 추첨" : "먼저 온 차례"}`,
    prices: (range: string, seats_per_fan: number): string => `${range}, 한 사람이 ${grouped(seats_per_fan)}석까지`,
    poster: { own: "올린 그림", drawn: "그려 드린 포스터" },
    presale: (guests: number, code: boolean): string =>
      guests === 0 && !code ? "쓰지 않아요" : `명단 ${grouped(guests)}명${code ? ", 코드 있음" : ""}`,
    none: "비어 있어요",
  },
  preview: {
    notice: "미리 보기예요. 이 공연을 만든 사람만 볼 수 있고, 올리기 전에는 단추가 이어지지 않아요.",
    back: "고치는 화면으로",
  },
  about: { ko: "한국어", en: "영어", teams: "경기", teamsText: "스포츠일 때만 적어요." },
  prices: {
    grades: "등급마다",
    seats: (count: number): string => `${grouped(count)}석`,
    limits: "제한",
    note: "값을 바꿔도 이미 산 표의 값은 그대로예요. 새 값은 다음 팬부터 써요.",
  },
  sale: {
    window: "예매 기간",
    last: (when: string): string => `마지막 회차는 ${when}이에요. 보통 한 시간 전에 마감해요.`,
    admission: "들이는 차례",
    fifo: "먼저 온 차례",
    fifoText: "줄을 선 차례대로 들어와요. 로비에 먼저 온 사람이 앞이에요.",
    draw: "추첨",
    drawText: "로비에 모인 사람의 차례를 공개 난수로 뽑아요. 누구나 다시 계산해 볼 수 있어요.",
    room: "방",
    roomText: "처음이라면 그대로 두세요. 판매하는 동안에도 판매 현황에서 바꿀 수 있어요.",
  },
  showtimes: {
    list: "회차",
    count: (count: number): string => `회차 ${grouped(count)}개`,
    none: "아직 회차가 없어요",
    noneText: "회차가 있어야 좌석을 팔 수 있어요.",
    columns: { when: "시각", round: "회", seats: "남은 좌석", acts: "할 일" },
    round: (round: number): string => `${grouped(round)}회`,
    seats: (left: number, total: number): string => `${grouped(left)} / ${grouped(total)}`,
    move: "시각 바꾸기",
    moveText: "표를 산 팬에게 바뀐 시각을 알려요.",
    moveGo: "바꾸기",
    moved: "시각을 바꿨어요.",
    remove: "지우기",
    removed: "회차를 지웠어요.",
    one: "하나 넣기",
    oneGo: "회차 넣기",
    added: (count: number): string => `회차 ${grouped(count)}개를 넣었어요.`,
    series: "한꺼번에 만들기",
    seriesText: "보기: 12월 4일부터 20일까지, 금토일 14:00와 19:00. 만들기 전에 날짜를 먼저 보여 드려요.",
    weekdays: ["일", "월", "화", "수", "목", "금", "토"],
    look: "만들어질 날 보기",
    found: (count: number, days: number): string => `${grouped(days)}일 동안 회차 ${grouped(count)}개가 생겨요`,
    foundText: "맞으면 아래 단추를 누르세요. 아직 아무것도 만들지 않았어요.",
    make: (count: number): string => `회차 ${grouped(count)}개 만들기`,
    taken: "같은 시각에 같은 회차가 이미 있어요. 그날의 몇 회인지 바꿔 보세요.",
    clash: (at: string): string => `${at}에는 넣을 수 없어요. 이미 회차가 있거나 더 만들 수 없는 날이에요.`,
    has_sales: "표가 팔렸거나 지금 누가 사고 있는 회차라 지울 수 없어요.",
  },
  poster: {
    now: "지금 포스터",
    alt: (title: string): string => `${title} 포스터`,
    drawn: "그려 드린 포스터예요. 내 그림을 올리면 바뀌어요.",
    own: "올린 그림이에요.",
    up: "내 그림 올리기",
    upText: "세로로 긴 그림이 좋아요 (2:3). 큰 그림은 이 화면에서 알맞게 줄여서 보내요.",
    preview: "올릴 그림",
    shrunk: (from: string, to: string): string => `${from}를 ${to}로 줄였어요.`,
    unreadable: "그림으로 읽을 수 없는 파일이에요. 다른 파일을 골라 주세요.",
    go: "이 그림으로",
    given: "포스터를 바꿨어요.",
    back: "그려 드린 포스터로 되돌리기",
    returned: "그려 드린 포스터로 되돌렸어요.",
    faults: {
      unsupported_type: "PNG, JPEG, WebP, SVG 그림만 올릴 수 있어요.",
      too_large: "2 MB보다 큰 파일이에요. 줄여서 다시 올려 주세요.",
      image_unreadable: "그림으로 읽을 수 없는 파일이에요. 다른 파일을 골라 주세요.",
    },
  },
  presale: {
    window: "먼저 여는 시각",
    list: "명단",
    listText: "메일 주소를 한 줄에 하나씩 붙여 넣거나 CSV 파일을 고르세요. 저장하면 전체 명단이 이것으로 바뀌어요.",
    now: (count: number): string => (count === 0 ? "아직 명단이 없어요." : `지금 명단에 ${grouped(count)}명이 있어요.`),
    show: "명단 보기",
    more: (count: number): string => `그리고 ${grouped(count)}명 더`,
    add: "지금 명단에 더하기",
    go: "명단 저장",
    goGood: (count: number): string => `알아본 ${grouped(count)}명만 저장`,
    saved: (count: number): string => `명단을 저장했어요. 모두 ${grouped(count)}명이에요.`,
    read: (good: number, doubled: number, wrong: number): string =>
      `주소 ${grouped(good)}개를 알아봤어요. 겹친 것 ${grouped(doubled)}개, 주소가 아닌 줄 ${grouped(wrong)}개.`,
    wrongLine: (line: number, text: string): string => `${grouped(line)}째 줄: ${text}`,
    tooMany: "명단은 5,000명까지예요.",
    code: "코드",
    codeNow: (code: string): string => `지금 코드는 ${code}예요.`,
    codeNone: "지금은 코드가 없어요.",
    tries: (count: number): string => `틀린 코드로 ${grouped(count)}번 시도했어요.`,
    codeGo: "이 코드 쓰기",
    codeNew: "알아맞힐 수 없는 코드 만들기",
    codeOff: "코드 없애기",
    codeSaved: "코드를 바꿨어요.",
  },
  ask: {
    publish: {
      title: "공연을 올려요",
      go: "지금 올리기",
      opens: "예매가 열려요",
      opensNow: "시작 시각이 지나 바로 예매가 열려요",
      showtimes: "회차",
      seats: "팔 좌석",
      done: "올렸어요. 이제 팬에게 보여요.",
    },
    draft: { done: "초안으로 내렸어요. 팬에게 보이지 않아요." },
    delete: {
      title: "공연을 지워요",
      go: "모두 지우기",
      showtimes: "사라지는 회차",
      guests: "사라지는 명단",
      forever: "되돌릴 수 없어요",
    },
    missing: "아직 비어 있는 것이 있어요. 그래도 올릴 수는 있지만, 팬이 표를 사지 못할 수 있어요.",
  },
} as const;

type Widened<T> = T extends string
  ? string
  : T extends (...given: infer A) => string
    ? (...given: A) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

export type MakingWords = Widened<typeof makingKo>;
