// Mounts the stand-in beacon: its protocol, and a page with its switches.
import type { Hono } from "hono";
import type { JSX } from "preact";
import { firstRoundFrom } from "../../domain/draw/chain.ts";
import { Button } from "../../web/components/button.tsx";
import { Field } from "../../web/components/field.tsx";
import type { AppEnv, Ctx } from "../../workers/kit/env.ts";
import { parseWith, readJson } from "../../workers/kit/http/parse.ts";
import { page } from "../../workers/kit/pages/answer.tsx";
import { readForm } from "../../workers/kit/pages/form.ts";
import { frameOf } from "../../workers/kit/pages/frame.ts";
import { Layout } from "../../workers/kit/pages/layout.tsx";
import type { PageFrame } from "../../workers/kit/pages/view-models.ts";
import { type SandboxEnv, storeOf } from "../env.ts";
import { LOCAL_CHAIN } from "./chain.ts";
import { answerOf, BASE, type BeaconSwitches, beaconSwitches } from "./service.ts";

const WORDS = {
  ko: {
    title: "난수 체인 대역",
    text: "추첨에 쓰는 공개 난수를 이 컴퓨터에서 흉내 내요. drand와 같은 규칙으로 서명하지만 열쇠는 이곳만의 것이에요.",
    late: "늦게 내기 (밀리초)",
    forged: "가짜 서명 내기",
    silent: "아무 답도 하지 않기",
    save: "바꾸기",
    newest: (round: number): string => `지금 회차: ${round}`,
  },
  en: {
    title: "Stand-in beacon",
    text: "Plays the public randomness that draws lobbies, by drand's protocol, with a key of this computer's own.",
    late: "Rounds come late by (ms)",
    forged: "Forge signatures",
    silent: "Answer nothing",
    save: "Change",
    newest: (round: number): string => `Round now: ${round}`,
  },
} as const;

const storeFor = (c: Ctx) => storeOf(c.env as SandboxEnv);

export function mountBeacon(app: Hono<AppEnv>): void {
  app.get(BASE, async (c) => page(c, <BeaconPage frame={frameOf(c)} switches={await storeFor(c).beacon()} />));
  app.post(BASE, changeByForm);
  app.get(`${BASE}/switches`, async (c) => c.json(await storeFor(c).beacon()));
  app.put(`${BASE}/switches`, async (c) => {
    const switches = parseWith(beaconSwitches, await readJson(c));
    await storeFor(c).setBeacon(switches);
    return c.json(switches);
  });
  app.get(`${BASE}/*`, async (c) =>
    answerOf(c.req.path.slice(BASE.length), await storeFor(c).beacon(), c.get("now_ms")),
  );
}

async function changeByForm(c: Ctx): Promise<Response> {
  const form = await readForm(c);
  const given = { late_ms: form.get("late_ms"), forged: form.get("forged") !== "", silent: form.get("silent") !== "" };
  await storeFor(c).setBeacon(parseWith(beaconSwitches, given));
  return c.redirect(BASE, 303);
}

function BeaconPage({
  frame,
  switches,
}: {
  readonly frame: PageFrame;
  readonly switches: BeaconSwitches;
}): JSX.Element {
  const words = WORDS[frame.language];
  return (
    <Layout frame={frame} title={words.title} description={words.text} hidden class="account">
      <h1 class="page-title">{words.title}</h1>
      <p class="prose">{words.text}</p>
      <p class="tabular">{words.newest(firstRoundFrom(LOCAL_CHAIN, frame.now_ms))}</p>
      <form method="post" action={BASE} class="form">
        <Field id="late_ms" name="late_ms" type="text" label={words.late} value={String(switches.late_ms)} />
        {(["forged", "silent"] as const).map((name) => (
          <label class="check" key={name}>
            <input type="checkbox" name={name} checked={switches[name]} /> {words[name]}
          </label>
        ))}
        <div class="form-end">
          <Button type="submit" kind="primary">
            {words.save}
          </Button>
        </div>
      </form>
    </Layout>
  );
}
