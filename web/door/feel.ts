// Tells an answer to who does not look: a touch and two tones for each of its three kinds.
import type { Tone } from "./answer.tsx";

const TOUCHES: Readonly<Record<Tone, number[]>> = { go: [60], look: [60, 80, 60], stop: [300] };
const PITCHES: Readonly<Record<Tone, readonly number[]>> = { go: [880, 1_320], look: [660, 660], stop: [220, 180] };
const NOTE_S = 0.1;
const STEP_S = 0.12;
let sound: AudioContext | null = null;

/** A browser sounds only for who touched its page, and some only if that very touch asked for it. */
export function allowSound(): void {
  sound ??= new AudioContext();
  if (sound.state === "suspended") void sound.resume();
}

export function feel(tone: Tone): void {
  navigator.vibrate?.(TOUCHES[tone]);
  if (sound === null) return;
  for (const [i, pitch] of PITCHES[tone].entries()) {
    const at_s = sound.currentTime + i * STEP_S;
    const voice = sound.createOscillator();
    voice.frequency.value = pitch;
    voice.connect(sound.destination);
    voice.start(at_s);
    voice.stop(at_s + NOTE_S);
  }
}
