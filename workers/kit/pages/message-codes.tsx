// What a person can quote to the people who help: the refusal's code and the request it was.
import type { JSX } from "preact";
import type { Language } from "../../../schema/http/words.ts";
import { wordsFor } from "../../../web/words/words.ts";

type Codes = { readonly code: string; readonly request_id: string; readonly language: Language };

export function QuotableCodes({ code, request_id, language }: Codes): JSX.Element {
  const { error } = wordsFor(language);
  return (
    <>
      <dl class="message-codes">
        <div>
          <dt>{error.code}</dt>
          <dd>
            <code>{code}</code>
          </dd>
        </div>
        <div>
          <dt>{error.requestId}</dt>
          <dd>
            <code>{request_id}</code>
          </dd>
        </div>
      </dl>
      <p class="message-quote">{error.quote}</p>
    </>
  );
}
