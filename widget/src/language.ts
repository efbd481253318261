/** Which script a message is in: the bot answers in Arabic to who writes it. */

const ARABIC = /\p{Script=Arabic}/gu;
const LATIN = /\p{Script=Latin}/gu;

const count = (text: string, script: RegExp) => text.match(script)?.length ?? 0;

/** "ar" when most letters are Arabic; a name or a number of an organisation between them changes nothing. */
export function languageOf(text: string): "ar" | "nl" {
  return count(text, ARABIC) > count(text, LATIN) ? "ar" : "nl";
}
