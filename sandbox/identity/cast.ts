// Whom one can be at the stand-in providers, and what can be made to go wrong there.
import type { Provider } from "../../schema/http/people.ts";
import type { Language } from "../../schema/http/words.ts";

type Words = Readonly<Record<Language, string>>;

export type CastMember = {
  readonly key: string;
  readonly name: string;
  /** The provider's own id, digits as text; Kakao sends it as a number. */
  readonly subject: string;
  /** Undefined when the person did not agree to give it. */
  readonly email?: string;
  readonly email_valid: boolean;
  readonly email_verified: boolean;
  readonly about: Words;
};

const proven = { email_valid: true, email_verified: true } as const;
const nothing = { email_valid: false, email_verified: false } as const;
/** One number at all three providers, three different people. */
const SHARED_NUMBER = "4242424242";

export const CAST: Readonly<Record<Provider, readonly CastMember[]>> = {
  google: [
    {
      key: "minji",
      name: "김민지",
      subject: "107700200300400500601",
      email: "minji@fairline.example",
      ...proven,
      about: { ko: "확인된 메일", en: "Verified mail" },
    },
    {
      key: "seojun",
      name: "이서준",
      subject: SHARED_NUMBER,
      email: "seojun@fairline.example",
      ...proven,
      about: { ko: "번호가 카카오의 하늘과 같아요", en: "Has the same number as Haneul at Kakao" },
    },
    {
      key: "doyun",
      name: "최도윤",
      subject: "107700200300400500603",
      email: "minji@fairline.example",
      email_valid: true,
      email_verified: false,
      about: { ko: "민지의 메일을 적었지만 확인되지 않음", en: "Claims Minji's mail, unverified" },
    },
    {
      key: "jiwoo",
      name: "한지우",
      subject: "107700200300400500604",
      ...nothing,
      about: { ko: "메일 없음", en: "No mail" },
    },
  ],
  kakao: [
    {
      key: "minji",
      name: "민지",
      subject: "3100200301",
      email: "minji@fairline.example",
      ...proven,
      about: { ko: "확인된 메일", en: "Verified mail" },
    },
    {
      key: "haneul",
      name: "박하늘",
      subject: SHARED_NUMBER,
      email: "haneul@fairline.example",
      ...proven,
      about: { ko: "번호가 구글의 서준과 같아요", en: "Has the same number as Seojun at Google" },
    },
    {
      key: "doyun",
      name: "도윤",
      subject: "3100200303",
      email: "minji@fairline.example",
      email_valid: true,
      email_verified: false,
      about: { ko: "민지의 메일을 적었지만 확인되지 않음", en: "Claims Minji's mail, unverified" },
    },
    {
      key: "eunseo",
      name: "은서",
      subject: "3100200304",
      email: "minji@fairline.example",
      email_valid: false,
      email_verified: true,
      about: { ko: "확인됐지만 이제 유효하지 않은 메일", en: "Mail once verified, no longer valid" },
    },
    {
      key: "jiwoo",
      name: "지우",
      subject: "3100200305",
      ...nothing,
      about: { ko: "메일에 동의하지 않음", en: "Did not agree to give mail" },
    },
    {
      key: "bignumber",
      name: "큰수",
      subject: "9007199254740993",
      ...nothing,
      about: { ko: "배정밀도에 들어가지 않는 큰 번호", en: "A number too large for a double" },
    },
  ],
  naver: [
    {
      key: "minji",
      name: "김민지",
      subject: "nv-Zk3mWq0RminjiXy81",
      email: "minji@fairline.example",
      email_valid: true,
      email_verified: false,
      about: { ko: "연락처 메일", en: "Contact mail" },
    },
    {
      key: "yuna",
      name: "정유나",
      subject: SHARED_NUMBER,
      email: "yuna@naver.example",
      email_valid: true,
      email_verified: false,
      about: { ko: "번호가 서준, 하늘과 같아요", en: "Has the same number as Seojun and Haneul" },
    },
    {
      key: "doyun",
      name: "최도윤",
      subject: "nv-Zk3mWq0RdoyunXy83",
      email: "seojun@fairline.example",
      email_valid: true,
      email_verified: false,
      about: { ko: "서준의 메일을 연락처로 적었어요", en: "Typed Seojun's mail as contact" },
    },
    {
      key: "jiwoo",
      name: "",
      subject: "nv-Zk3mWq0RjiwooXy84",
      ...nothing,
      about: { ko: "아무것도 동의하지 않음", en: "Agreed to give nothing" },
    },
  ],
};

