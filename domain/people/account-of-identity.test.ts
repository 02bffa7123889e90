import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Provider } from "../../schema/http/people.ts";
import {
  type Account,
  decideAccount,
  GUARDS,
  type Guards,
  joiningEmail,
  type ProvenIdentity,
} from "./account-of-identity.ts";

const SEED = 62;

const identity = (over: Partial<ProvenIdentity> = {}): ProvenIdentity => ({
  provider: "google",
  subject: "100",
  name: "Minji",
  email: "minji@example.com",
  email_proven: true,
  ...over,
});
const account = (over: Partial<Account> = {}): Account => ({
  user_id: "usr_1",
  status: "ACTIVE",
  email: "minji@example.com",
  identities: [],
  ...over,
});
const signIn = (one: ProvenIdentity, ...candidates: Account[]) => decideAccount(one, { candidates, asker_id: null });

describe("A-1: a known pair of provider and number leads to its account", () => {
  const known = account({ email: "old@example.com", identities: [{ provider: "google", subject: "100" }] });

  it("A-1: before any address is looked at", () => {
    const other = account({ user_id: "usr_2" });
    expect(signIn(identity(), other, known)).toEqual({
      ok: true,
      value: { kind: "known", user_id: "usr_1", adopt_email: null },
    });
  });

  it("A-1: an account without an address takes a proven one that is free, and no other's", () => {
    const bare = { ...known, email: null };
    expect(signIn(identity(), bare)).toMatchObject({ value: { adopt_email: "minji@example.com" } });
    expect(signIn(identity({ email_proven: false }), bare)).toMatchObject({ value: { adopt_email: null } });
    expect(signIn(identity(), bare, account({ user_id: "usr_2" }))).toMatchObject({ value: { adopt_email: null } });
  });
});

describe("A-2: a proven address leads to its account, everything else founds a new one", () => {
  it("A-2: a proven address links", () => {
    expect(signIn(identity(), account())).toMatchObject({ value: { kind: "link", user_id: "usr_1" } });
  });

  it("D62 an unproven address neither links nor is kept as the account's address", () => {
    expect(signIn(identity({ email_proven: false }), account())).toEqual({
      ok: true,
      value: { kind: "create", email: null },
    });
  });

  it("D62 Naver's address never links, even when its answer claims a proof", () => {
    const naver = identity({ provider: "naver", email_proven: true });
    expect(joiningEmail(naver)).toBeNull();
    expect(signIn(naver, account())).toEqual({ ok: true, value: { kind: "create", email: null } });
  });

  it("D62 the same number at another provider is another person", () => {
    const known = account({ identities: [{ provider: "kakao", subject: "100" }], email: null });
    expect(signIn(identity({ email: null }), known)).toMatchObject({ value: { kind: "create" } });
  });

  it("A-2: without any address a new account is made", () => {
    expect(signIn(identity({ email: null }))).toEqual({ ok: true, value: { kind: "create", email: null } });
  });
});

describe("A-3: linking while signed in adds to the asker's own account only", () => {
  const link = (one: ProvenIdentity, ...candidates: Account[]) => decideAccount(one, { candidates, asker_id: "usr_1" });

  it("A-3: a free identity is linked, an own one is known already", () => {
    const own = { provider: "google", subject: "100" };
    expect(link(identity(), account())).toMatchObject({ value: { kind: "link", user_id: "usr_1" } });
    expect(link(identity(), account({ identities: [own] }))).toMatchObject({ value: { kind: "known" } });
  });

  it("A-3: another's identity is refused, and so is one whose address leads to another account", () => {
    const bare = account({ email: null });
    const owner = account({ user_id: "usr_2", email: null, identities: [{ provider: "google", subject: "100" }] });
    expect(link(identity(), bare, owner)).toEqual({ ok: false, failure: "identity_taken" });
    expect(link(identity(), bare, account({ user_id: "usr_2" }))).toEqual({ ok: false, failure: "identity_taken" });
  });

  it("A-3: an asker who is gone or disabled links nothing", () => {
    expect(link(identity())).toEqual({ ok: false, failure: "session_ended" });
    expect(link(identity(), account({ status: "DISABLED" }))).toEqual({ ok: false, failure: "account_disabled" });
  });
});

describe("A-4: a disabled or deleted account is entered by no road", () => {
  it.each(["DISABLED", "DELETED"] as const)("A-4: %s, by identity and by address", (status) => {
    const by_identity = account({ status, identities: [{ provider: "google", subject: "100" }] });
    expect(signIn(identity(), by_identity)).toEqual({ ok: false, failure: "account_disabled" });
    expect(signIn(identity(), account({ status }))).toEqual({ ok: false, failure: "account_disabled" });
  });
});

