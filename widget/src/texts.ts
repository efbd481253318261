/** Every word the widget itself says. Plain Dutch (B1), `je`, calm: no exclamation marks. */

const characters = (n: number) => (n === 1 ? "1 teken" : `${n} tekens`);

export const texts = {
  launcher: "Praat met ons",
  launcherNew: "Nieuw bericht",
  panel: (organisation: string) => (organisation ? `Chat van ${organisation}` : "Chat"),
  exit: "Snel weg",
  exitHint: "Snel weg kan ook met twee keer Esc",
  close: "Sluit de chat",

  owner: {
    bot: "Je praat met een computer",
    waiting: "Je praat met een computer. We zoeken een mens voor je.",
    counsellor: (alias?: string) => (alias ? `Je praat met ${alias}, hulpverlener` : "Je praat met een hulpverlener"),
    closed: "Dit gesprek is klaar",
  },

  you: "Jij",
  bot: "Computer",
  counsellor: (alias?: string) => (alias ? `${alias}, hulpverlener` : "Hulpverlener"),
  typing: (name: string) => `${name} is aan het typen`,

  log: "Het gesprek",
  toEnd: "Naar het laatste bericht",
  replies: "Kies een antwoord",
  input: "Je bericht",
  placeholder: "Typ je bericht",
  send: "Verstuur",
  left: (n: number) => `Je kunt nog ${characters(n)} typen.`,
  tooLong: (n: number) => `Dit is ${characters(n)} te lang. Stuur het in twee delen.`,

  sending: "Wordt verstuurd",
  failed: "Niet verstuurd",
  retry: "Probeer opnieuw",
  refused: "Dit bericht kon niet worden verstuurd.",
  edit: "Pas aan",

  helpBar: "Bel meteen",
  lines: {
    "112": { question: "Gevaar?", action: (phone: string) => `Bel ${phone}`, large: "Er is nu gevaar" },
    "113": { question: "Niet meer willen leven?", action: (phone: string) => `Bel ${phone}`, large: "Je wilt niet meer leven" },
    kindertelefoon: { question: "Praten?", action: () => "Kindertelefoon", large: "Kindertelefoon, om te praten" },
  } as Record<string, { question: string; action: (phone: string) => string; large: string }>,

  unreachable: "De chat doet het nu even niet",
  unreachableMore: "Dat ligt niet aan jou. We blijven het proberen. Wat je typt, blijft staan.",
  unreachableCall: "Bellen kan ook zonder internet:",

  card: {
    call: (phone: string) => `Bel ${phone}`,
    chat: "Open chat",
    site: "Naar de site",
    newTab: "(opent een nieuw tabblad)",
    open: "Nu open",
    closed: "Nu gesloten",
    anonymous: "Anoniem",
    contact: "Hoe gaat dat?",
    sayFirst: "Dit kun je zeggen of sturen:",
    copy: "Kopieer deze zin",
    copied: "Gekopieerd",
    notCopied: "Kopiëren lukt hier niet. Houd je vinger op de zin.",
  },

  erase: "Wis dit gesprek",
  eraseQuestion: "Wil je dit gesprek wissen?",
  eraseMore: "Dan is het hier weg, en ook bij ons. Je kunt het niet terughalen.",
  eraseYes: "Ja, wis het gesprek",
  eraseNo: "Nee, ga terug",
  eraseBusy: "Je gesprek wordt gewist",
  eraseFailed: "Wissen lukte niet. Je gesprek staat er nog. Probeer het zo nog een keer.",
  erased: "Je gesprek is gewist.",
  expired: "Je vorige gesprek is verlopen. We beginnen hier een nieuw gesprek.",
};
