/** The stylesheet, inside the shadow root only. A constructed sheet passes a CSP that forbids inline styles. */
import css from "../styles.css?inline";

export function applyStyles(root: ShadowRoot): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  // Safari before 16.4.
  const style = document.createElement("style");
  style.textContent = css;
  root.append(style);
}
