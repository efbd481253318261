/** Server-sent events from text that arrives in arbitrary pieces. */

export interface ServerEvent {
  event: string;
  data: string;
}

export class SseParser {
  private rest = "";
  private event = "";
  private data: string[] = [];

  push(chunk: string): ServerEvent[] {
    this.rest += chunk;
    const lines = this.rest.split(/\r\n|\n|\r(?!$)/); // a \r at the very end may be half of a \r\n
    this.rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): ServerEvent[] {
    if (line === "") return this.dispatch();
    const colon = line.indexOf(":");
    if (colon === 0) return []; // a comment: the server keeping the line warm
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.event = value;
    if (field === "data") this.data.push(value);
    return [];
  }

  private dispatch(): ServerEvent[] {
    const done = this.data.length ? [{ event: this.event || "message", data: this.data.join("\n") }] : [];
    this.event = "";
    this.data = [];
    return done;
  }
}
