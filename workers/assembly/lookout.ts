// The lookout's class, wired to the webhook it wakes people over.
import { type LookoutPorts, lookout } from "../../durable-objects/lookout/object.ts";
import { sendBy, type WebhookEnv, webhookOf } from "../running/alert-webhook.ts";

export const lookoutPorts = (env: Env & WebhookEnv): LookoutPorts => ({ webhook: webhookOf(env), send: sendBy(env) });

export class Lookout extends lookout(lookoutPorts) {}
