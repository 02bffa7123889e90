// When a sign-in by a provider ends without one: says what happened and offers every way on. The callback's own address
// is spent, so nothing here leads back to it.
import type { JSX } from "preact";
import type { Problem } from "../../../schema/http/common.ts";
import type { Provider } from "../../../schema/http/people.ts";
import type { Language } from "../../../schema/http/words.ts";
import { LinkButton } from "../../../web/components/button.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { QuotableCodes } from "../../kit/pages/message-codes.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageFrame } from "../../kit/pages/view-models.ts";

const WORDS: Readonly<
  Record<
    Language,
    { providers: Record<Provider, string>; again: (provider: string) => string; other: string; profile: string }
  >
> = {
  ko: {
    providers: { google: "구글", kakao: "카카오", naver: "네이버" },
    again: (provider) => `${provider}로 다시 시도`,
    other: "다른 방법으로 로그인",
    profile: "내 정보로",
  },
  en: {
    providers: { google: "Google", kakao: "Kakao", naver: "Naver" },
    again: (provider) => `Try ${provider} again`,
    other: "Sign in another way",
    profile: "Back to my profile",
  },
};

export type ProblemView = {
  readonly problem: Problem;
  /** Null when the provider is not offered at all. */
  readonly provider: Provider | null;
  readonly return_to: string;
  readonly linking: boolean;
};

export const startPath = (provider: Provider, return_to: string, linking: boolean): string =>
  `/auth/${provider}/start?${linking ? "link=1&" : ""}return_to=${encodeURIComponent(return_to)}`;

export function SignInProblemPage({
  frame,
  view,
}: {
  readonly frame: PageFrame;
  readonly view: ProblemView;
}): JSX.Element {
  const words = WORDS[frame.language];
  const { error } = wordsFor(frame.language);
  const { problem, provider, return_to, linking } = view;
  return (
    <Layout
      frame={{ ...frame, path: return_to }}
      title={problem.title}
      description={problem.title}
      hidden
      class="message"
    >
      <h1 class="page-title">{problem.title}</h1>
      <p class="prose">{problem.detail}</p>
      <div class="message-actions">
        {provider === null ? null : (
          <LinkButton href={startPath(provider, return_to, linking)} kind="primary" icon="arrow">
            {words.again(words.providers[provider])}
          </LinkButton>
        )}
        {linking ? (
          <LinkButton href={paths.profile}>{words.profile}</LinkButton>
        ) : (
          <LinkButton href={paths.signIn(return_to)}>{words.other}</LinkButton>
        )}
        <LinkButton href={paths.home}>{error.toHome}</LinkButton>
      </div>
      <QuotableCodes code={problem.code} request_id={problem.request_id} language={frame.language} />
    </Layout>
  );
}
