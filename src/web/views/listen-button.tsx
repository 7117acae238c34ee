import { useEffect, useState } from 'preact/hooks';
import type { Say } from '../locales/strings.js';
import { Icon } from './icons.js';

interface ListenProps {
  readonly language: string;
  readonly say: Say;
  /** What is on the screen now, sentence by sentence. */
  readonly text: () => readonly string[];
}

/** Long texts stop half-way in some browsers. */
const maxLetters = 200;
/** Filipino voices are often called Tagalog. */
const alsoCalled: Readonly<Record<string, string>> = { fil: 'tl' };

/**
 * Reads the screen aloud where this device has a voice for the language; without one there is no button. Only voices on
 * the device itself: others would send what they read to somebody's server.
 */
export function Listen({ language, say, text }: ListenProps) {
  const voice = useVoice(language);
  const [isReading, setReading] = useState(false);
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), [language]);
  if (voice === null) return null;
  const stop = (): void => {
    speechSynthesis.cancel();
    setReading(false);
  };
  const read = (): void => {
    speechSynthesis.cancel();
    const parts = text().flatMap(inPieces);
    parts.forEach((part, index) => {
      const utterance = new SpeechSynthesisUtterance(part);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      if (index === parts.length - 1) utterance.onend = () => setReading(false);
      speechSynthesis.speak(utterance);
    });
    setReading(parts.length > 0);
  };
  return (
    <button type="button" class="listen" aria-pressed={isReading} onClick={isReading ? stop : read}>
      <Icon name="listen" /> {say(isReading ? 'listen.stop' : 'w.listen')}
    </button>
  );
}

/** Voices load late in some browsers: asked again when they have come. */
function useVoice(language: string): SpeechSynthesisVoice | null {
  const find = (): SpeechSynthesisVoice | null => {
    const names = [language, alsoCalled[language] ?? language];
    const voices = globalThis.speechSynthesis?.getVoices() ?? [];
    return (
      voices.find((voice) => voice.localService && names.includes(voice.lang.toLowerCase().split(/[-_]/)[0] ?? '')) ??
      null
    );
  };
  const [voice, setVoice] = useState(find);
  useEffect(() => {
    const again = (): void => setVoice(find());
    again();
    globalThis.speechSynthesis?.addEventListener?.('voiceschanged', again);
    return () => globalThis.speechSynthesis?.removeEventListener?.('voiceschanged', again);
  }, [language]);
  return voice;
}

/** Cut after sentences, else at blanks. */
function inPieces(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const sentence of text.split(/(?<=[.!?。؟])\s+/u)) {
    for (const word of sentence.split(/\s+/)) {
      const last = pieces.at(-1);
      const isNew = last === undefined || word === sentence.split(/\s+/)[0] || `${last} ${word}`.length > maxLetters;
      if (isNew) pieces.push(word);
      else pieces[pieces.length - 1] = `${last} ${word}`;
    }
  }
  return pieces.filter((piece) => piece !== '');
}
