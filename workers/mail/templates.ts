// Every letter the product sends, by name: its parameters are parsed when it is written and when it is sent.
import * as z from "zod/mini";
import type { Language } from "../../schema/http/words.ts";
import { type Letter, letterOf } from "./letter.ts";

const loginCode = z.object({ code: z.string(), minutes: z.int() });

const footer = {
  ko: "이 메일은 페어라인에서 보냈어요. 요청하지 않았다면 그냥 지우셔도 괜찮아요.",
  en: "Sent by Fairline. If you did not ask for it, you can ignore it.",
} as const;

const letters = {
  login_code: (language: Language, raw: unknown): Letter => {
    const { code, minutes } = loginCode.parse(raw);
    const ko = language === "ko";
    return letterOf({
      language,
      subject: ko ? `페어라인 로그인 코드 ${code}` : `${code} is your Fairline sign-in code`,
      heading: ko ? "로그인 코드예요" : "Your sign-in code",
      paragraphs: [
        ko
          ? `로그인 화면에 아래 숫자를 ${minutes}분 안에 입력해 주세요.`
          : `Type these digits into the sign-in page within ${minutes} minutes.`,
      ],
      figure: code,
      footer: `${ko ? "이 코드를 누구에게도 알려 주지 마세요. 저희는 코드를 묻지 않아요. " : "Tell this code to no one; we never ask for it. "}${footer[language]}`,
    });
  },
} as const;

export type TemplateName = keyof typeof letters;

export function writeLetter(template: string, language: Language, params: unknown): Letter | null {
  const known = Object.hasOwn(letters, template);
  return known ? letters[template as TemplateName](language, params) : null;
}
