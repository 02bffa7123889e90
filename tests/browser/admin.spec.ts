// The admin's pages: finding people, giving roles, shutting out and letting in; and that nobody else sees them.
import { expect, test } from "@playwright/test";
import { wordsFor } from "../../web/words/words.ts";
import { expectAccessible, expectNoSideways, LOOKS, ONCE, speak } from "./kit.ts";
import { be, codeFor, freshEmail, whoAmI } from "./people.ts";

test.use({ locale: "ko-KR" });
const { admin, me, signIn } = wordsFor("ko").account;

test(
  "A6: the admin's pages are not there for others, and lead strangers to the sign-in",
  ONCE,
  async ({ page, context }) => {
    for (const path of ["/admin/users", "/admin/audit", "/admin/shows", "/admin/failures"]) {
      await context.clearCookies();
      await page.goto(path);
      await expect(page).toHaveURL(`/signin?return_to=${encodeURIComponent(path)}`);
      for (const role of ["USER", "MANAGER"] as const) {
        await context.clearCookies();
        await be(context, freshEmail(), role);
        expect((await page.goto(path))?.status(), `${role} at ${path}`).toBe(404);
      }
    }
  },
);

test(
  "A7: an admin finds a person, gives a role, shuts them out and lets them in again",
  ONCE,
  async ({ page, context, browser }) => {
    const email = freshEmail();
    const theirs = await browser.newContext();
    await be(theirs, email);
    await be(context, freshEmail(), "ADMIN");

    await page.goto("/admin/users");
    await page.getByLabel(admin.keyword).fill(email);
    await page.getByLabel(admin.role).selectOption("USER");
    await page.getByRole("button", { name: admin.find }).click();
    await expect(page.getByRole("list", { name: admin.users }).getByRole("listitem")).toHaveCount(1);
    await page.getByRole("link", { name: email }).click();

    await page.getByLabel(admin.roleEffects.MANAGER).check();
    await page.getByRole("button", { name: admin.giveRole }).click();
    await expect(page.getByText(admin.done.role)).toBeVisible();
    await expect(page.getByLabel(admin.roleEffects.MANAGER)).toBeChecked();
    // The former token is cut; their next page renews the session and sees the new role.
    const their_page = await theirs.newPage();
    await their_page.goto("/me");
    expect((await (await theirs.request.get("/v1/api/users/me")).json()).role).toBe("MANAGER");
    // A page that is open leads to signing in by itself, at a moment of its own.
    await their_page.goto("about:blank");

    await expect(page.getByText(admin.disableText(1))).toBeVisible();
    await page.getByRole("button", { name: admin.disableConfirm }).click();
    await expect(page.getByText(admin.done.disabled)).toBeVisible();
    expect(await whoAmI(theirs)).toBe(401);
    await their_page.goto("/signin?return_to=%2Fme");
    await their_page.locator("#email").fill(email);
    await their_page.locator("#email").press("Enter");
    const code = await codeFor(their_page, email);
    await their_page.locator("input[autocomplete=one-time-code]").fill(code);
    await their_page.locator("[data-code-form] button").click();
    await expect(their_page.getByRole("alert").filter({ hasText: "정지" })).toBeVisible();
    expect(await whoAmI(theirs)).toBe(401);

    await page.getByRole("button", { name: admin.unlockConfirm }).click();
    await expect(page.getByText(admin.done.unlocked)).toBeVisible();
    await their_page.goto("/signin?return_to=%2Fme");
    await their_page.getByLabel(signIn.email).fill(email);
    await their_page.getByRole("button", { name: signIn.send }).click();
    await their_page.locator("input[autocomplete=one-time-code]").fill(await codeFor(their_page, email, code));
    await their_page.locator("[data-code-form] button").click();
    await expect(their_page.getByRole("heading", { level: 1 })).toHaveText(me.title);
    await theirs.close();

    await page.goto("/admin/audit");
    const acts = page.getByRole("row").filter({ hasText: email });
    for (const [place, action] of (["user.enable", "user.disable", "user.role"] as const).entries()) {
      await expect(acts.nth(place)).toContainText(wordsFor("ko").adminDesk.acts[action]);
    }
    await expect(acts.nth(2)).toContainText(admin.changedFrom(admin.roles.USER, admin.roles.MANAGER));
  },
);

test("A7: nobody changes their own role or status", ONCE, async ({ page, context }) => {
  const id = await be(context, freshEmail(), "ADMIN");
  await page.goto(`/admin/users/${id}`);
  await expect(page.getByText(admin.self)).toBeVisible();
  await expect(page.getByRole("button", { name: admin.giveRole })).toHaveCount(0);
  await expect(page.getByRole("button", { name: admin.disableConfirm })).toHaveCount(0);
});

for (const look of LOOKS) {
  test(
    `CN5: the console's first page is accessible and fits, in ${look.language} and ${look.colorScheme}`,
    look.size,
    async ({ page, context }) => {
      await page.emulateMedia({ colorScheme: look.colorScheme });
      await speak(context, look.language);
      const words = wordsFor(look.language).console;
      await be(context, freshEmail());
      expect((await page.goto("/manage"))?.status()).toBe(403);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.join.title);
      await expectAccessible(page);
      await context.clearCookies({ name: "access" });
      await be(context, freshEmail(), "ADMIN");
      await page.goto("/manage");
      await expect(page.getByRole("table", { name: words.shows.list })).toBeVisible();
      await expect(page.getByRole("navigation", { name: words.menu }).getByRole("link")).toHaveCount(4);
      await expectNoSideways(page);
      await expectAccessible(page);
    },
  );
}
