// The own account: profile, ways to sign in, deleting it with what goes said first.
import type { JSX } from "preact";
import { PROVIDERS, type Provider } from "../../../schema/http/people.ts";
import { LANGUAGES, type Language } from "../../../schema/http/words.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { Dialog } from "../../../web/components/dialog.tsx";
import { Field, Select } from "../../../web/components/field.tsx";
import { Tabs } from "../../../web/components/navigation.tsx";
import { spokenDay } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { Section } from "../../kit/pages/section.tsx";
import { zoneOf } from "../../kit/pages/times.ts";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import type { Holdings } from "../db/account-views.ts";
import type { IdentityRow } from "../db/people.ts";
import { startPath } from "../oauth/problem-page.tsx";
import { DeleteForm, DeleteNews } from "./delete-account.tsx";
import { ProviderMark } from "./provider-buttons.tsx";

export type ProfileErrors = { readonly name?: string; readonly phone?: string; readonly language?: string };

export type MeView = {
  readonly name: string;
  readonly phone: string;
  readonly language: Language;
  readonly email: string | null;
  readonly identities: readonly IdentityRow[];
  /** Offered here and not linked yet. */
  readonly linkable: readonly Provider[];
  readonly holdings: Holdings;
  readonly errors: ProfileErrors;
};

export const MeTabs = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const { account, shell } = wordsFor(frame.language);
  const { me, sessions, admin } = account;
  const [here = ""] = frame.path.split("?");
  const tabs = [
    { label: shell.bookings, href: paths.bookings },
    { label: me.title, href: paths.profile },
    { label: sessions.title, href: paths.sessions },
    ...(frame.user?.role === "ADMIN" ? [{ label: admin.tabs, href: paths.users }] : []),
  ];
  return <Tabs label={me.tabs} tabs={tabs.map((tab) => ({ ...tab, current: tab.href === here }))} />;
};

export const MePage = ({ frame, view }: PageProps<MeView>): JSX.Element => {
  const { me } = wordsFor(frame.language).account;
  return (
    <Layout frame={frame} title={me.title} description={me.description} hidden class="account">
      <header class="account-head">
        <h1 class="page-title">{me.title}</h1>
        <form method="post" action={paths.signOut}>
          <Button type="submit">{me.signOut}</Button>
        </form>
      </header>
      <MeTabs frame={frame} />
      <Profile frame={frame} view={view} />
      <Ways frame={frame} view={view} />
      <Section title={me.remove} text={me.removeText}>
        <LinkButton href={paths.deleteAccount} kind="danger" opens="delete-account">
          {me.removeOpen}
        </LinkButton>
      </Section>
      <Dialog id="delete-account" title={me.removeTitle} language={frame.language}>
        <DeleteNews holdings={view.holdings} language={frame.language} />
        <DeleteForm holdings={view.holdings} language={frame.language} error={null} />
      </Dialog>
    </Layout>
  );
};

const Profile = ({ frame, view }: PageProps<MeView>): JSX.Element => {
  const { me } = wordsFor(frame.language).account;
  const { errors } = view;
  return (
    <Section title={me.profile}>
      <form class="form" method="post" action={paths.profile} novalidate>
        <dl class="facts-line">
          <dt>{me.email}</dt>
          <dd>{view.email ?? me.noEmail}</dd>
        </dl>
        <Field
          id="name"
          name="name"
          label={me.name}
          hint={me.nameHint}
          value={view.name}
          autoComplete="name"
          maxLength={LIMITS.name_chars}
          {...(errors.name === undefined ? {} : { error: errors.name })}
        />
        <Field
          id="phone"
          name="phone"
          type="tel"
          label={me.phone}
          note={wordsFor(frame.language).parts.optional}
          hint={me.phoneHint}
          value={view.phone}
          inputMode="tel"
          autoComplete="tel"
          maxLength={LIMITS.phone_chars}
          {...(errors.phone === undefined ? {} : { error: errors.phone })}
        />
        <Select
          id="language"
          name="language"
          label={me.language}
          value={view.language}
          options={LANGUAGES.map((language) => ({ value: language, label: wordsFor(language).language }))}
          {...(errors.language === undefined ? {} : { error: errors.language })}
        />
        <div class="form-end">
          <Button type="submit" kind="primary">
            {me.save}
          </Button>
        </div>
      </form>
    </Section>
  );
};

const isProvider = (name: IdentityRow["provider"]): name is Provider => PROVIDERS.some((one) => one === name);

type WayNameProps = { readonly provider: IdentityRow["provider"]; readonly name: string };

const WayName = ({ provider, name }: WayNameProps): JSX.Element => (
  <p class="row-name way-name">
    {isProvider(provider) ? <ProviderMark provider={provider} /> : null}
    {name}
  </p>
);

const Ways = ({ frame, view }: PageProps<MeView>): JSX.Element => {
  const { me } = wordsFor(frame.language).account;
  const linked = view.identities.filter((identity) => isProvider(identity.provider));
  return (
    <Section title={me.ways} text={me.waysText}>
      <ul class="rows">
        {view.email === null ? null : (
          <li class="row">
            <div>
              <p class="row-name">{me.providers.mail}</p>
              <p class="row-text">{view.email}</p>
              <p class="row-text">{me.mailAlways}</p>
            </div>
          </li>
        )}
        {linked.map((identity) => (
          <Way key={identity.id} frame={frame} identity={identity} last={view.identities.length === 1} />
        ))}
        {view.linkable.map((provider) => (
          <li class="row" key={provider}>
            <div>
              <WayName provider={provider} name={me.providers[provider]} />
              <p class="row-text">{me.linkText}</p>
            </div>
            <a
              class="button"
              href={startPath(provider, paths.profile, true)}
              aria-label={me.linkOf(me.providers[provider])}
            >
              {me.link}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
};

type WayProps = { readonly frame: PageFrame; readonly identity: IdentityRow; readonly last: boolean };

const Way = ({ frame, identity, last }: WayProps): JSX.Element => {
  const { me } = wordsFor(frame.language).account;
  const name = me.providers[identity.provider];
  const day = spokenDay(identity.created_at_ms, {
    nowMs: frame.now_ms,
    zone: zoneOf(frame),
    language: frame.language,
  });
  return (
    <li class="row">
      <div>
        <WayName provider={identity.provider} name={name} />
        <p class="row-text">{[identity.email, me.linkedOn(day)].filter((part) => part !== null).join(" · ")}</p>
        {last ? <p class="row-text">{me.lastWay}</p> : null}
      </div>
      {last ? null : (
        <form method="post" action={`${paths.profile}/identities/${identity.id}/unlink`}>
          <button type="submit" class="button" aria-label={me.unlinkOf(name)}>
            {me.unlink}
          </button>
        </form>
      )}
    </li>
  );
};
