// Which nicknames stand in a ranking that strangers read: letters and digits, nobody's insult, nobody's office.

/** Letters of any script, digits, and single blanks between them. */
const SHAPE = /^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*$/u;
/** Parts of words, after folding; short on purpose: what is missed is found by eye and struck by an operator. */
const ABUSE: readonly string[] = [
  "시발",
  "씨발",
  "씨팔",
  "시팔",
  "쉬발",
  "병신",
  "븅신",
  "개새끼",
  "새끼",
  "좆",
  "지랄",
  "미친놈",
  "미친년",
  "창녀",
  "걸레",
  "보지",
  "자지",
  "섹스",
  "니미",
  "느금",
  "엠창",
  "한남충",
  "김치녀",
  "홍어",
  "짱깨",
  "쪽바리",
  "ㅅㅂ",
  "ㅂㅅ",
  "ㄱㅅㄲ",
  "fuck",
  "shit",
  "bitch",
  "cunt",
  "nigg",
  "faggot",
  "whore",
  "slut",
  "rape",
  "nazi",
  "hitler",
  "penis",
  "vagina",
  "dick",
];
const OFFICES: readonly string[] = ["운영자", "관리자", "페어라인", "admin", "fairline", "staff", "moderator"];
/** Digits and signs that stand for letters. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
};

/** The nickname as it is shown; null where it may not be. */
export function cleanNickname(text: string): string | null {
  const name = text.normalize("NFC").trim();
  if (!SHAPE.test(name)) return null;
  const plain = name.normalize("NFKC").toLowerCase().replaceAll(" ", "");
  const folded = [...plain].map((char) => LOOKS_LIKE[char] ?? char).join("");
  const without_digits = plain.replaceAll(/\p{N}/gu, "");
  const refused = [...ABUSE, ...OFFICES].some((part) =>
    [plain, folded, without_digits].some((form) => form.includes(part)),
  );
  return refused ? null : name;
}
