// Deleting the account: what goes, in numbers, and the one form that does it; in a dialog, or as a page of its own.
import type { JSX } from "preact";
import type { Language } from "../../../schema/http/words.ts";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import type { Holdings } from "../db/account-views.ts";

type Props = { readonly holdings: Holdings; readonly language: Language };

export const DeleteNews = ({ holdings, language }: Props): JSX.Element => {
  const { me } = wordsFor(language).account;
  const { devices, bookings_confirmed } = holdings;
  return (
    <ul class="consequences">
      <li>{me.removeGone}</li>
      <li>{me.removeDevices(devices)}</li>
      <li>{bookings_confirmed > 0 ? me.removeTickets(bookings_confirmed) : me.removeNoTickets}</li>
      <li>{me.removeKept}</li>
      <li>{me.removeBack}</li>
    </ul>
  );
};

export const DeleteForm = ({ holdings, language, error }: Props & { readonly error: string | null }): JSX.Element => {
  const { me } = wordsFor(language).account;
  const keep = (
    <LinkButton href={paths.profile} closes="delete-account">
      {me.removeCancel}
    </LinkButton>
  );
  if (holdings.bookings_open > 0) {
    return (
      <>
        <p class="refused-text">{me.removeOpenBookings(holdings.bookings_open)}</p>
        <div class="form-end">{keep}</div>
      </>
    );
  }
  return (
    <form class="form" method="post" action={paths.deleteAccount}>
      <div class={error === null ? "field" : "field field-refused"}>
        <label class="tick">
          <input
            type="checkbox"
            name="sure"
            value="yes"
            required
            aria-describedby={error === null ? undefined : "sure-error"}
            aria-invalid={error === null ? undefined : "true"}
          />
          <span>{me.removeSure}</span>
        </label>
        {error === null ? null : (
          <p class="field-error" id="sure-error">
            {error}
          </p>
        )}
      </div>
      <div class="form-end">
        {keep}
        <Button type="submit" kind="danger">
          {me.removeConfirm}
        </Button>
      </div>
    </form>
  );
};

export type DeleteView = { readonly holdings: Holdings; readonly error: string | null };

export const DeletePage = ({ frame, view }: PageProps<DeleteView>): JSX.Element => {
  const { me } = wordsFor(frame.language).account;
  return (
    <Layout frame={frame} title={me.removeTitle} description={me.removeText} hidden class="account">
      <h1 class="page-title">{me.removeTitle}</h1>
      <div class="account-alone">
        <DeleteNews holdings={view.holdings} language={frame.language} />
        <DeleteForm holdings={view.holdings} language={frame.language} error={view.error} />
      </div>
    </Layout>
  );
};
