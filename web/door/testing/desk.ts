// A desk whose network, clock, service and storage are a test's.
import type { DoorManifest } from "../../../schema/http/doors.ts";
import { Desk } from "../desk.ts";
import type { Others } from "../other-pages.ts";
import type { OwnScan } from "../own-scans.ts";
import type { Shelf } from "../shelf.ts";
import { BASE_MS, manifest, memoryShelf } from "./door.ts";

export type Sent = {
  readonly path: string;
  readonly body: { readonly items?: readonly { readonly nonce: string; readonly shown?: string }[] } | null;
};
type Service = (path: string, body: Sent["body"]) => Response | Promise<Response>;
type Given = {
  readonly keepScans?: Shelf["keepScans"];
  readonly bundle?: Partial<DoorManifest>;
  readonly others?: Others;
  readonly ended?: boolean;
  readonly names?: string;
  /** What the device's clock said as it asked for its bundle. */
  readonly asked_at_ms?: number;
};

export const NO_OTHERS: Others = { tell: () => {}, hear: () => {} };

export function setUp(
  service: Service,
  { keepScans, bundle, others, ended, names = "n", asked_at_ms = BASE_MS }: Given = {},
) {
  const memory = memoryShelf(
    new Map<string, unknown>([
      ["showtime p", "st"],
      ["bundle p st", { text: JSON.stringify(manifest(bundle)), as_of_ms: asked_at_ms }],
    ]),
  );
  const shelf = keepScans === undefined ? memory : { ...memory, keepScans };
  const at = { now_ms: BASE_MS, network: true, named: 0, pace: 0.05 };
  const sent: Sent[] = [];
  const said: string[] = [];
  const desk: Desk = new Desk({
    pass: "p",
    door: "North",
    ended: ended ?? false,
    fetch: async (path, init) => {
      if (!at.network) throw new TypeError("no network");
      const body = JSON.parse(String(init.body ?? "null"));
      sent.push({ path, body });
      return service(path, body);
    },
    now: () => at.now_ms,
    wait: (ms) => new Promise((done) => setTimeout(done, ms * at.pace)),
    nonce: () => `${names}${++at.named}`,
    shelf,
    others: others ?? NO_OTHERS,
    said: () => void said.push(desk.verdict?.shown ?? ""),
    changed: () => {},
  });
  return { desk, at, sent, said, shelf: memory };
}

/** Two pages of one device: what one tells, the other hears. */
export function twoPages(): readonly [Others, Others] {
  const hearing: (((scans: readonly OwnScan[]) => void) | null)[] = [null, null];
  const page = (own: 0 | 1): Others => ({
    tell: (scans) => hearing[1 - own]?.(scans),
    hear: (heard) => {
      hearing[own] = heard;
    },
  });
  return [page(0), page(1)];
}

export const nothingNew = (): Response => new Response(null, { status: 204 });
export const placed = (body: Sent["body"], result: string): Response =>
  Response.json({ items: (body?.items ?? []).map(({ nonce }) => ({ nonce, result })) });
