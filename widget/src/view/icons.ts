/** Line icons, drawn as elements because markup strings are not allowed anywhere in the widget. */

const SVG = "http://www.w3.org/2000/svg";

const paths = {
  send: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  close: "M6 9l6 6 6-6",
  cross: "M6 6l12 12M18 6L6 18",
  back: "M19 12H5M11 6l-6 6 6 6",
  speaker: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  stop: "M7 7h10v10H7z",
  chat: "M12 4c4.7 0 8.5 3.1 8.5 7s-3.8 7-8.5 7c-1 0-2-.1-2.9-.4L4.5 20l1.2-3.8C4.3 14.9 3.5 13 3.5 11c0-3.9 3.8-7 8.5-7zM8.5 11h.01M12 11h.01M15.5 11h.01",
  computer: "M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM9 20h6M12 16v4M9 10h.01M15 10h.01",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c.6-3.5 3.4-5.5 7-5.5s6.4 2 7 5.5",
  phone: "M6.5 4h2.7l1.6 4-2 1.5a11 11 0 0 0 5.7 5.7l1.5-2 4 1.6v2.7a2 2 0 0 1-2.2 2A16 16 0 0 1 4.5 6.2a2 2 0 0 1 2-2.2z",
};

export function icon(name: keyof typeof paths): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}
