// The document around every page: head, a way past the header, the notice of what was done, short messages.
import type { ComponentChildren, JSX } from "preact";
import { Icon } from "../../../web/components/icon.tsx";
import { Notice } from "../../../web/components/states.tsx";
import { Toasts } from "../../../web/components/toasts.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { paths } from "./paths.ts";
import type { PageFrame } from "./view-models.ts";

export type DocumentProps = {
  readonly frame: PageFrame;
  readonly title: string;
  readonly description: string;
  /** The picture that a shared link shows. */
  readonly imageUrl?: string;
  /** Search engines keep away from error pages. */
  readonly hidden?: boolean;
  /** For a page that may be put on a phone's home screen: its manifest. */
  readonly appUrl?: string;
  /** It says itself whether there is a network. */
  readonly tellsConnection?: boolean;
};

const Head = ({ frame, title, description, imageUrl, hidden, appUrl }: DocumentProps): JSX.Element => {
  const url = new URL(frame.path, frame.origin).href;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{`${title} · Fairline`}</title>
      <meta name="description" content={description} />
      <meta name="color-scheme" content={frame.theme ?? "light dark"} />
      <meta name="format-detection" content="telephone=no" />
      {hidden === true ? <meta name="robots" content="noindex" /> : <link rel="canonical" href={url} />}
      <meta property="og:site_name" content="Fairline" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:url" content={url} />
      {imageUrl === undefined ? null : <meta property="og:image" content={new URL(imageUrl, frame.origin).href} />}
      {appUrl === undefined ? null : <link rel="manifest" href={appUrl} />}
      <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
      <link rel="stylesheet" href={frame.assets.css} />
      <link rel="preload" as="style" href={frame.assets.fontsCss} />
      {frame.assets.scripts.map((source) => (
        <script key={source} type="module" src={source} nonce={frame.nonce === "" ? undefined : frame.nonce} />
      ))}
    </head>
  );
};

/** What the last act did, said on the page that follows it. */
export const FrameNotice = ({ frame }: { readonly frame: PageFrame }): JSX.Element | null =>
  frame.notice === null ? null : (
    <div class="shell-notice">
      <Notice tone={frame.notice.tone} language={frame.language}>
        {frame.notice.text}{" "}
        {frame.notice.way === undefined ? null : (
          <a class="link-line" href={frame.notice.way.href}>
            {frame.notice.way.label}
          </a>
        )}
      </Notice>
    </div>
  );

/** Above everything: what is the matter with the service itself. Always there, so that a page that stays open can be told. */
const ServiceBanner = ({ frame }: { readonly frame: PageFrame }): JSX.Element => (
  <div class="service-banner" role="status" data-service-banner="">
    {frame.banner === null ? null : (
      <a href={paths.status}>
        <Icon name="alert" />
        <span>{frame.banner}</span>
      </a>
    )}
  </div>
);

export const Document = ({
  class: className,
  children,
  ...head
}: DocumentProps & { readonly class?: string; readonly children: ComponentChildren }): JSX.Element => {
  const { frame, tellsConnection = false } = head;
  return (
    <html lang={frame.language} {...(frame.theme !== null && { "data-theme": frame.theme })}>
      <Head {...head} />
      <body class={className} data-now-ms={frame.now_ms} data-practice={frame.practice?.code}>
        <a class="skip" href="#content">
          {wordsFor(frame.language).shell.skip}
        </a>
        <ServiceBanner frame={frame} />
        {children}
        <Toasts language={frame.language} connection={!tellsConnection} />
        {/* Last in the body: what stands above is painted before the faces are known. */}
        <link rel="stylesheet" href={frame.assets.fontsCss} />
      </body>
    </html>
  );
};
