// The one sentence the site island says by itself; the dictionary is not shipped for it.
import type { Language } from "../../schema/http/words.ts";

export const yourTime = (text: string, language: Language): string =>
  language === "ko" ? `내 시간으로 ${text}` : `${text}, your time`;
