/** What the teen can do, in one place: the views call these and know nothing else. */
import type { Rating, Reason, ReturnCode } from "../types";

export interface Actions {
  open(): void;
  close(): void;
  leave(): void;
  say(text: string): void;
  choose(title: string, payload: string): void;
  draft(text: string): void;
  retry(clientId: string): void;
  takeBack(clientId: string): void;
  erase(): void;
  easy(on: boolean): void;
  /** Throws ApiError. */
  returnCode(): Promise<ReturnCode>;
  /** Throws ApiError, and then nothing has changed. */
  returnWith(code: string): Promise<void>;
  feedback(state: "asking" | "over"): void;
  rate(rating: Rating, reason?: Reason): void;
  readAloud(key: string, text: string): void;
}
