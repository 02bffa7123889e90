// One subject of a page of forms: what it is about beside what can be done; under each other on a phone.
import type { ComponentChildren, JSX } from "preact";

export const Section = ({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text?: string;
  readonly children: ComponentChildren;
}): JSX.Element => (
  <section class="account-section">
    <div class="account-about">
      <h2 class="account-title">{title}</h2>
      {text === undefined ? null : <p class="account-text">{text}</p>}
    </div>
    <div class="account-body">{children}</div>
  </section>
);
