// Which nicknames stand in a ranking that strangers read: letters and digits, nobody's insult, nobody's office.

/** Letters of any script, digits, and single blanks between them. */
const SHAPE = /^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*$/u;
/** Letters that look like others': a name is written in Latin or in one of these, not in both. */
const LATIN = /\p{Script=Latin}/u;
const LOOKALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
/** Latin letters of phonetics and of old books, which are there to look like the usual ones. */
const ODD_LATIN = /[\u0250-\u02af\u1d00-\u1dbf\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f]/u;
/** Dots and strokes over letters. */
const ACCENTS = /[\u0300-\u036f]/gu;
/** Syllables typed letter by letter. */
const LOOSE_LETTERS = /[\u3131-\u3163]/u;
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
  "씹",
  "존나",
  "좃",
  "일베",
  "니애미",
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
  ı: "i",
  ł: "l",
  ø: "o",
  đ: "d",
};

/** The nickname as it is shown; null where it may not be. */
export function cleanNickname(text: string): string | null {
  const name = text.normalize("NFC").trim();
  if (!SHAPE.test(name) || (LATIN.test(name) && LOOKALIKE.test(name))) return null;
  const usual = name.normalize("NFKC");
  if (ODD_LATIN.test(usual)) return null;
  const plain = usual.toLowerCase().replaceAll(" ", "").normalize("NFD").replaceAll(ACCENTS, "").normalize("NFC");
  const folded = [...plain].map((char) => LOOKS_LIKE[char] ?? char).join("");
  // Letters drawn out: one of each.
  const short = folded.replaceAll(/(.)\1+/gu, "$1");
  const without_digits = plain.replaceAll(/\p{N}/gu, "");
  const refused = [...ABUSE, ...OFFICES].some(
    (part) =>
      [plain, folded, short, without_digits].some((form) => form.includes(part)) ||
      (LOOSE_LETTERS.test(name) && lettersOf(without_digits).includes(lettersOf(part))),
  );
  return refused ? null : name;
}

const FINAL_FIRST = 0x11a8;
/** A syllable's last letter, as the one that would begin the next: ㄱ is ㄱ wherever it stands. */
const FINALS = "ᄀᄁ?ᄂ??ᄃᄅ???????ᄆᄇ?ᄉᄊᄋᄌᄎᄏᄐᄑᄒ";

const lettersOf = (text: string): string =>
  [...text.normalize("NFKD")]
    .map((char) => {
      const as_first = FINALS.charAt((char.codePointAt(0) ?? 0) - FINAL_FIRST);
      return as_first === "" || as_first === "?" ? char : as_first;
    })
    .join("");
