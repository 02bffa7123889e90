// Where short messages appear. It is there from the start, because a live region added later is not read out.
import type { JSX } from "preact";
import type { Language } from "../../schema/http/words.ts";
import { wordsFor } from "../words/words.ts";

export const Toasts = ({ language }: { readonly language: Language }): JSX.Element => {
  const { shell } = wordsFor(language);
  return (
    <div
      class="toasts"
      role="status"
      aria-live="polite"
      data-toasts
      data-dismiss={shell.dismiss}
      data-offline={shell.offline}
      data-online={shell.online}
    />
  );
};
