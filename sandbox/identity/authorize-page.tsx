// The page on which one chooses whom to be at a stand-in provider, and what goes wrong.
import type { JSX } from "preact";
import type { Provider } from "../../schema/http/people.ts";
import { Button, LinkButton } from "../../web/components/button.tsx";
import { Select } from "../../web/components/field.tsx";
import { Layout } from "../../workers/kit/pages/layout.tsx";
import { paths } from "../../workers/kit/pages/paths.ts";
import type { PageFrame } from "../../workers/kit/pages/view-models.ts";
import { BASE } from "./apps.ts";
import { CAST, FAILURE_WORDS, FAILURES_AT } from "./cast.ts";
import type { AuthorizeRequest } from "./request.ts";

export const STYLE_PATH = `${BASE}/style.css`;
export const decisionPath = (provider: Provider): string => `${BASE}/${provider}/decision`;

const WORDS = {
  ko: {
    titles: { google: "구글 대역", kakao: "카카오 대역", naver: "네이버 대역" },
    intro: "진짜 로그인 화면이 아니에요. 누구로 들어갈지 고르면 Fairline으로 돌아가요.",
    who: "누구로 들어갈까요?",
    noMail: "메일 없음",
    what: "무엇이 일어날까요?",
    deny: "동의하지 않고 돌아가기",
    wrong: "요청이 잘못됐어요",
    wrongText: "제공자는 이런 요청을 되돌려 보내지 않고 여기서 멈춰요.",
    back: "로그인으로",
  },
  en: {
    titles: { google: "Stand-in for Google", kakao: "Stand-in for Kakao", naver: "Stand-in for Naver" },
    intro: "This is not the real sign-in page. Choose whom to be and you go back to Fairline.",
    who: "Who are you?",
    noMail: "no mail",
    what: "What should happen?",
    deny: "Refuse and go back",
    wrong: "The request is wrong",
    wrongText: "A provider never sends such a request back; it stops here.",
    back: "To signing in",
  },
} as const;

type Props = { readonly frame: PageFrame; readonly provider: Provider };

export function AuthorizePage({ frame, provider, asked }: Props & { readonly asked: AuthorizeRequest }): JSX.Element {
  const { language } = frame;
  const words = WORDS[language];
  const title = words.titles[provider];
  return (
    <Layout frame={frame} title={title} description={words.intro} hidden class="stand-in">
      <link rel="stylesheet" href={STYLE_PATH} />
      <h1 class="page-title">{title}</h1>
      <p class="prose">{words.intro}</p>
      <form method="post" action={decisionPath(provider)} class="stand-in-form">
        {Object.entries(asked).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <fieldset class="stand-in-cast">
          <legend class="section-title">{words.who}</legend>
          {CAST[provider].map((member) => (
            <button key={member.key} type="submit" name="person" value={member.key} class="stand-in-person">
              <strong>{member.name === "" ? "—" : member.name}</strong>
              <span>{member.email ?? words.noMail}</span>
              <span class="stand-in-about">{member.about[language]}</span>
              <code class="tabular">{member.subject}</code>
            </button>
          ))}
        </fieldset>
        <Select
          id="failure"
          name="failure"
          label={words.what}
          value="none"
          options={FAILURES_AT[provider].map((value) => ({ value, label: FAILURE_WORDS[value][language] }))}
        />
        <Button type="submit" name="refuse" value="1">
          {words.deny}
        </Button>
      </form>
    </Layout>
  );
}

export function WrongRequestPage({ frame, provider, code }: Props & { readonly code: string }): JSX.Element {
  const words = WORDS[frame.language];
  return (
    <Layout frame={frame} title={words.wrong} description={words.wrongText} hidden class="message">
      <h1 class="page-title">
        {words.titles[provider]}: {words.wrong}
      </h1>
      <p class="prose">{words.wrongText}</p>
      <p>
        <code>{code}</code>
      </p>
      <div class="message-actions">
        <LinkButton href={paths.signIn("/")}>{words.back}</LinkButton>
      </div>
    </Layout>
  );
}

/** Served apart: pages of the stand-ins are no part of the product's style sheet. */
export const STYLE = `
.stand-in { display: grid; align-content: start; gap: var(--space-4); padding-top: var(--space-8); max-width: 44rem; }
.stand-in-form { display: grid; gap: var(--space-6); justify-items: start; }
.stand-in-cast { display: grid; gap: var(--space-2); width: 100%; border: 0; margin: 0; padding: 0; }
.stand-in-cast legend { margin-bottom: var(--space-3); padding: 0; }
.stand-in-person {
  display: grid; grid-template-columns: minmax(5rem, 1fr) 2fr; gap: var(--space-1) var(--space-4); align-items: baseline;
  min-height: var(--target); padding: var(--space-3) var(--space-4); text-align: start; cursor: pointer;
  border: 1px solid var(--rule); border-radius: var(--radius-2); background: var(--sheet); color: var(--ink);
  font: inherit; transition: border-color var(--quick) var(--ease), background-color var(--quick) var(--ease);
}
.stand-in-person:hover, .stand-in-person:focus-visible { border-color: var(--accent); background: var(--accent-wash); }
.stand-in-person span { overflow-wrap: anywhere; }
.stand-in-person .stand-in-about { color: var(--ink-soft); grid-row: 2; grid-column: 2; }
.stand-in-person code { color: var(--ink-faint); font-family: var(--face-code); font-size: var(--size-1); }
@media (max-width: 30rem) {
  .stand-in-person { grid-template-columns: 1fr; }
  .stand-in-person .stand-in-about { grid-row: auto; grid-column: auto; }
}
`;
