/** What the teen can do, in one place: the views call these and know nothing else. */
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
}
