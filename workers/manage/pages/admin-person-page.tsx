// One person as an admin sees them: who it is, their role, and shutting them out or letting them in, with what follows.
import type { JSX } from "preact";
import { ROLES } from "../../../schema/http/words.ts";
import { Button } from "../../../web/components/button.tsx";
import { Breadcrumb } from "../../../web/components/navigation.tsx";
import { spokenDay } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { paths } from "../../kit/pages/paths.ts";
import { Section } from "../../kit/pages/section.tsx";
import { zoneOf } from "../../kit/pages/times.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import type { Holdings } from "../../people/db/account-views.ts";
import type { IdentityRow, UserRow } from "../../people/db/people.ts";
import { ConsoleLayout } from "./console-layout.tsx";

export type PersonView = {
  readonly user: UserRow;
  readonly identities: readonly IdentityRow[];
  readonly holdings: Holdings;
  readonly is_self: boolean;
};

export const PersonPage = ({ frame, view }: PageProps<PersonView>): JSX.Element => {
  const { admin } = wordsFor(frame.language).account;
  const { user, is_self } = view;
  const title = user.email ?? (user.name === "" ? admin.noEmail : user.name);
  return (
    <ConsoleLayout frame={frame} title={title} description={admin.usersText} class="account">
      <Breadcrumb
        language={frame.language}
        crumbs={[{ label: admin.backToUsers, href: paths.users }, { label: title }]}
      />
      <header class="account-head">
        <h1 class="page-title person-title">{title}</h1>
      </header>
      <Facts frame={frame} view={view} />
      {is_self || user.status === "DELETED" ? (
        <p class="prose account-lead">{is_self ? admin.self : admin.deletedPerson}</p>
      ) : (
        <>
          <RoleForm frame={frame} view={view} />
          <StatusForm frame={frame} view={view} />
        </>
      )}
    </ConsoleLayout>
  );
};

const Facts = ({ frame, view }: PageProps<PersonView>): JSX.Element => {
  const { admin, me } = wordsFor(frame.language).account;
  const { user, identities, holdings } = view;
  const { language, now_ms } = frame;
  const ways = [...new Set(identities.map((identity) => me.providers[identity.provider]))].join(", ");
  const facts = [
    [me.name, user.name === "" ? admin.noName : user.name],
    [admin.status, admin.statuses[user.status]],
    [admin.role, admin.roles[user.role]],
    [admin.facts.phone, user.phone === "" ? admin.none : user.phone],
    [admin.facts.ways, ways === "" ? admin.none : ways],
    [admin.facts.devices, admin.devicesCount(holdings.devices)],
    [admin.facts.bookings, admin.bookingsCount(holdings.bookings_confirmed)],
    [admin.joined, spokenDay(user.created_at_ms, { nowMs: now_ms, zone: zoneOf(frame), language })],
    [admin.facts.id, user.id],
  ] as const;
  return (
    <dl class="person-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const RoleForm = ({ frame, view }: PageProps<PersonView>): JSX.Element => {
  const { admin } = wordsFor(frame.language).account;
  return (
    <Section title={admin.role} text={admin.roleText}>
      <form class="form" method="post" action={`${paths.user(view.user.id)}/role`}>
        <fieldset class="choices">
          <legend class="unseen">{admin.role}</legend>
          {ROLES.map((role) => (
            <label key={role} class="tick">
              <input type="radio" name="role" value={role} checked={role === view.user.role} />
              <span>{admin.roleEffects[role]}</span>
            </label>
          ))}
        </fieldset>
        <div class="form-end">
          <Button type="submit" kind="primary">
            {admin.giveRole}
          </Button>
        </div>
      </form>
    </Section>
  );
};

const StatusForm = ({ frame, view }: PageProps<PersonView>): JSX.Element => {
  const { admin } = wordsFor(frame.language).account;
  const { user, holdings } = view;
  const action = `${paths.user(user.id)}/status`;
  if (user.status === "DISABLED") {
    return (
      <Section title={admin.unlock}>
        <form class="form" method="post" action={action}>
          <input type="hidden" name="status" value="ACTIVE" />
          <p class="account-text">{admin.unlockText}</p>
          <div class="form-end">
            <Button type="submit">{admin.unlockConfirm}</Button>
          </div>
        </form>
      </Section>
    );
  }
  return (
    <Section title={admin.disable}>
      <form class="form" method="post" action={action}>
        <input type="hidden" name="status" value="DISABLED" />
        <ul class="consequences">
          <li>{admin.disableText(holdings.devices)}</li>
          <li>{admin.disableBookings(holdings.bookings_confirmed, holdings.bookings_open)}</li>
        </ul>
        <div class="form-end">
          <Button type="submit" kind="danger">
            {admin.disableConfirm}
          </Button>
        </div>
      </form>
    </Section>
  );
};
