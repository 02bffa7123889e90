// Signing in, the own account and devices, as people meet them: by every way, with keys alone, with and without script.
import { expect, type Page, test } from "@playwright/test";
import { wordsFor } from "../../web/words/words.ts";
import {
  complaintsOf,
  expectAccessible,
  expectNoSideways,
  LANGUAGES,
  type Language,
  LOOKS,
  ONCE,
  readIn,
  speak,
} from "./kit.ts";
import { BASE, be, codeFor, cookieOf, freshEmail, OWN_ORIGIN, tabTo, whoAmI, wrongCode } from "./people.ts";

// Where a test does not choose a language, the browser wishes for Korean.
test.use({ locale: "ko-KR" });
const ko = wordsFor("ko").account;

async function askForCode(page: Page, email: string, return_to = "/me"): Promise<void> {
  await page.goto(`/signin?return_to=${encodeURIComponent(return_to)}`);
  await page.locator("#email").fill(email);
  await page.locator("#email").press("Enter");
  await expect(page).toHaveURL(/\/signin\/code/);
}

const digits = (page: Page) => page.locator(".code-digit");
const confirm = (page: Page) => page.locator("[data-code-form] button[type=submit]");

for (const language of LANGUAGES) {
  test(
    `A2: a mail code signs in with the keyboard alone, in ${language}`,
    readIn(language),
    async ({ page, context }) => {
      await speak(context, language);
      const words = wordsFor(language).account;
      const complaints = complaintsOf(page);
      const email = freshEmail();
      await page.goto("/signin?return_to=%2Fme");
      await tabTo(page, page.getByLabel(words.signIn.email));
      await page.keyboard.type(email);
      await tabTo(page, page.getByRole("button", { name: words.signIn.send }));
      await page.keyboard.press("Enter");
      await expect(page.getByText(words.code.sentTo(email))).toBeVisible();
      await expect(digits(page).first()).toBeFocused();
      await page.keyboard.type(await codeFor(page, email));
      await expect(confirm(page)).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\/me$/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.me.title);
      await expect(page.getByText(email).first()).toBeVisible();
      expect(complaints).toEqual([]);
    },
  );

  for (const [provider, person] of [
    ["google", "seojun"],
    ["kakao", "haneul"],
    ["naver", "yuna"],
  ] as const) {
    test(
      `A1: ${provider} signs in with the keyboard alone, in ${language}`,
      readIn(language),
      async ({ page, context }) => {
        await speak(context, language);
        const words = wordsFor(language).account;
        await page.goto("/signin?return_to=%2Fme");
        const button = page.getByRole("link", { name: words.signIn.with[provider] });
        expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
        await tabTo(page, button);
        await page.keyboard.press("Enter");
        await tabTo(page, page.locator(`button[name=person][value=${person}]`));
        await page.keyboard.press("Enter");
        await expect(page).toHaveURL(/\/me$/);
        await expect(page.locator(".way-name", { hasText: words.me.providers[provider] }).first()).toBeVisible();
        expect(await whoAmI(context)).toBe(200);
      },
    );
  }
}

test("A1: who refuses at the provider is told so and led back to every way", ONCE, async ({ page }) => {
  await page.goto("/signin?return_to=%2Fme");
  await page.getByRole("link", { name: ko.signIn.with.kakao }).click();
  await page.locator("button[name=refuse]").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("로그인을 취소했어요");
  await page.getByRole("link", { name: "다른 방법으로 로그인" }).click();
  await expect(page).toHaveURL("/signin?return_to=%2Fme");
});

test("A2: a code is pasted whole, in the dress a mail gives it", ONCE, async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const email = freshEmail();
  await askForCode(page, email);
  const code = await codeFor(page, email);
  await page.evaluate((text) => navigator.clipboard.writeText(text), ` ${code.slice(0, 3)} ${code.slice(3)}\n`);
  await digits(page).nth(2).focus();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(digits(page)).toHaveCount(6);
  for (const [place, digit] of [...code].entries()) await expect(digits(page).nth(place)).toHaveValue(digit);
  await confirm(page).click();
  await expect(page).toHaveURL(/\/me$/);
});

