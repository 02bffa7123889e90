// How the line, the draw, returned seats and checks work, what is proved and what cannot be.
import type { JSX } from "preact";
import { fairnessEn } from "../../../web/words/fairness-en.ts";
import { type FairnessWords, fairnessKo } from "../../../web/words/fairness-ko.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import type { PageFrame } from "../../kit/pages/view-models.ts";
import { ChecksPicture, DrawPicture, LinePicture, ReturnsPicture } from "./fairness-pictures.tsx";

type PartProps = {
  readonly id: string;
  readonly words: Pick<FairnessWords["limits"], "title" | "text" | "points">;
  readonly children?: JSX.Element;
};

const Part = ({ id, words, children }: PartProps): JSX.Element => (
  <section class="fair-part" id={id} aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{words.title}</h2>
    <p class="prose">{words.text}</p>
    {children}
    <ul class="fair-list">
      {words.points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  </section>
);

export const FairnessPage = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const words = frame.language === "en" ? fairnessEn : fairnessKo;
  return (
    <Layout frame={frame} title={words.title} description={words.description} class="fairness">
      <h1 class="page-title">{words.title}</h1>
      <p class="prose">{words.intro}</p>
      <Part id="line" words={words.line}>
        <LinePicture words={words.line.picture} />
      </Part>
      <Part id="draw" words={words.draw}>
        <DrawPicture words={words.draw.picture} />
      </Part>
      <Part id="returns" words={words.returns}>
        <ReturnsPicture words={words.returns.picture} />
      </Part>
      <Part id="checks" words={words.checks}>
        <ChecksPicture words={words.checks.picture} />
      </Part>
      <Part id="limits" words={words.limits} />
      <p class="prose">{words.spec}</p>
    </Layout>
  );
};
