// The island of a show's poster: shows the picture that was chosen, and makes a large one smaller before the form is sent.
import { fittingSize, QUALITIES } from "../posters/fitting.ts";

type Settings = {
  readonly shrunk: string;
  readonly unreadable: string;
  readonly preview: string;
  readonly bytes_max: number;
};

const form = document.querySelector<HTMLFormElement>("[data-poster]");
const input = form?.querySelector<HTMLInputElement>("input[type=file]");
const place = form?.querySelector<HTMLElement>("[data-poster-preview]");

const megabytes = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1_024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

function drawn(picture: ImageBitmap): HTMLCanvasElement {
  const size = fittingSize(picture);
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, size.width, size.height);
  return canvas;
}

const encoded = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

/** Null where it is small enough as it is. */
async function smaller(file: File, picture: ImageBitmap, bytes_max: number): Promise<File | null> {
  const size = fittingSize(picture);
  if (file.size <= bytes_max && size.width === picture.width) return null;
  const canvas = drawn(picture);
  for (const quality of QUALITIES) {
    const blob = await encoded(canvas, quality);
    if (blob !== null && blob.size <= bytes_max) {
      return new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" });
    }
  }
  return null;
}

function tell(...parts: readonly (HTMLElement | string)[]): void {
  place?.replaceChildren(
    ...parts.map((part) => {
      if (typeof part !== "string") return part;
      const line = document.createElement("p");
      line.textContent = part;
      return line;
    }),
  );
}

async function chosen(field: HTMLInputElement, settings: Settings): Promise<void> {
  const file = field.files?.[0];
  tell();
  // A drawing is small, and is not made of points; the service reads it as it is.
  if (file === undefined || file.type === "image/svg+xml") return;
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    tell(settings.unreadable);
    return;
  }
  const small = await smaller(file, picture, settings.bytes_max);
  if (field.files?.[0] !== file) return;
  if (small !== null) {
    const bag = new DataTransfer();
    bag.items.add(small);
    field.files = bag.files;
  }
  const canvas = drawn(picture);
  canvas.className = "poster making-poster";
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", settings.preview);
  const said =
    small === null
      ? []
      : [settings.shrunk.replace("{from}", megabytes(file.size)).replace("{to}", megabytes(small.size))];
  tell(settings.preview, canvas, ...said);
}

if (form && input && place) {
  // Written by this site's own page, of the same build.
  const settings = JSON.parse(form.dataset.poster ?? "") as Settings;
  input.addEventListener("change", () => void chosen(input, settings));
}