export const FAILURES = [
  "none",
  "deny",
  "provider_error",
  "code_expired",
  "server_error",
  "slow",
  "huge",
  "bad_signature",
  "unknown_key",
  "alg_none",
  "hmac_by_public_key",
  "wrong_nonce",
  "wrong_audience",
  "wrong_issuer",
  "token_expired",
  "no_id_token",
  "other_person",
  "token_error_in_200",
  "profile_refused",
  "profile_without_id",
] as const;
export type FailureChoice = (typeof FAILURES)[number];

const EVERYWHERE = ["none", "deny", "provider_error", "code_expired", "server_error", "slow", "huge"] as const;
const WITH_ID_TOKEN = [
  "bad_signature",
  "unknown_key",
  "alg_none",
  "hmac_by_public_key",
  "wrong_nonce",
  "wrong_audience",
  "wrong_issuer",
  "token_expired",
  "no_id_token",
] as const;

export const FAILURES_AT: Readonly<Record<Provider, readonly FailureChoice[]>> = {
  google: [...EVERYWHERE, ...WITH_ID_TOKEN],
  kakao: [...EVERYWHERE, ...WITH_ID_TOKEN, "other_person", "profile_refused", "profile_without_id"],
  naver: [...EVERYWHERE, "token_error_in_200", "profile_refused", "profile_without_id"],
};

export const FAILURE_WORDS: Readonly<Record<FailureChoice, Words>> = {
  none: { ko: "문제 없이", en: "Nothing goes wrong" },
  deny: { ko: "동의를 거절함", en: "The person refuses" },
  provider_error: { ko: "제공자가 오류와 함께 돌려보냄", en: "The provider sends back an error" },
  code_expired: { ko: "코드가 이미 만료됨", en: "The code has already run out" },
  server_error: { ko: "토큰 서버 오류 (503)", en: "The token server fails (503)" },
  slow: { ko: "토큰 서버가 답하지 않음", en: "The token server does not answer" },
  huge: { ko: "답이 너무 큼", en: "The answer is far too large" },
  bad_signature: { ko: "ID 토큰의 서명이 틀림", en: "ID token: wrong signature" },
  unknown_key: { ko: "ID 토큰의 키를 알 수 없음", en: "ID token: unknown key" },
  alg_none: { ko: "서명 없는 ID 토큰 (alg none)", en: "ID token: unsigned (alg none)" },
  hmac_by_public_key: { ko: "공개 키로 만든 HS256 서명", en: "ID token: HS256 by the public key" },
  wrong_nonce: { ko: "다른 여정의 nonce", en: "ID token: nonce of another journey" },
  wrong_audience: { ko: "다른 앱을 위한 ID 토큰", en: "ID token: for another app" },
  wrong_issuer: { ko: "다른 발급자", en: "ID token: by another issuer" },
  token_expired: { ko: "만료된 ID 토큰", en: "ID token: expired" },
  no_id_token: { ko: "ID 토큰이 없음", en: "No ID token" },
  other_person: { ko: "프로필이 다른 사람의 것", en: "The profile is another person's" },
  token_error_in_200: { ko: "HTTP 200 안의 토큰 오류", en: "Token error inside a 200" },
  profile_refused: { ko: "프로필을 거절함", en: "The profile is refused" },
  profile_without_id: { ko: "프로필에 번호가 없음", en: "The profile has no id" },
};

export const memberOf = (provider: Provider, key: string): CastMember | undefined =>
  CAST[provider].find((one) => one.key === key);
