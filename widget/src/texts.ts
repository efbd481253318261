/** Every word the widget itself says. Plain Dutch (B1), `je`, calm: no exclamation marks. */

const characters = (n: number) => (n === 1 ? "1 teken" : `${n} tekens`);
const minutes = (n: number) => (n === 1 ? "1 minuut" : `${n} minuten`);

export const texts = {
  launcher: "Praat met ons",
  launcherNew: "Nieuw bericht",
  panel: (organisation: string) => (organisation ? `Chat van ${organisation}` : "Chat"),
  exit: "Snel weg",
  exitHint: "Snel weg kan ook met twee keer Esc",
  close: "Sluit de chat",

  owner: {
    bot: "Je praat met een computer",
    waiting: "Je wacht op een mens",
    counsellor: (alias?: string) => (alias ? `Je praat met ${alias}, hulpverlener` : "Je praat met een hulpverlener"),
    closed: "Dit gesprek is klaar",
  },
  /** Comes after "Je wacht op een mens". */
  wait: {
    soFar: (n: number) => (n > 0 ? `, ${minutes(n)} nu.` : "."),
    usually: (n: number) => `Meestal duurt het ongeveer ${minutes(n)}.`,
    unknown: "We weten niet hoe lang het duurt.",
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

  readAloud: "Lees voor",
  stopReading: "Stop met voorlezen",

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
    notCopied: "Kopiëren lukt hier niet. Houd je vinger op de zin.",
  },
  copied: "Gekopieerd",

  more: "Meer",
  goBack: "Terug",
  easy: "Makkelijke taal",
  on: "Aan",
  off: "Uit",

  later: {
    title: "Later verder praten",
    busy: "We maken een code voor je.",
    how: "Met deze code kun je later verder praten. Ook op een andere telefoon of computer.",
    copy: "Kopieer de code",
    notCopied: "Kopiëren lukt hier niet. Schrijf de code op.",
    until: (moment: string) => `De code werkt tot ${moment}.`,
    moment: (day: string, time: string) => `${day} om ${time} uur`,
    careful: "Let op: wie de code heeft, kan dit gesprek lezen. Bewaar hem waar anderen niet kijken.",
    renewed: "Vraag je later een nieuwe code? Dan werkt deze niet meer.",
    failed: "Een code maken lukt nu niet. Probeer het zo nog een keer.",
  },

  back: {
    title: "Ik heb een code",
    label: "Typ hier je code",
    how: "Dan ga je verder met dat gesprek. Het gesprek dat je nu ziet, gaat dan weg van dit scherm.",
    go: "Ga verder",
    busy: "We zoeken je gesprek.",
    done: "Je bent terug in je gesprek.",
    failed: "Dat lukte niet. Probeer het zo nog een keer.",
  },

  feedback: {
    title: "Hoe was dit gesprek?",
    rating: "Heeft dit gesprek je geholpen?",
    ratings: { good: "Ja", mixed: "Een beetje", bad: "Nee" },
    helped: "Wat hielp het meest?",
    missing: "Wat kon beter?",
    reasons: {
      heard: "Er werd geluisterd",
      know_what_to_do: "Ik weet wat ik kan doen",
      fast: "Het ging snel",
      not_understood: "Ik werd niet begrepen",
      slow: "Het duurde lang",
      no_answer: "Ik kreeg geen antwoord",
      other: "Iets anders",
    },
    skip: "Sla over",
    thanks: "Dank je.",
    close: "Sluit deze vraag",
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
