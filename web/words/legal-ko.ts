// 개인정보 안내와 이용약관의 말. 기간과 수수료 같은 숫자는 규칙에서 가져와 여기에는 적지 않는다.
import type { Kept, Subject } from "../../domain/retention/kept.ts";

export type Operator = { readonly name: string; readonly contact: string };
/** 남은 날이 이만큼 이상이면 이 비율을 뺀다. */
export type FeeStep = { readonly days: number; readonly percent: number };
export type RefundFacts = { readonly steps: readonly FeeStep[]; readonly until_hours: number };

export type LegalPart = { readonly title: string; readonly points: readonly string[] };

const subjects: Readonly<Record<Subject, string>> = {
  account: "계정과 로그인",
  buying: "예매와 결제",
  messages: "알림과 메일",
  waiting: "줄과 연습",
  organising: "주최자로 쓸 때",
  running: "운영과 보안",
};

const afterDeletion: Readonly<Record<Kept["after_deletion"], string>> = {
  gone: "지워요",
  emptied: "내용을 비워요",
  stays: "누구인지 모르는 번호만 남아요",
};

export const legalKo = {
  privacy: {
    title: "개인정보 안내",
    description: "무엇을 왜 얼마나 두는지, 계정을 지우면 무엇이 남는지 기록 하나하나를 그대로 보여 드려요.",
    intro: ({ name, contact }: Operator) =>
      `개인정보를 다루는 곳: ${name}. 궁금한 점이나 요청은 ${contact} 앞으로 보내 주세요.`,
    before: [
      {
        title: "무엇을 받나요",
        points: [
          "로그인에 쓰는 확인된 메일 주소, 또는 고르신 로그인 서비스가 준 번호와 메일 주소를 받아요. 이름과 전화번호는 적고 싶을 때만 적어요.",
          "줄을 서고 예매하면 그 일이 계정의 번호로 남아요. 카드 번호는 결제사가 받고 저희는 받지 않아요.",
          "광고와 방문 분석은 하지 않아요. 그래서 그런 동의도 묻지 않아요.",
          "예매, 환불, 공연 소식 메일은 알림 설정에서 끄고 켤 수 있어요. 돈이 움직이거나 공연이 취소된 소식은 언제나 보내요. 브라우저 알림은 직접 켤 때만 보내요.",
        ],
      },
    ] satisfies readonly LegalPart[],
    tableTitle: "무엇을, 왜, 얼마나",
    tableLead: "프로그램이 지우는 기준으로 쓰는 표와 같은 표예요. 기한이 지난 것은 저절로 지워져요.",
    columns: { what: "무엇을", why: "왜", how_long: "얼마나", after: "계정을 지우면" },
    subjects,
    afterDeletion,
    after: [
      {
        title: "줄과 좌석의 기록",
        points: [
          "줄과 좌석, 예매의 기록에는 이름도 메일 주소도 없이 계정의 번호만 있고, 순서와 돈을 증명하려고 계속 둬요. 계정을 지우면 그 번호가 가리키는 사람이 없어져요.",
          "입장권을 메일 주소로 넘기면 주소 대신 주소의 지문이 기록에 남아요. 누구나 보는 줄의 기록에는 순번만 있어요.",
        ],
      },
      {
        title: "누구와 나누나요",
        points: [
          "서버와 기록, 메일 발송은 Cloudflare에 맡겨요. 그래서 나라 밖에 있는 서버를 지날 수 있어요.",
          "결제하면 결제사에 주문 번호와 금액을 보내요. 구글, 카카오, 네이버로 로그인하면 그 서비스가 로그인한 사실을 알아요.",
          "브라우저 알림을 켜면 그 브라우저의 푸시 서비스를 거쳐요. 내용은 암호화해서 보내요.",
          "주최자는 자기 공연의 예매를 보고, 입장을 확인하는 사람은 입장권을 봐요. 팔거나 광고에 쓰지 않아요.",
        ],
      },
      {
        title: "쿠키",
        points: [
          "로그인, 로그인 과정, 입장권한, 연습, 언어, 밝기를 기억하는 쿠키만 써요. 모두 서비스에 꼭 필요하거나 직접 고른 것이에요.",
          "다른 회사의 쿠키나 추적 도구는 없어요. 결제와 사람 확인 화면은 그 회사의 창이에요.",
        ],
      },
      {
        title: "내가 할 수 있는 일",
        points: [
          "프로필에서 내용을 보고 고치고, 로그인한 기기를 보고 끊을 수 있어요.",
          "계정은 프로필에서 바로 지울 수 있어요. 끝나지 않은 예매가 있으면 그것이 끝난 뒤에 지울 수 있어요.",
          "기록의 사본이나 처리 정지가 필요하면 위의 주소로 알려 주세요. 개인정보분쟁조정위원회에 도움을 구할 수도 있어요.",
        ],
      },
      {
        title: "어떻게 지키나요",
        points: [
          "모든 연결을 암호화하고, 비밀번호를 아예 만들지 않아요. 토큰과 로그인 번호는 지문만 둬요.",
          "관리 권한을 쓴 일은 모두 기록돼요.",
        ],
      },
    ] satisfies readonly LegalPart[],
  },
  terms: {
    title: "이용약관",
    description: "줄, 예매, 결제, 취소, 입장에 관해 서로 지킬 일을 적었어요.",
    intro: ({ name, contact }: Operator) =>
      `서비스를 운영하는 곳(${name})과 쓰는 분 사이의 약속이에요. 문의: ${contact}`,
    parts: ({ steps, until_hours }: RefundFacts): readonly LegalPart[] => [
      {
        title: "계정",
        points: [
          "만 14세 이상이면 쓸 수 있어요. 메일 주소 하나에 계정 하나예요.",
          "계정은 본인만 써요. 다른 기기에서 로그인한 것은 프로필에서 볼 수 있고 바로 끊을 수 있어요.",
        ],
      },
      {
        title: "줄과 좌석",
        points: [
          "순서는 공연 화면에 적힌 방법으로만 정해져요. 돈이나 부탁으로 바뀌지 않아요. 주최자가 미리 알린 먼저 입장은 공연 화면에 적어요.",
          "차례가 오면 정해진 시간 안에 들어와야 하고, 잡은 좌석은 화면에 보이는 시간까지만 잡혀 있어요.",
          "자동 프로그램으로 줄을 서면 주최자가 이유를 적고 내보낼 수 있어요. 다시 살펴 달라고 할 수 있어요.",
          "한 사람이 살 수 있는 좌석 수는 공연마다 정해져 있어요.",
        ],
      },
      {
        title: "가격과 결제",
        points: [
          "처음 보이는 가격이 내는 가격이에요. 예매 수수료나 나중에 붙는 돈은 없어요.",
          "결제가 됐는지 알 수 없을 때는 결제사에 물어 확인해요. 좌석을 드리지 못한 결제는 전액 돌려 드려요.",
        ],
      },
      {
        title: "취소와 환불",
        points: [
          ...steps.map(({ days, percent }) =>
            percent === 0
              ? `공연 ${days}일 전까지 취소하면 전액을 돌려 드려요.`
              : `공연 ${days}일 전까지는 입장권 가격의 ${percent}%를 빼고 돌려 드려요.`,
          ),
          `공연 시작 ${until_hours}시간 전이 지나면 취소할 수 없어요. 공연 시각이 바뀌면 더 유리한 쪽을 따라요.`,
          "취소하기 전에 돌려받을 금액을 먼저 보여 드려요. 공연이 취소되면 전액을 저절로 돌려 드려요.",
        ],
      },
      {
        title: "입장권",
        points: [
          "입장권은 한 번만 쓸 수 있어요. 화면의 코드를 남에게 보이지 마세요.",
          "넘길 수 있는 공연에서는 이 서비스 안에서 무료로만 넘겨요. 웃돈을 받고 파는 것은 금지해요.",
        ],
      },
      {
        title: "서비스가 멈출 때",
        points: [
          "장애나 점검으로 판매를 멈추면 모든 화면에 알려요. 줄에서의 자리와 남은 시간은 그대로 멈춰 있어요.",
          "지금 어떤지는 서비스 상태 화면에서 볼 수 있어요.",
        ],
      },
      {
        title: "책임과 다툼",
        points: [
          "공연의 내용과 진행은 주최자가 책임져요. 판매와 결제, 환불은 저희가 책임져요.",
          "이 약관은 소비자를 보호하는 법이 정한 권리를 줄이지 않아요. 대한민국 법을 따라요.",
        ],
      },
    ],
  },
};
export type LegalWords = typeof legalKo;