/** A small world: whoever signs in is led by the rule, and what it decides is carried out. */
function signAllIn(arrivals: readonly ProvenIdentity[], guards: Guards): Map<ProvenIdentity, string> {
  const accounts: Account[] = [];
  const led = new Map<ProvenIdentity, string>();
  for (const one of arrivals) {
    const decided = decideAccount(one, { candidates: accounts, asker_id: null }, guards);
    if (!decided.ok) continue;
    const decision = decided.value;
    const user_id = decision.kind === "create" ? `usr_${accounts.length}` : decision.user_id;
    if (decision.kind === "create") {
      accounts.push({ user_id, status: "ACTIVE", email: decision.email, identities: [one] });
    } else {
      const at = accounts.findIndex((account) => account.user_id === user_id);
      const former = accounts[at];
      if (former === undefined) throw new Error("led to an account that is not there");
      const email = former.email ?? decision.adopt_email;
      accounts[at] = { ...former, email, identities: [...former.identities, one] };
    }
    led.set(one, user_id);
  }
  return led;
}

// The ground truth of the world: Google and Kakao prove an address only to its owner; anybody types anything elsewhere.
const arrival = fc
  .record({
    provider: fc.constantFrom<Provider>("google", "kakao", "naver"),
    number: fc.integer({ min: 1, max: 3 }),
    person: fc.integer({ min: 1, max: 4 }),
    claims: fc.integer({ min: 1, max: 4 }),
    flag: fc.boolean(),
  })
  .map(({ provider, number, person, claims, flag }) => {
    const proven = flag && provider !== "naver";
    // A provider gives each of its people their own number.
    const subject = String(person * 10 + number);
    const email = `p${proven ? person : claims}@example.com`;
    return { person, arrived: { provider, subject, name: "", email, email_proven: flag } satisfies ProvenIdentity };
  });
/** Numbers that two providers give to two people. */
const crossed = fc
  .tuple(arrival, fc.constantFrom<Provider>("google", "kakao", "naver"), fc.integer({ min: 1, max: 4 }))
  .map(([one, provider, person]) => ({
    person: provider === one.arrived.provider ? one.person : person,
    arrived: { ...one.arrived, provider, email: null, email_proven: false } satisfies ProvenIdentity,
  }));

function nobodySharesAnAccount(guards: Guards): void {
  fc.assert(
    fc.property(fc.array(fc.oneof(arrival, crossed), { maxLength: 12 }), (drawn) => {
      // One owner for each pair of provider and number: the first who came with it.
      const owners = new Map<string, number>();
      const arrivals = drawn.filter(({ person, arrived }) => {
        const key = `${arrived.provider}:${arrived.subject}`;
        if (!owners.has(key)) owners.set(key, person);
        return owners.get(key) === person;
      });
      const led = signAllIn(
        arrivals.map((one) => one.arrived),
        guards,
      );
      const person_of = new Map<string, number>();
      for (const { person, arrived } of arrivals) {
        const user_id = led.get(arrived);
        if (user_id === undefined) continue;
        const former = person_of.get(user_id) ?? person;
        expect(person, `${user_id} is entered by two people`).toBe(former);
        person_of.set(user_id, person);
      }
    }),
    { seed: SEED, numRuns: 2_000 },
  );
}

describe(`D62 no two people share an account (seed ${SEED})`, () => {
  it("D62 whatever numbers and addresses they come with, in whatever order", () => {
    nobodySharesAnAccount(GUARDS);
  });

  it("D62 negative control: matching by number alone makes two people one", () => {
    const blind: Guards = { ...GUARDS, isSameIdentity: (a, b) => a.subject === b.subject };
    expect(() => nobodySharesAnAccount(blind)).toThrow(/Property failed/);
  });

  it("D62 negative control: believing every address makes two people one", () => {
    const gullible: Guards = { ...GUARDS, vouchesForEmail: () => true };
    expect(() => nobodySharesAnAccount(gullible)).toThrow(/Property failed/);
  });

  it("D62 negative control: believing Naver's flag makes two people one", () => {
    const half: Guards = { ...GUARDS, vouchesForEmail: (one) => one.email_proven };
    expect(() => nobodySharesAnAccount(half)).toThrow(/Property failed/);
  });
});
