// The product's bindings with the stand-ins in their places.
import type { SandboxStore } from "./store.ts";
import type { TossEnv } from "./toss/server.ts";

export type SandboxEnv = Env & TossEnv & { readonly SANDBOX_STORE: DurableObjectNamespace<SandboxStore> };

export const storeOf = (env: SandboxEnv): DurableObjectStub<SandboxStore> => env.SANDBOX_STORE.getByName("sandbox");

type Files = readonly { readonly filename: string; readonly content: string }[];
/** Of a file that goes with a letter the inbox shows this much, under the letter's text. */
const FILE_CHARS = 200_000;

/** The mail binding's own call, kept in the inbox instead of sent. */
export function withStandIns(env: SandboxEnv): SandboxEnv {
  const send = async (mail: Parameters<SendEmail["send"]>[0]) => {
    const builder = mail as { to: string; subject?: string; text?: string; html?: string; attachments?: Files };
    const files = (builder.attachments ?? []).map(
      ({ filename, content }) => `[${filename}]\n${content.slice(0, FILE_CHARS)}`,
    );
    const sent_at_ms = Date.now();
    await storeOf(env).keepMail({
      to: builder.to,
      subject: builder.subject ?? "",
      text: [builder.text ?? "", ...files].join("\n\n"),
      html: builder.html ?? "",
      sent_at_ms,
    });
    return { messageId: `sandbox-${sent_at_ms}` };
  };
  return { ...env, MAIL: { send } as SendEmail };
}
