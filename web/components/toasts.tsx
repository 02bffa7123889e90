// Where short messages appear. It is there from the start, because a live region added later is not read out.
import type { JSX } from "preact";
import type { Language } from "../../schema/http/words.ts";
import { wordsFor } from "../words/words.ts";

type Props = {
  readonly language: Language;
  /** Not where the page itself says all the while whether there is a network. */
  readonly connection?: boolean;
};

export const Toasts = ({ language, connection = true }: Props): JSX.Element => {
  const { shell } = wordsFor(language);
  return (
    <div
      class="toasts"
      role="status"
      aria-live="polite"
      data-toasts
      data-dismiss={shell.dismiss}
      {...(connection && { "data-offline": shell.offline, "data-online": shell.online })}
    />
  );
};
