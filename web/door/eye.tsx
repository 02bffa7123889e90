// The camera on the door's page: on and off, which one, its light.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { GateWords } from "./answer.tsx";
import { type Camera, type CameraChoice, type WhyNone, watch, whyNone } from "./camera.ts";

type Props = { readonly words: GateWords; readonly found: (text: string) => void };

export const Eye = ({ words, found }: Props): JSX.Element => {
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(found);
  latest.current = found;
  const [camera, setCamera] = useState<Camera | null>(null);
  const [lit, setLit] = useState(false);
  const [failed, setFailed] = useState<WhyNone | "lost" | null>(null);
  const start = async (choice: CameraChoice): Promise<void> => {
    camera?.stop();
    setLit(false);
    if (video.current === null) return;
    try {
      const camera = await watch(video.current, choice, {
        found: (text) => latest.current(text),
        lost: () => {
          setCamera(null);
          setFailed("lost");
        },
      });
      setCamera(camera);
      setFailed(null);
    } catch (error) {
      setCamera(null);
      setFailed(whyNone(error));
    }
  };
  useEffect(() => () => camera?.stop(), [camera]);
  return (
    <div class="gate-eye" data-eye={camera === null ? "shut" : "open"}>
      <video ref={video} class="gate-video" muted playsInline hidden={camera === null} />
      {failed === null ? null : <p role="alert">{words.noCamera[failed]}</p>}
      {camera === null ? (
        <button type="button" class="button button-primary button-wide" onClick={() => void start({ id: null })}>
          {words.start}
        </button>
      ) : (
        <Controls
          camera={camera}
          words={words}
          lit={lit}
          light={() => {
            void camera.torch?.(!lit);
            setLit(!lit);
          }}
          choose={(id) => void start({ id })}
          shut={() => {
            camera.stop();
            setCamera(null);
          }}
        />
      )}
    </div>
  );
};

type ControlsProps = {
  readonly camera: Camera;
  readonly words: GateWords;
  readonly lit: boolean;
  readonly light: () => void;
  readonly choose: (id: string) => void;
  readonly shut: () => void;
};

const Controls = ({ camera, words, lit, light, choose, shut }: ControlsProps): JSX.Element => (
  <div class="gate-ways">
    {camera.torch === null ? null : (
      <button type="button" class="button button-plain" aria-pressed={lit} onClick={light}>
        {words.torch}
      </button>
    )}
    {camera.others.length < 2 ? null : (
      <select
        class="control control-select gate-camera"
        aria-label={words.turn}
        value={camera.id}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {camera.others.map(({ id, name }, i) => (
          <option key={id} value={id}>
            {name === "" ? words.cameraNumber(i + 1) : name}
          </option>
        ))}
      </select>
    )}
    <button type="button" class="button button-plain" onClick={shut}>
      {words.stop}
    </button>
  </div>
);
