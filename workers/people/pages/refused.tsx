// A refusal beside the form it came from: what happened, what to do next.
import type { JSX } from "preact";
import type { FailureWords } from "../../../schema/failures/words.ts";
import type { Language } from "../../../schema/http/words.ts";
import { Icon } from "../../../web/components/icon.tsx";
import { wordsFor } from "../../../web/words/words.ts";

export type RefusedProps = { readonly words: FailureWords; readonly language: Language };

export const Refused = ({ words, language }: RefusedProps): JSX.Element => (
  <div class="notice notice-warning" role="alert">
    <Icon name="alert" label={wordsFor(language).parts.noticeWarning} />
    <p>
      <strong>{words.title}</strong> {words.detail}
    </p>
  </div>
);
