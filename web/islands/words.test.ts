// The few words the site island carries are the dictionary's own.
import { expect, test } from "vitest";
import { LANGUAGES } from "../../schema/http/words.ts";
import { wordsFor } from "../words/words.ts";
import { yourTime } from "./your-time.ts";

test("C6: the island says the fan's time in the dictionary's words", () => {
  for (const language of LANGUAGES) expect(yourTime("8", language)).toBe(wordsFor(language).show.yourTime("8"));
});
