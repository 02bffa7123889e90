// The poster of a show: the one it wears, and a picture to take its place. A script makes large pictures smaller; without
// one the form is sent as it is.
import type { JSX } from "preact";
import { PICTURE_TYPES } from "../../../../domain/pictures/kinds.ts";
import type { Language } from "../../../../schema/http/words.ts";
import { LIMITS } from "../../../../schema/limits.ts";
import { Button } from "../../../../web/components/button.tsx";
import { Poster } from "../../../../web/components/show-tile.tsx";
import type { ShowRow } from "../../../catalogue/db/shows.ts";
import { posterUrl } from "../../../catalogue/show-views.ts";
import { consolePaths } from "../paths.ts";
import { Group } from "./fields.tsx";
import { fieldWords, makingWords } from "./words.ts";

export type PosterFault = "unsupported_type" | "too_large" | "image_unreadable";

export type PosterView = {
  readonly language: Language;
  readonly show: ShowRow;
  readonly fault: PosterFault | null;
};

export const isOwnPicture = ({ poster }: Pick<ShowRow, "poster">): boolean => poster?.startsWith("/pictures/") === true;

export const PosterFields = ({ language, show, fault }: PosterView): JSX.Element => {
  const { poster: words } = makingWords(language);
  const { label, hint } = fieldWords(language, "poster");
  const own = isOwnPicture(show);
  const action = consolePaths.editPart(show.id, "poster");
  const said = { shrunk: words.shrunk("{from}", "{to}"), unreadable: words.unreadable, preview: words.preview };
  return (
    <div class="making-posters">
      <Group title={words.now} text={own ? words.own : words.drawn}>
        <Poster src={posterUrl(show)} alt={words.alt(show.title)} class="making-poster" />
        {own ? (
          <form method="post" action={`${action}/drawn`}>
            <Button type="submit">{words.back}</Button>
          </form>
        ) : null}
      </Group>
      <Group title={words.up} text={words.upText}>
        <form
          method="post"
          action={action}
          enctype="multipart/form-data"
          class="form"
          data-poster={JSON.stringify({ ...said, bytes_max: LIMITS.poster_bytes })}
        >
          <div class={fault === null ? "field" : "field field-refused"}>
            <label class="field-label" for="poster">
              {label}
            </label>
            <input
              class="control control-file"
              id="poster"
              name="poster"
              type="file"
              accept={Object.keys(PICTURE_TYPES).join(",")}
              aria-describedby={fault === null ? "poster-hint" : "poster-error poster-hint"}
              aria-invalid={fault === null ? undefined : "true"}
              required
            />
            {fault === null ? null : (
              <p class="field-error" id="poster-error">
                {words.faults[fault]}
              </p>
            )}
            <p class="field-hint" id="poster-hint">
              {hint}
            </p>
          </div>
          <div class="making-picture" data-poster-preview role="status" />
          <div>
            <Button type="submit" kind="primary">
              {words.go}
            </Button>
          </div>
        </form>
      </Group>
    </div>
  );
};
