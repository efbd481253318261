/** What the server sends, as the widget uses it. */

export type Author = "teen" | "bot" | "counsellor" | "system";

export interface Reply {
  title: string;
  payload: string;
}

export interface Card {
  id: string;
  name: string;
  does: string;
  phone?: string;
  chat_url?: string;
  website?: string;
  hours?: string;
  open_now?: boolean | null;
  cost?: string;
  anonymous?: boolean | string | null;
  note?: string;
  /** A public holiday on which the line may be closed, in words. */
  holiday?: string;
  /** What happens when somebody gets in touch. */
  expect?: string;
  /** Words to start with, that can be copied. */
  message?: string;
}

export interface Message {
  seq: number;
  author: Author;
  alias?: string;
  text?: string;
  buttons?: Reply[];
  cards?: Card[];
  /** Of a teen's message: the id that the tab gave it which sent it. */
  client_id?: string;
  at: string;
}

/** Who answers in this chat. */
export interface Owner {
  owner: "bot" | "waiting" | "counsellor" | "closed";
  alias?: string;
  /** ISO time since when the teen waits. */
  since?: string;
  /** How long the wait typically was in the last hour; absent when that is unknown. */
  expected_minutes?: number;
}

/** Opens this conversation again, also on another device. */
export interface ReturnCode {
  code: string;
  /** ISO time. */
  expires_at: string;
}

export type Rating = "good" | "mixed" | "bad";

export type Reason = "heard" | "know_what_to_do" | "fast" | "not_understood" | "slow" | "no_answer" | "other";

export interface HelpLine {
  id: string;
  phone: string;
}
