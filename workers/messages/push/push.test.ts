import { describe, expect, it } from "vitest";
import { base64Url } from "../../kit/http/hash.ts";
import { onceKeys, PUSH_BYTES_MAX, sealPush } from "./encrypt.ts";
import { isPushService, pushKeys } from "./settings.ts";
import { fromBase64Url, vapidWord } from "./vapid.ts";

/** RFC 8291, section 5 and appendix A. */
const RFC = {
  text: "When I grow up, I want to be a watermelon",
  ours: "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
  ours_private: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
  theirs: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
  salt: "DGv6ra1nlYgDCS1FRnbzlw",
  sealed:
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
} as const;

const receiver = { p256dh: fromBase64Url(RFC.theirs), auth: fromBase64Url(RFC.auth) };

async function rfcKeys(): Promise<CryptoKeyPair> {
  const point = fromBase64Url(RFC.ours);
  const x = base64Url(point.slice(1, 33));
  const y = base64Url(point.slice(33));
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const pub = { kty: "EC", crv: "P-256", x, y };
  return {
    publicKey: await crypto.subtle.importKey("jwk", pub, curve, true, []),
    privateKey: await crypto.subtle.importKey("jwk", { ...pub, d: RFC.ours_private }, curve, true, ["deriveBits"]),
  };
}

describe("N4: Web Push", () => {
  it("N4: seals as RFC 8291's own example", async () => {
    const sealed = await sealPush(RFC.text, receiver, { keys: await rfcKeys(), salt: fromBase64Url(RFC.salt) });
    expect(base64Url(sealed)).toBe(RFC.sealed);
  });

  it("N4: a message of the greatest size fits one record, one byte more is refused", async () => {
    const once = await onceKeys();
    expect((await sealPush("x".repeat(PUSH_BYTES_MAX), receiver, once)).byteLength).toBeLessThanOrEqual(4_096);
    await expect(sealPush("x".repeat(PUSH_BYTES_MAX + 1), receiver, once)).rejects.toThrow(RangeError);
  });

  it("N4: the signed word says whom it is for, until when, and verifies with the public key", async () => {
    const { publicKey, privateKey } = (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    const public_key = base64Url(new Uint8Array((await crypto.subtle.exportKey("raw", publicKey)) as ArrayBuffer));
    const { d = "" } = (await crypto.subtle.exportKey("jwk", privateKey)) as { d?: string };
    const keys = { public_key, private_key: d, subject: "mailto:ops@fairline.example" };
    const word = await vapidWord(keys, "https://fcm.googleapis.com/fcm/send/abc", 1_000_000);
    const [, said = "", claims = "", signature = "", key] =
      /^vapid t=([\w-]+\.([\w-]+))\.([\w-]+), k=(.*)$/.exec(word) ?? [];
    expect(key).toBe(public_key);
    expect(JSON.parse(new TextDecoder().decode(fromBase64Url(claims)))).toEqual({
      aud: "https://fcm.googleapis.com",
      exp: 1_000 + 12 * 3_600,
      sub: keys.subject,
    });
    const right = await crypto.subtle.verify(
      { name: "ECDSA", hash: "SHA-256" },
      publicKey,
      fromBase64Url(signature),
      new TextEncoder().encode(said),
    );
    expect(right).toBe(true);
    expect(pushKeys({ WEB_PUSH: JSON.stringify(keys) })).toEqual(keys);
    expect([pushKeys({}), pushKeys({ WEB_PUSH: "{}" })]).toEqual([null, null]);
  });

  it("N4: only browsers' push services are called", () => {
    const right = ["https://fcm.googleapis.com/fcm/send/a", "https://updates.push.services.mozilla.com/wpush/v2/a"];
    const wrong = [
      "http://fcm.googleapis.com/a",
      "https://fcm.googleapis.com:8443/a",
      "https://fcm.googleapis.com.evil.example/a",
      "https://evilpush.apple.com.example/",
      "https://xpush.apple.com@127.0.0.1/",
      "https://127.0.0.1/",
      "nothing",
    ];
    expect(right.map(isPushService)).toEqual([true, true]);
    expect(wrong.filter(isPushService)).toEqual([]);
  });
});
