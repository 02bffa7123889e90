// The stand-in webhook as the product reaches it: in the same process, because a Worker cannot wait for an answer from
// itself.
import type { LookoutPorts } from "../../durable-objects/lookout/object.ts";
import { lookoutPorts } from "../../workers/assembly/lookout.ts";
import type { WebhookEnv } from "../../workers/running/alert-webhook.ts";
import { type SandboxEnv, storeOf } from "../env.ts";
import { BASE } from "./desk.ts";

/** The product's bindings with the stand-in's webhook. One that is configured on a laptop is used instead. */
export function withAlertDesk<E extends SandboxEnv>(env: E & WebhookEnv): E & WebhookEnv {
  if (env.ALERT_WEBHOOK !== undefined) return env;
  return { ...env, ALERT_WEBHOOK: JSON.stringify({ url: `${env.PUBLIC_ORIGIN}${BASE}` }), ALERT_FETCH: inProcess(env) };
}

export const localLookoutPorts = (env: SandboxEnv): LookoutPorts => lookoutPorts(withAlertDesk(env));

const inProcess =
  (env: SandboxEnv): NonNullable<WebhookEnv["ALERT_FETCH"]> =>
  async (url, { method = "GET", body }) => {
    const path = new URL(url).pathname.slice(BASE.length);
    const answer = await storeOf(env).alertDesk({ method, path, body: JSON.parse(String(body)) as unknown });
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  };