test("A2: the phone's suggestion fills the first field and with it all six", ONCE, async ({ page }) => {
  const email = freshEmail();
  await askForCode(page, email);
  const suggested = page.locator("input[autocomplete=one-time-code]");
  await expect(suggested).toHaveCount(1);
  await suggested.fill(await codeFor(page, email));
  await expect(digits(page).last()).not.toHaveValue("");
  await confirm(page).click();
  await expect(page).toHaveURL(/\/me$/);
});

test("A2: a wrong code is said with what is left; after the last try only a new one helps", ONCE, async ({ page }) => {
  const email = freshEmail();
  await askForCode(page, email);
  const code = await codeFor(page, email);
  await confirm(page).click();
  await expect(page.locator("#code-error")).toHaveText(ko.code.shape);
  for (const tries_left of [4, 3, 2, 1, 0]) {
    await expect(digits(page).first()).toBeFocused();
    await page.keyboard.type(wrongCode(code));
    await confirm(page).click();
    await expect(page.locator("#code-error")).toContainText(ko.code.triesLeft(tries_left));
  }
  await page.keyboard.type(code);
  await confirm(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "너무 여러 번" })).toBeVisible();
  await page.getByRole("button", { name: ko.code.resend }).click();
  await expect(page.getByText(ko.code.resent)).toBeVisible();
  await digits(page)
    .first()
    .fill(await codeFor(page, email, code));
  await confirm(page).click();
  await expect(page).toHaveURL(/\/me$/);
});

test("A2: the three minutes count down and their end is said", ONCE, async ({ page }) => {
  await page.clock.install();
  await askForCode(page, freshEmail());
  await expect(page.locator(".code-clock time")).toContainText("2분");
  await page.clock.fastForward("03:01");
  await expect(page.locator(".code-clock time")).toHaveText(ko.code.over);
});

