/* What the live figures share. A figure stands in the page as a caption and a table of its first
   frame; its module adds the controls, keeps the table true, says in a sentence what is seen, and
   keeps what was set in the address. Its words and data are written at build. */

const SVG = "http://www.w3.org/2000/svg"

const filled = (element, attributes, children) => {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}
export const make = (tag, attributes = {}, ...children) =>
  filled(document.createElement(tag), attributes, children)
export const draw = (tag, attributes = {}, ...children) =>
  filled(document.createElementNS(SVG, tag), attributes, children)

/* Numbers as the pages print them: a decimal point, a minus sign, no trailing noise. */
const named = (x) => (x === Infinity ? "∞" : x === -Infinity ? "−∞" : Number.isNaN(x) ? "nan" : null)
export const shown = (x, digits = 4) => named(x) ?? x.toFixed(digits).replace("-", "−")
export const plain = (x, digits = 4) => named(x) ?? String(Number(x.toFixed(digits))).replace("-", "−")
export const short = (x, digits = 5) => named(x) ?? String(Number(x.toPrecision(digits))).replace("-", "−")
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key])

export const live = (name) => {
  const figure = document.querySelector(`[data-figure="${name}"]`)
  const words = JSON.parse(figure.dataset.words)
  const table = figure.querySelector("table")
  const controls = make("div", { class: "live-controls" })
  const said = make("output", { "aria-live": "polite" })
  figure.prepend(controls, said)

  const remember = (settings) => {
    const address = new URL(location)
    for (const [key, value] of Object.entries(settings)) {
      if (value === null) address.searchParams.delete(key)
      else address.searchParams.set(key, value)
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address)
  }

  /* Say and remember once nothing has moved for a moment: a slider moves in many small steps. */
  let waiting
  const settle = (sentence, settings) => {
    clearTimeout(waiting)
    const now = () => {
      said.textContent = sentence
      remember(settings)
    }
    if (said.textContent) waiting = setTimeout(now, 150)
    else now()
  }

  /* What the address asks for, if it is a number between the limits. */
  const asked = (key, start, min = -Infinity, max = Infinity) => {
    const text = new URL(location).searchParams.get(key)
    const value = Number(text)
    return text?.trim() && value >= min && value <= max ? value : start
  }

  /* A slider, and a field beside it for the same number: `set` shows a number in both. The slider
     may run along another scale, and the field go further than the slider. */
  let fields = 0
  const field = (label, { min, max, step, least = min, most = max, to = (x) => x, from = to }, act) => {
    const id = `${name}-${(fields += 1)}`
    const range = make("input", { type: "range", id, min: to(min), max: to(max), step })
    const number = make("input", { type: "number", min: least, max: most, step, lang: "en", "aria-label": label })
    const set = (value) => {
      range.value = to(value)
      range.setAttribute("aria-valuetext", short(value))
      if (document.activeElement !== number) number.value = Number(value.toPrecision(5))
    }
    range.addEventListener("input", () => {
      range.focus()
      act(Number(from(range.valueAsNumber).toPrecision(5)))
    })
    number.addEventListener("input", () => {
      const value = number.valueAsNumber
      if (value >= least && value <= most) act(value)
    })
    const row = make("div", { class: "live-field" }, make("label", { for: id }, label), range, number)
    return { row, range, number, set }
  }

  const button = (label, act) => {
    const made = make("button", { type: "button" }, label)
    made.addEventListener("click", act)
    return made
  }

  const menu = (label, options, act) => {
    const select = make("select", { autocomplete: "off" })
    for (const [value, text] of options) select.append(make("option", { value }, text))
    select.addEventListener("change", () => act(select.value))
    const row = make("label", { class: "live-menu" }, `${label} `, select)
    return { row, select }
  }

  return { figure, words, data: JSON.parse(figure.dataset.data), table, controls, said, settle, asked, field, button, menu }
}
