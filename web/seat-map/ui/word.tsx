// What the room has to say: seats just lost with the nearest equal ones offered in the same breath, refusals, news.
import type { JSX } from "preact";
import { Button } from "../../components/button.tsx";
import type { RoomWords } from "../../words/room-ko.ts";
import type { RoomState, Word } from "../room-state.ts";
import { seatName, seatNames } from "./seat-names.ts";
import { useRoom } from "./use-room.ts";

function textOf(word: Word, words: RoomWords, state: RoomState): string | null {
  switch (word.kind) {
    case "taken":
      return null;
    case "not_free":
      return word.why === "limit" ? words.word.limit(state.seats_max) : words.word[word.why];
    case "refused":
      return [word.refusal.title, word.refusal.detail].filter((part) => part !== "").join(". ") || words.word.noAnswer;
    case "no_answer":
      return words.word.noAnswer;
    case "split":
      return words.word.split;
    case "hold_over":
      return words.word.holdOver;
    case "released":
      return words.word.released;
  }
}

/** Always there, because a live region that comes with its words is not read out. */
export const WordLine = (): JSX.Element => {
  const { state, words } = useRoom();
  const text = state.word === null ? null : textOf(state.word, words, state);
  return (
    <p class={text === null ? "word-line word-none" : "word-line"} role="status">
      {text}
    </p>
  );
};

export const TakenPanel = ({
  onLook,
}: {
  readonly onLook: (places: readonly number[]) => void;
}): JSX.Element | null => {
  const { room, state, words } = useRoom();
  const { plan, word, choice } = state;
  if (plan === null || word?.kind !== "taken") return null;
  const [first] = word.lost;
  const lost =
    choice.length > 0 && word.lost.length > 1
      ? words.word.takenMany(word.lost.length)
      : first !== undefined && word.lost.length === 1
        ? words.word.takenOne(seatName(words.choice, plan, first))
        : words.word.takenAll;
  const { nearest } = word;
  return (
    <div class="room-panel-part taken" role="alert">
      <p class="room-panel-title">{lost}</p>
      <p class="room-panel-text">
        {nearest.length === 0 ? words.word.noOffer : words.word.offer(seatNames(words.choice, plan, nearest))}
      </p>
      <div class="room-panel-go">
        <Button kind="quiet" onClick={() => room.send({ type: "choose", places: choice })}>
          {words.word.close}
        </Button>
        {nearest.length === 0 ? null : (
          <>
            <Button kind="quiet" onClick={() => onLook(nearest)}>
              {words.word.look}
            </Button>
            <Button kind="primary" onClick={() => void room.holdOffered()}>
              {words.word.takeOffer}
            </Button>
          </>
        )}
      </div>
    </div>
  );
};
