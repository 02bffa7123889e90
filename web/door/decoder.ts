// Reads QR codes where the browser cannot: in a worker of its own, so that the page never waits for it.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasm_url from "zxing-wasm/reader/zxing_reader.wasm?url";

prepareZXingModule({ overrides: { locateFile: () => wasm_url } });

addEventListener("message", async ({ data }: MessageEvent<ImageData>) => {
  const found = await readBarcodes(data, { formats: ["QRCode"], maxNumberOfSymbols: 1 }).catch(() => []);
  postMessage(found[0]?.text ?? null);
});
