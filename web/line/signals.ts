// Calling a fan who looks elsewhere: two soft notes if they asked for sound, a short vibration where there is one.

const NOTES: Readonly<Record<"near" | "turn", readonly number[]>> = { near: [587], turn: [587, 784, 988] };
const NOTE_S = 0.22;
const LOUDNESS = 0.18;
const PULSES_MS: Readonly<Record<"near" | "turn", number[]>> = { near: [120], turn: [220, 120, 220, 120, 360] };

export type Signals = {
  /** Only in answer to a press: browsers keep silent otherwise. Returns whether sound is on now. */
  readonly toggleSound: () => boolean;
  readonly ring: (kind: "near" | "turn") => void;
};

export function signals(): Signals {
  let sound: AudioContext | null = null;
  const play = (kind: "near" | "turn"): void => {
    if (sound === null) return;
    void sound.resume();
    for (const [i, pitch] of NOTES[kind].entries()) {
      const at_s = sound.currentTime + i * NOTE_S;
      const note = new OscillatorNode(sound, { type: "sine", frequency: pitch });
      const volume = new GainNode(sound, { gain: 0 });
      volume.gain.setValueAtTime(0, at_s);
      volume.gain.linearRampToValueAtTime(LOUDNESS, at_s + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, at_s + NOTE_S * 2);
      note.connect(volume).connect(sound.destination);
      note.start(at_s);
      note.stop(at_s + NOTE_S * 2);
    }
  };
  return {
    toggleSound: () => {
      if (sound !== null) {
        void sound.close();
        sound = null;
        return false;
      }
      sound = new AudioContext();
      play("turn");
      return true;
    },
    ring: (kind) => {
      play(kind);
      // Absent on iPhones; refused, with a complaint, before the first touch of the page.
      if ("vibrate" in navigator && navigator.userActivation?.hasBeenActive === true)
        navigator.vibrate(PULSES_MS[kind]);
    },
  };
}
