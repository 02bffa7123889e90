// Another service's answer as text, read no further than a bound.

/** Null when there is more than `bytes_max` of it. */
export async function boundedText(response: Response, bytes_max: number): Promise<string | null> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    size += chunk.byteLength;
    if (size > bytes_max) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
