// One tap each: the sign-in providers in their own marks and colours, at one size, in one order.
import type { JSX } from "preact";
import type { Provider } from "../../../schema/http/people.ts";
import type { Language } from "../../../schema/http/words.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { startPath } from "../oauth/problem-page.tsx";

const GoogleMark = (): JSX.Element => (
  <g fill="none" stroke-width="3.4">
    <path class="mark-google-red" d="M3.64 6.62A7.2 7.2 0 0 1 15.35 5.18" />
    <path class="mark-google-yellow" d="M3.64 13.38A7.2 7.2 0 0 1 3.64 6.62" />
    <path class="mark-google-green" d="M15.09 15.09A7.2 7.2 0 0 1 3.64 13.38" />
    <path class="mark-google-blue" d="M10 10h7.2A7.2 7.2 0 0 1 15.09 15.09" />
  </g>
);

const KakaoMark = (): JSX.Element => (
  <path
    class="mark-kakao"
    d="M10 2C5.2 2 1.4 5 1.4 8.8c0 2.4 1.6 4.5 4 5.7l-.8 3.1c-.1.3.2.5.5.3l3.6-2.4c.4.1.9.1 1.3.1 4.8 0 8.6-3 8.6-6.8S14.8 2 10 2z"
  />
);

const NaverMark = (): JSX.Element => <path class="mark-naver" d="M3 3h5l4 6V3h5v14h-5l-4-6v6H3z" />;

const MARKS: Readonly<Record<Provider, () => JSX.Element>> = {
  google: GoogleMark,
  kakao: KakaoMark,
  naver: NaverMark,
};

export const ProviderMark = ({ provider }: { readonly provider: Provider }): JSX.Element => {
  const Shape = MARKS[provider];
  return (
    <svg
      class={`provider-mark provider-mark-${provider}`}
      viewBox="0 0 20 20"
      width="20"
      height="20"
      aria-hidden="true"
      focusable="false"
    >
      <Shape />
    </svg>
  );
};

export type ProviderButtonsProps = {
  readonly providers: readonly Provider[];
  readonly return_to: string;
  readonly language: Language;
};

/** Links, not forms: they lead off the site, where a form may not be sent. */
export const ProviderButtons = ({ providers, return_to, language }: ProviderButtonsProps): JSX.Element => {
  const { signIn } = wordsFor(language).account;
  return (
    <ul class="providers" aria-label={signIn.quick}>
      {providers.map((provider) => (
        <li key={provider}>
          <a class={`provider provider-${provider}`} href={startPath(provider, return_to, false)}>
            <ProviderMark provider={provider} />
            <span>{signIn.with[provider]}</span>
          </a>
        </li>
      ))}
    </ul>
  );
};
