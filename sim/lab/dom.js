// @ts-check
/** Elements of the page, made of names and texts alone: no text is ever read as HTML. */

/** @param {string} id @returns {any} */
export function element(id) {
  return document.getElementById(id);
}

/**
 * @param {string} name of the element, and its classes behind points
 * @param {Record<string, any>} [given] properties; attributes where the name has a hyphen or is `role`, `for`, `scope`
 * @param {...(Node | string | null | undefined)} inside
 * @returns {any}
 */
export function h(name, given = {}, ...inside) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  set(made, given);
  made.append(.../** @type {(Node | string)[]} */ (inside.filter((one) => one !== null && one !== undefined)));
  return made;
}

/** @param {string} name @param {Record<string, string | number>} given @param {...(Node | string)} inside @returns {any} an element of SVG */
export function s(name, given = {}, ...inside) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(given)) made.setAttribute(key, String(value));
  made.append(...inside);
  return made;
}

/** @param {any} made @param {Record<string, any>} given */
function set(made, given) {
  for (const [key, value] of Object.entries(given)) {
    if (/-|^(role|for|scope|colspan)$/.test(key)) made.setAttribute(key, value);
    else made[key] = value;
  }
}
