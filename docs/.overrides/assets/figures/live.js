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

export const write = (x, y, content, anchor = "middle", kind = "") => {
  const made = draw("text", { x, y, "text-anchor": anchor, class: kind })
  made.textContent = content
  return made
}

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
    if (address.search === location.search) return
    address.hash = figure.id
    history.replaceState(history.state, "", address)
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

  /* A box for a number, which takes a decimal comma and a minus sign too. What is no number between
     the limits is marked, and gives way to the last good one when the box is left. */
  const numberBox = (label, { least, most, step }, act) => {
    const box = make("input", {
      class: "live-number", role: "spinbutton", inputmode: least < 0 ? "text" : "decimal", autocomplete: "off",
      "aria-label": label, "aria-valuemin": least, "aria-valuemax": most })
    const fits = (value) => value >= least && value <= most && (step !== 1 || Number.isInteger(value))
    let good
    const know = (value) => {
      good = value
      box.setAttribute("aria-valuenow", value)
      box.setAttribute("aria-invalid", false)
    }
    const set = (value) => {
      know(value)
      box.value = Number(value.toPrecision(5))
    }
    box.addEventListener("input", () => {
      const text = box.value.trim().replace(",", ".").replaceAll("−", "-")
      const value = text ? Number(text) : NaN
      box.setAttribute("aria-invalid", !fits(value))
      if (!fits(value)) return
      know(value)
      act(value)
    })
    box.addEventListener("change", () => {
      if (box.ariaInvalid === "true") set(good)
    })
    box.addEventListener("keydown", (event) => {
      const by = { ArrowUp: step, ArrowDown: -step }[event.key]
      if (!by) return
      event.preventDefault()
      set(Math.min(Math.max(Number((good + by).toPrecision(10)), least), most))
      act(good)
    })
    return { box, set }
  }

  /* A slider, and a box beside it for the same number: `set` shows a number in both. The slider
     may run along another scale, and the box go further than the slider. */
  let fields = 0
  const field = (label, { min, max, step, least = min, most = max, to = (x) => x, from = to }, act) => {
    const id = `${name}-${(fields += 1)}`
    const range = make("input", { type: "range", id, min: to(min), max: to(max), step })
    const { box, set: write } = numberBox(label, { least, most, step }, act)
    const set = (value) => {
      range.value = to(value)
      range.setAttribute("aria-valuetext", short(value))
      if (document.activeElement !== box) write(value)
    }
    range.addEventListener("input", () => {
      range.focus()
      act(Number(from(range.valueAsNumber).toPrecision(5)))
    })
    const row = make("div", { class: "live-field" }, make("label", { for: id }, label), range, box)
    return { row, set }
  }

  const button = (label, act) => {
    const made = make("button", { type: "button" }, label)
    made.addEventListener("click", act)
    return made
  }

  const link = button(words.link, async () => {
    await navigator.clipboard.writeText(new URL(`#${figure.id}`, location))
    link.textContent = words.copied
    setTimeout(() => { link.textContent = words.link }, 1500)
  })
  link.className = "live-link"
  figure.append(link)

  const menu = (label, options, act) => {
    const select = make("select", { autocomplete: "off" })
    for (const [value, text] of options) select.append(make("option", { value }, text))
    select.addEventListener("change", () => act(select.value))
    const row = make("label", { class: "live-menu" }, `${label} `, select)
    return { row, select }
  }

  return { figure, words, data: JSON.parse(figure.dataset.data), table, controls, said, settle, asked, numberBox, field, button, menu }
}
