/** The script on the organisation's page. Loading it twice is harmless. */
import { WeerwoordChat } from "./element";

if (!customElements.get("weerwoord-chat")) customElements.define("weerwoord-chat", WeerwoordChat);
