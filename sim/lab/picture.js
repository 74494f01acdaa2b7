// @ts-check
/** Both charts as a picture for a slide: the policy above, what the lines are and how much they hold below. */
import { h } from "./dom.js";

const [BROAD, TALL, MARGIN] = [1600, 900, 50];
const [TITLE, HEAD, SMALL] = [34, 26, 22];
const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-family"];

/**
 * @param {{title: string, heads: string[], legend: Element[], foot: string, svgs: Element[]}} what @param {(picture: Blob) => void} done
 */
export async function picture({ title, heads, legend, foot, svgs }, done) {
  const canvas = h("canvas", { width: BROAD, height: TALL }), pen = canvas.getContext("2d"), colours = getComputedStyle(document.documentElement);
  const family = getComputedStyle(document.body).fontFamily, half = (BROAD - 3 * MARGIN) / 2;
  /** @param {string} text @param {number} x @param {number} y @param {number} wide @param {string} font @returns {number} where the next line would stand */
  const write = (text, x, y, wide, font) => {
    pen.font = `${font} ${family}`;
    const size = Number(font.match(/(\d+)px/)?.[1]);
    return lines(pen, text, wide).reduce((at, line) => (pen.fillText(line, x, at), at + 1.3 * size), y);
  };
  pen.fillStyle = colours.getPropertyValue("--paper");
  pen.fillRect(0, 0, BROAD, TALL);
  pen.fillStyle = colours.getPropertyValue("--ink");
  const under = write(title, MARGIN, MARGIN + TITLE, BROAD - 2 * MARGIN, `600 ${TITLE}px`);
  const top = Math.max(...heads.map((head, k) => write(head, MARGIN + k * (half + MARGIN), under + HEAD / 2, half, `${HEAD}px`)));
  const drawn = await Promise.all(svgs.map(image)), room = TALL - top - MARGIN - 4 * SMALL;
  drawn.forEach(({ made, ratio }, k) => {
    const wide = Math.min(half, room * ratio);
    pen.drawImage(made, MARGIN + k * (half + MARGIN), top, wide, wide / ratio);
  });
  const at = Math.min(top + Math.max(...drawn.map(({ ratio }) => Math.min(half, room * ratio) / ratio)) + 2 * SMALL, TALL - MARGIN - 2 * SMALL);
  legend.reduce((x, one) => x + key(pen, one, x, at, family), MARGIN);
  pen.fillStyle = colours.getPropertyValue("--soft");
  write(foot, MARGIN, TALL - MARGIN, BROAD - 2 * MARGIN, `${SMALL}px`);
  canvas.toBlob(done);
}

/** A line of the legend with its sign. @param {any} pen @param {Element} one @param {number} x @param {number} y @param {string} family @returns {number} how wide it is */
function key(pen, one, x, y, family) {
  const sign = getComputedStyle(one, "::before");
  Object.assign(pen, { font: `${SMALL}px ${family}`, strokeStyle: sign.borderTopColor, lineWidth: 2 * parseFloat(sign.borderTopWidth), globalAlpha: Number(sign.opacity) });
  pen.setLineDash(sign.borderTopStyle === "dashed" ? [8, 6] : sign.borderTopStyle === "dotted" ? [3, 5] : []);
  pen.beginPath();
  pen.moveTo(x, y - SMALL / 3);
  pen.lineTo(x + 2 * SMALL, y - SMALL / 3);
  pen.stroke();
  pen.globalAlpha = 1;
  pen.fillText(one.textContent, x + 2.5 * SMALL, y);
  return pen.measureText(one.textContent).width + 4.5 * SMALL;
}

/** A text in lines that fit, broken at spaces, and anywhere in a language without. @param {any} pen @param {string} text @param {number} wide @returns {string[]} */
function lines(pen, text, wide) {
  /** @type {string[]} */
  const found = [""];
  for (const part of text.match(/[\u3000-\uffef]|[^\s\u3000-\uffef]+\s*|\s+/g) ?? []) {
    const longer = found[found.length - 1] + part;
    if (pen.measureText(longer.trimEnd()).width <= wide) found[found.length - 1] = longer;
    else found.push(part);
  }
  return found.map((one) => one.trimEnd());
}

/** A chart as an image, with how wide it is for its height. @param {Element} svg @returns {Promise<{made: HTMLImageElement, ratio: number}>} */
function image(svg) {
  const copy = /** @type {SVGElement} */ (svg.cloneNode(true)), made = new Image(), [, , wide, high] = (svg.getAttribute("viewBox") ?? "0 0 1 1").split(" ").map(Number);
  inlined(svg, copy);
  copy.setAttribute("width", String(2 * wide));
  copy.setAttribute("height", String(2 * high));
  made.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  return new Promise((done) => (made.onload = () => done({ made, ratio: wide / high })));
}

/** Writes into a copy how each element looks, for a picture that knows no style sheet. @param {Element} from @param {Element} to */
function inlined(from, to) {
  const style = getComputedStyle(from);
  for (const name of STYLES) to.setAttribute(name, style.getPropertyValue(name));
  [...from.children].forEach((one, k) => inlined(one, to.children[k]));
}
