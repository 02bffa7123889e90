// The stand-in for Google Wallet: takes the signed statement in the address, checks it as Google would, and shows the pass.
import type { Hono } from "hono";
import { exportPKCS8, generateKeyPair, jwtVerify } from "jose";
import type { JSX } from "preact";
import * as z from "zod/mini";
import { qrSvg } from "../../workers/buying/ticket-qr.ts";
import type { AppEnv } from "../../workers/kit/env.ts";
import { Refusal } from "../../workers/kit/failures.ts";
import { page } from "../../workers/kit/pages/answer.tsx";
import { frameOf } from "../../workers/kit/pages/frame.ts";
import { Layout } from "../../workers/kit/pages/layout.tsx";
import type { PageFrame } from "../../workers/kit/pages/view-models.ts";
import type { SandboxEnv } from "../env.ts";

const PATH = "/sandbox/wallet/";
const ACCOUNT = "wallet@sandbox.example";

type Pair = { readonly private_key: string; readonly public_key: CryptoKey };
let pair: Promise<Pair> | null = null;

async function makePair(): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  return { private_key: await exportPKCS8(privateKey), public_key: publicKey };
}
const ownPair = (): Promise<Pair> => (pair ??= makePair());

/** Where a real account is configured on a laptop, it is used. Only the road to a pass needs a key. */
export async function withWallet(env: SandboxEnv, request: Request): Promise<SandboxEnv> {
  if (env.GOOGLE_WALLET !== undefined || !request.url.includes("/tickets/")) return env;
  const { origin, pathname } = new URL(request.url);
  if (!pathname.startsWith("/tickets/")) return env;
  const { private_key } = await ownPair();
  const account = { issuer_id: "sandbox", client_email: ACCOUNT, private_key, save_url: `${origin}${PATH}` };
  return { ...env, GOOGLE_WALLET: JSON.stringify(account) };
}

const said = z.object({ defaultValue: z.object({ value: z.string() }) });
const statement = z.object({
  payload: z.object({
    eventTicketClasses: z.array(z.object({ eventName: said, venue: z.object({ name: said }) })),
    eventTicketObjects: z.array(
      z.object({
        barcode: z.object({ value: z.string() }),
        reservationInfo: z.object({ confirmationCode: z.string() }),
        seatInfo: z.object({ section: said, row: z.optional(said), seat: z.optional(said) }),
      }),
    ),
  }),
});

export function mountWallet(app: Hono<AppEnv>): void {
  app.get(`${PATH}:jwt`, async (c) => {
    const { public_key } = await ownPair();
    const checked = await jwtVerify(c.req.param("jwt"), public_key, { issuer: ACCOUNT, audience: "google" }).catch(
      () => null,
    );
    const read = statement.safeParse(checked?.payload);
    const [about] = read.data?.payload.eventTicketClasses ?? [];
    const [pass] = read.data?.payload.eventTicketObjects ?? [];
    if (about === undefined || pass === undefined) throw new Refusal("not_found");
    const { section, row, seat } = pass.seatInfo;
    const view = {
      title: about.eventName.defaultValue.value,
      venue: about.venue.name.defaultValue.value,
      seat: [section, row, seat].map((part) => part?.defaultValue.value ?? "").join(" "),
      number: pass.reservationInfo.confirmationCode,
      qr_svg: qrSvg(pass.barcode.value),
    };
    return page(c, <PassPage frame={frameOf(c)} view={view} />);
  });
}

type PassView = Readonly<Record<"title" | "venue" | "seat" | "number" | "qr_svg", string>>;

const PassPage = ({ frame, view }: { readonly frame: PageFrame; readonly view: PassView }): JSX.Element => {
  const ko = frame.language === "ko";
  const title = ko ? "지갑에 넣은 표 (대역)" : "A pass in the wallet (stand-in)";
  return (
    <Layout frame={frame} title={title} description={title} hidden class="ticket-page">
      <h1>{title}</h1>
      <article class="ticket">
        <div class="ticket-stub">
          <p class="ticket-title">{view.title}</p>
          <p>{view.venue}</p>
          <p>{view.seat}</p>
          <p class="tabular">{view.number}</p>
          <img
            class="ticket-qr"
            src={`data:image/svg+xml,${encodeURIComponent(view.qr_svg)}`}
            alt={ko ? "입장 코드" : "Code for the door"}
            width="220"
            height="220"
          />
        </div>
      </article>
    </Layout>
  );
};
