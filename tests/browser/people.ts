// Being somebody in the browser: an address nobody used before, the code from the inbox, keys instead of a mouse.
import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";

export const BASE = `http://127.0.0.1:${process.env.BROWSER_TEST_PORT ?? 8797}`;
/** A write that carries cookies must say where it comes from, in a test as anywhere. */
export const OWN_ORIGIN = { origin: BASE } as const;
const TABS_MAX = 60;

export const freshEmail = (): string => `fan-${crypto.randomUUID()}@example.com`;

type Role = "USER" | "MANAGER" | "ADMIN";

/** Signed in at once; the cookies are the context's. Answers the person's id. */
export async function be(context: BrowserContext, email: string, role: Role = "USER"): Promise<string> {
  const response = await context.request.post("/sandbox/login", { data: { email, role }, headers: OWN_ORIGIN });
  expect(response.status()).toBe(201);
  const { user } = (await response.json()) as { user: { id: string } };
  return user.id;
}

/** The newest code in the inbox that is not `former`; mail takes a moment. */
export async function codeFor(page: Page, email: string, former = ""): Promise<string> {
  let code = "";
  await expect(async () => {
    const response = await page.request.get(`/sandbox/mail?to=${encodeURIComponent(email)}`, {
      headers: { accept: "application/json" },
    });
    const { items } = (await response.json()) as { items: { subject: string }[] };
    code = items[0]?.subject.match(/\d{6}/)?.[0] ?? "";
    expect(code).toMatch(/^\d{6}$/);
    expect(code).not.toBe(former);
  }).toPass();
  return code;
}

/** Any code but this one. */
export const wrongCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

/** As somebody without a mouse: from where the keyboard is, on to the thing. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < TABS_MAX; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the keyboard does not reach it");
}

export const whoAmI = async (context: BrowserContext): Promise<number> =>
  (await context.request.get("/v1/api/users/me")).status();

export async function cookieOf(context: BrowserContext, name: string): Promise<string | undefined> {
  return (await context.cookies()).find((cookie) => cookie.name === name)?.value;
}
