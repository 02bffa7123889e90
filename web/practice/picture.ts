// The card as a picture, drawn in the browser from what stands on the page; nothing is sent anywhere.
const SIDE = 1_080;
const EDGE = 84;
const FACE = '"Fairline Face", "Pretendard Variable", system-ui, sans-serif';

type Line = { readonly text: string; readonly size: number; readonly weight: number; readonly color: string };

/** The page's own colours, whichever theme it is in. */
function token(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const textOf = (root: ParentNode, selector: string): string =>
  root.querySelector(selector)?.textContent?.trim().replace(/\s+/g, " ") ?? "";

export async function cardPicture(card: HTMLElement): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext("2d");
  if (context === null) return null;
  await document.fonts.ready;
  draw(context, card);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function draw(context: CanvasRenderingContext2D, card: HTMLElement): void {
  const ink = token("--ink");
  const soft = token("--ink-soft");
  context.fillStyle = token("--sheet");
  context.fillRect(0, 0, SIDE, SIDE);
  const lines: Line[] = [
    { text: `Fairline · ${document.title.split(" · ")[0] || ""}`, size: 34, weight: 600, color: soft },
    { text: textOf(card, ".practice-card-title"), size: 96, weight: 690, color: ink },
    ...[...card.querySelectorAll(".practice-card-sub")].map((line): Line => {
      return { text: line.textContent?.trim() ?? "", size: 40, weight: 430, color: soft };
    }),
  ];
  let y = EDGE;
  for (const { text, size, weight, color } of lines) {
    context.font = `${weight} ${size}px ${FACE}`;
    context.fillStyle = color;
    y += size * 1.4;
    context.fillText(text, EDGE, y, SIDE - 2 * EDGE - 220);
  }
  context.font = `690 230px ${FACE}`;
  context.fillStyle = token("--accent");
  context.textAlign = "right";
  context.fillText(textOf(card, ".practice-grade"), SIDE - EDGE, EDGE + 220);
  context.textAlign = "left";
  context.fillStyle = token("--rule-strong");
  context.fillRect(EDGE, 470, SIDE - 2 * EDGE, 2);
  steps(context, card, { ink, soft });
}

function steps(
  context: CanvasRenderingContext2D,
  card: HTMLElement,
  { ink, soft }: { ink: string; soft: string },
): void {
  let y = 560;
  for (const step of card.querySelectorAll(".practice-step")) {
    context.font = `430 38px ${FACE}`;
    context.fillStyle = soft;
    context.fillText(textOf(step, "dt"), EDGE, y, SIDE - 2 * EDGE - 240);
    context.font = `690 42px ${FACE}`;
    context.fillStyle = ink;
    context.textAlign = "right";
    context.fillText(textOf(step, "dd"), SIDE - EDGE, y);
    context.textAlign = "left";
    y += 84;
  }
}