test("A2: an address that is none is refused at its field, and nobody is sent off the site", ONCE, async ({ page }) => {
  await page.goto("/signin?return_to=https%3A%2F%2Felsewhere.example%2F");
  await expect(page.locator("form[action='/signin'] input[name=return_to]")).toHaveValue("/");
  await page.locator("#email").fill("fan@nowhere");
  await page.locator("#email").press("Enter");
  await expect(page.locator("#email")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#email-error")).toHaveText(ko.signIn.emailWrong);
  await expect(page.locator("#email")).toHaveValue("fan@nowhere");
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("A2, A5: signing in, the profile, deleting the account and signing out all work", ONCE, async ({ page }) => {
    const email = freshEmail();
    await askForCode(page, email);
    await expect(page.locator("input[name=code]")).toHaveCount(1);
    await page.locator("input[name=code]").fill(await codeFor(page, email));
    await confirm(page).click();
    await expect(page).toHaveURL(/\/me$/);

    await page.getByLabel(ko.me.phone).fill("전화");
    await page.getByRole("button", { name: ko.me.save }).click();
    await expect(page.locator("#phone-error")).toHaveText(ko.me.phoneWrong);
    await page.getByLabel(ko.me.phone).fill("010-1234-5678");
    await page.getByLabel(ko.me.name).fill("한나");
    await page.getByRole("button", { name: ko.me.save }).click();
    await expect(page.getByText(ko.me.saved)).toBeVisible();
    await expect(page.getByLabel(ko.me.phone)).toHaveValue("010-1234-5678");

    await page.getByRole("link", { name: ko.me.removeOpen }).click();
    await expect(page).toHaveURL(/\/me\/delete$/);
    await expect(page.getByText(ko.me.removeDevices(1))).toBeVisible();
    await page.getByLabel(ko.me.removeSure).check();
    await page.getByRole("button", { name: ko.me.removeConfirm }).click();
    await expect(page.getByText(ko.signIn.deleted)).toBeVisible();
    await page.goto("/me");
    await expect(page).toHaveURL(/\/signin/);
  });
});

test(
  "A5: name and language are saved, seen in the header, and the page speaks the language at once",
  ONCE,
  async ({ page, context }) => {
    await be(context, freshEmail());
    await page.goto("/me");
    await page.getByLabel(ko.me.name).fill("Hannah");
    await page.getByRole("combobox", { name: ko.me.language }).selectOption("en");
    await page.getByRole("button", { name: ko.me.save }).click();
    const en = wordsFor("en");
    await expect(page.getByText(en.account.me.saved)).toBeVisible();
    await expect(page.getByRole("link", { name: en.shell.profile("Hannah") })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  },
);

test("A5: deleting asks first, in a dialog that names what goes and can be left", ONCE, async ({ page, context }) => {
  await be(context, freshEmail());
  await page.goto("/me");
  await page.getByRole("link", { name: ko.me.removeOpen }).click();
  const dialog = page.getByRole("dialog", { name: ko.me.removeTitle });
  await expect(dialog.getByText(ko.me.removeGone)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.getByRole("link", { name: ko.me.removeOpen }).click();
  await dialog.getByRole("link", { name: ko.me.removeCancel }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("link", { name: ko.me.removeOpen }).click();
  // Not without the tick.
  await dialog.getByRole("button", { name: ko.me.removeConfirm }).click();
  await expect(page).toHaveURL(/\/me$/);
  await dialog.getByLabel(ko.me.removeSure).check();
  await dialog.getByRole("button", { name: ko.me.removeConfirm }).click();
  await expect(page.getByText(ko.signIn.deleted)).toBeVisible();
  expect(await whoAmI(context)).toBe(401);
});

test("A4: a way to sign in is linked and unlinked, and the only one cannot be", ONCE, async ({ page, context }) => {
  // A stand-in person of its own, whose account of an earlier run is deleted first.
  const [provider, person] = ["google", "jiwoo"] as const;
  const choose = () => page.locator(`button[name=person][value=${person}]`).click();
  await page.goto("/signin?return_to=%2Fme");
  await page.locator(`.provider-${provider}`).click();
  await choose();
  await expect(page).toHaveURL(/\/me$/);
  await expect(page.getByText(ko.me.lastWay)).toBeVisible();
  await context.request.delete("/v1/api/users/me", { headers: OWN_ORIGIN });

  await context.clearCookies();
  await be(context, freshEmail());
  await page.goto("/me");
  const name = ko.me.providers[provider];
  await page.getByRole("link", { name: ko.me.linkOf(name) }).click();
  await choose();
  await expect(page).toHaveURL(/\/me$/);
  await page.getByRole("button", { name: ko.me.unlinkOf(name) }).click();
  await expect(page.getByText(ko.me.unlinked)).toBeVisible();
  await expect(page.getByRole("link", { name: ko.me.linkOf(name) })).toBeVisible();
});

test(
  "D70: after signing out neither the page nor the back button shows anything of the person",
  ONCE,
  async ({ page, context }) => {
    const email = freshEmail();
    await be(context, email);
    for (const path of ["/me", "/me/sessions", "/me/delete"]) {
      const response = await context.request.get(path, { headers: { accept: "text/html" } });
      expect(response.headers()["cache-control"], path).toBe("no-store");
    }
    const refresh = await cookieOf(context, "refresh");
    await page.goto("/");
    await page.goto("/me");
    await expect(page.getByText(email).first()).toBeVisible();
    await page.getByRole("button", { name: ko.me.signOut }).click();
    await expect(page.getByText(ko.signIn.signedOut)).toBeVisible();
    await expect(page.getByText(email)).toHaveCount(0);
    await page.goBack();
    await expect(page).toHaveURL(/\/signin\?return_to=%2Fme/);
    await expect(page.getByText(email)).toHaveCount(0);
    expect(await cookieOf(context, "access")).toBeUndefined();
    // D63: the token itself is dead, not only forgotten here.
    const url = "/v1/api/auth/sessions/refresh";
    const again = await context.request.post(url, { headers: { ...OWN_ORIGIN, cookie: `refresh=${refresh}` } });
    expect(again.status()).toBe(401);
  },
);

test("A3: another device is ended from here and is really out", ONCE, async ({ page, context, browser }) => {
  const email = freshEmail();
  const other = await browser.newContext();
  const third = await browser.newContext();
  for (const device of [other, third, context]) await be(device, email);
  await page.goto("/me/sessions");
  await expect(page.getByText(ko.sessions.here)).toHaveCount(1);
  await page.locator("form[action$='/end'] button").first().click();
  await expect(page.getByText(ko.sessions.ended)).toBeVisible();
  const left = await Promise.all([other, third].map(whoAmI));
  expect(left.toSorted()).toEqual([200, 401]);
  await page.getByRole("button", { name: ko.sessions.others(1) }).click();
  await expect(page.getByText(ko.sessions.othersEnded)).toBeVisible();
  await expect(page.getByText(ko.sessions.alone)).toBeVisible();
  for (const device of [other, third]) {
    expect(await whoAmI(device)).toBe(401);
    const their_page = await device.newPage();
    await their_page.goto("/me");
    await expect(their_page).toHaveURL(/\/signin/);
    await expect(their_page.getByText(ko.signIn.ended)).toBeVisible();
    expect(await cookieOf(device, "refresh")).toBeUndefined();
    await device.close();
  }
  expect(await whoAmI(context)).toBe(200);
});

test(
  "A3: a page goes on with the session when the access token is gone, a form too",
  ONCE,
  async ({ page, context }) => {
    await be(context, freshEmail());
    await page.goto("/me");
    const refresh = await cookieOf(context, "refresh");
    await context.clearCookies({ name: "access" });
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(ko.me.title);
    expect(await cookieOf(context, "access")).toBeDefined();
    expect(await cookieOf(context, "refresh")).not.toBe(refresh);
    await context.clearCookies({ name: "access" });
    await page.getByLabel(ko.me.name).fill("여전히");
    await page.getByRole("button", { name: ko.me.save }).click();
    await expect(page.getByText(ko.me.saved)).toBeVisible();
  },
);

test("A3: pages opened at once with one old session all go on", ONCE, async ({ context }) => {
  await be(context, freshEmail());
  await context.clearCookies({ name: "access" });
  const pages = await Promise.all([context.newPage(), context.newPage(), context.newPage()]);
  await Promise.all(pages.map((one) => one.goto("/me")));
  for (const one of pages) await expect(one).toHaveURL(/\/me$/);
  expect(await whoAmI(context)).toBe(200);
});

test(
  "A3: control: without a refresh token, or with a dead one, the same page is signed out and its cookies dropped",
  ONCE,
  async ({ page, context }) => {
    await be(context, freshEmail());
    await context.clearCookies({ name: "access" });
    await context.addCookies([{ name: "refresh", value: "not-a-token", url: BASE }]);
    await page.goto("/me");
    await expect(page).toHaveURL(/\/signin\?return_to=%2Fme/);
    expect(await cookieOf(context, "refresh")).toBeUndefined();
  },
);

const lookAtAll = async (page: Page, language: Language): Promise<void> => {
  const paths = [
    "/me",
    "/me/sessions",
    "/me/delete",
    "/me?done=saved",
    "/admin/users",
    "/admin/users?q=zz-nobody",
    "/admin/audit",
    "/admin/audit?who=admin&action=user.role&from=2026-01-01",
    "/admin/shows",
    "/admin/shows?q=zz-nobody&status=TAKEN_DOWN",
    "/admin/failures",
  ];
  for (const path of paths) {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expectNoSideways(page);
    await expectAccessible(page);
  }
};

for (const { language, colorScheme, size } of LOOKS) {
  test(
    `A5, C6: every account page is accessible and fits, in ${language} and ${colorScheme}`,
    size,
    async ({ page, context }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await speak(context, language);
      await askForCode(page, freshEmail());
      await expect(digits(page)).toHaveCount(6);
      await expectAccessible(page);
      await expectNoSideways(page);
      await page.keyboard.type("000000");
      await confirm(page).click();
      await expect(page.locator("#code-error")).toBeVisible();
      await expectAccessible(page);
      await page.goto("/signin");
      await expectAccessible(page);
      await expectNoSideways(page);
      await context.clearCookies({ name: "challenge" });
      await be(context, freshEmail(), "ADMIN");
      await lookAtAll(page, language);
      const person = await be((await context.browser()?.newContext()) ?? context, freshEmail());
      await page.goto(`/admin/users/${person}`);
      await expectAccessible(page);
      await expectNoSideways(page);
    },
  );
}
