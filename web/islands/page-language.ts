// The language this page was written in.
import type { Language } from "../../schema/http/words.ts";

export const pageLanguage: Language = document.documentElement.lang === "en" ? "en" : "ko";
