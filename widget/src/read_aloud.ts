/** Reads a message aloud, one at a time. */
import { languageOf } from "./language";

export class ReadAloud {
  /** Key of the message that is being read. */
  key: string | null = null;
  /** Kept until it ends: some browsers forget an utterance that nobody holds, and then never say that it ended. */
  private utterance?: SpeechSynthesisUtterance;

  constructor(private readonly changed: () => void) {}

  /** Browsers may load their voices only after the page. */
  watch(signal: AbortSignal): void {
    this.speech?.addEventListener?.("voiceschanged", this.changed, { signal });
  }

  /** Without a voice for its language a message would be read wrongly, or not at all. */
  can(text: string): boolean {
    return Boolean(this.voice(text));
  }

  toggle(key: string, text: string): void {
    const again = this.key === key;
    this.stop();
    const voice = this.voice(text);
    if (again || !voice) return;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    // A message that was stopped may end later than the next one begins.
    utterance.onend = utterance.onerror = () => this.utterance === utterance && this.ended();
    this.utterance = utterance;
    this.key = key;
    this.speech?.speak(utterance);
    this.changed();
  }

  stop(): void {
    if (!this.key) return;
    this.speech?.cancel();
    this.ended();
  }

  private ended(): void {
    this.utterance = undefined;
    this.key = null;
    this.changed();
  }

  /** Only a voice that lives on the device: every other one sends the text of the message to a company. */
  private voice(text: string): SpeechSynthesisVoice | undefined {
    const language = languageOf(text);
    // Android writes nl_NL.
    return this.speech?.getVoices().find(({ lang, localService }) => localService && lang.toLowerCase().split(/[-_]/)[0] === language);
  }

  /** Missing in the browsers that live inside other apps. */
  private get speech(): SpeechSynthesis | undefined {
    return window.speechSynthesis;
  }
}
