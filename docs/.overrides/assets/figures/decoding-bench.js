/* The next-token logits of the tiny language model, and the operations of a decoder in any order. */

import { softmax } from "./logit.js"
import { bigram, OPERATIONS } from "./decode.js"
import { fill, live, make, shown } from "./live.js"

const { words, data, table, controls, settle, numberBox, button, menu } = live("decoding-bench")

const SIGNS = { " ": "␣", "\n": "↵" }
const sign = (token) => SIGNS[token] ?? token
const START = { text: "kieu", after: data.after, target: "k" }

/* In their first order; the letter stands for each in the address. */
const steps = [
  { name: "bias", letter: "b", value: 2, min: -20, max: 20, step: 0.5 },
  { name: "mask", letter: "l" },
  { name: "temperature", letter: "T", value: 2, min: 0.05, max: 20, step: 0.05 },
  { name: "top-k", letter: "k", value: 5, min: 1, max: 78, step: 1 },
  { name: "top-p", letter: "p", value: 0.7, min: 0.01, max: 1, step: 0.01 },
  { name: "min-p", letter: "m", value: 0.2, min: 0.01, max: 1, step: 0.01 },
]
for (const step of steps) step.label = words[step.name === "bias" ? "bias-by" : step.name]
const models = Object.fromEntries(Object.entries(data.texts).map(([name, text]) => [name, bigram(text, data.smoothing)]))
const query = new URL(location).searchParams
const chosen = { ...START, ...(Object.hasOwn(models, query.get("text")) && { text: query.get("text") }) }
for (const key of ["after", "target"]) if (models[chosen.text].tokens.includes(query.get(key))) chosen[key] = query.get(key)

/* The address names what is on, in order: T2_p0.7 is temperature 2, then top-p 0.7. */
for (const [place, word] of (query.get("ops") ?? "").split("_").entries()) {
  const found = steps.findIndex((each, i) => i >= place && each.letter === word[0])
  const value = Number(word.slice(1))
  if (found < 0 || (steps[found].min && !(value >= steps[found].min && value <= steps[found].max))) break
  const [step] = steps.splice(found, 1)
  steps.splice(place, 0, step)
  Object.assign(step, { on: true }, step.min && { value })
}

const model = () => models[chosen.text]
const row = (cells, share = 0) => {
  const made = cells.map((text) => make("td", {}, text))
  made.at(-1).className = "live-share"
  made.at(-1).style.setProperty("--share", `${100 * share}%`)
  return make("tr", {}, ...made)
}
const sum = (numbers, places) => places.reduce((total, i) => total + numbers[i], 0)

const capital = (text) => text[0].toUpperCase() + text.slice(1)
table.tHead.rows[0].append(...["logit-now", "p-now"].map((key) => make("th", {}, words[key])))

let p
const show = (drawn) => {
  const { tokens, after } = model()
  const counted = after(chosen.after)
  const on = steps.filter((each) => each.on)
  const about = { tokens, target: tokens.indexOf(chosen.target) }
  const z = on.reduce((now, each) => OPERATIONS[each.name](now, each.value, about), counted)
  const kept = z.filter((each) => each > -Infinity).length
  const before = softmax(counted)
  p = kept ? softmax(z) : z.map(() => 0)
  const order = tokens.map((_, i) => i).sort((a, b) => p[b] - p[a] || counted[b] - counted[a] || a - b)
  const [first, rest] = [order.slice(0, data.shown), order.slice(data.shown)]
  table.tBodies[0].replaceChildren(
    ...first.map((i) => row([sign(tokens[i]), ...[counted[i], before[i], z[i], p[i]].map((each) => shown(each))], p[i])),
    row([fill(words.rest, { count: rest.length }), "–", shown(sum(before, rest)), "–", shown(sum(p, rest))], sum(p, rest)),
    row([fill(words.all, { count: tokens.length }), "–", shown(sum(before, order)), "–", shown(sum(p, order))]))
  draw.disabled = !kept
  settle(
    fill(!kept ? words.none : drawn ? words.drawn : words.say, {
      order: capital(on.map((each) => each.label).join(words.then) || words.nothing),
      drawn: sign(drawn ?? ""), kept, all: tokens.length, token: sign(tokens[first[0]]), p: shown(p[first[0]]),
      rest: rest.length, tail: shown(sum(p, rest)),
    }),
    {
      ...Object.fromEntries(Object.keys(START).map((key) => [key, chosen[key] === START[key] ? null : chosen[key]])),
      ops: on.map((each) => each.letter + (each.value ?? "")).join("_") || null,
    })
}

const list = make("ol", { class: "live-steps" })
const targets = menu(words.bias, [], (token) => {
  chosen.target = token
  show()
})

const lay = () => {
  list.append(...steps.map((each) => each.row))
  for (const [place, { arrows: [earlier, later] }] of steps.entries()) {
    earlier.setAttribute("aria-disabled", place === 0)
    later.setAttribute("aria-disabled", place === steps.length - 1)
  }
}
/* Past its neighbour; what is on, past the next that is on, for only that changes the order. */
const move = (step, by, pressed) => {
  const from = steps.indexOf(step)
  const beyond = by < 0 ? steps.slice(0, from).reverse() : steps.slice(from + 1)
  if (!beyond.length) return
  const past = beyond.find((each) => step.on && each.on) ?? beyond[0]
  const to = steps.indexOf(past)
  steps.splice(to, 0, ...steps.splice(from, 1))
  lay()
  pressed.focus()
  show()
}
for (const step of steps) {
  const name = step.label
  const box = make("input", { type: "checkbox" })
  box.checked = Boolean(step.on)
  box.addEventListener("change", () => {
    step.on = box.checked
    show()
  })
  const parts = [make("label", {}, box, ` ${name}`)]
  if (step.min) {
    const { box: number, set } = numberBox(name, { least: step.min, most: step.max, step: step.step }, (value) => {
      Object.assign(step, { value, on: true })
      box.checked = true
      show()
    })
    set(step.value)
    parts.push(number)
  }
  step.arrows = [["↑", -1, words.earlier], ["↓", 1, words.later]].map(([arrow, by, label]) => {
    const pressed = button(arrow, () => move(step, by, pressed))
    pressed.setAttribute("aria-label", fill(label, { name }))
    return pressed
  })
  step.row = make("li", { class: "live-step" }, ...parts, ...step.arrows)
}
lay()

const afters = menu(words.after, [], (token) => {
  chosen.after = token
  line.textContent = ""
  show()
})
const offer = () => {
  for (const [key, { select }] of Object.entries({ after: afters, target: targets })) {
    if (!model().tokens.includes(chosen[key])) chosen[key] = START[key]
    select.replaceChildren(...model().tokens.map((token) => make("option", { value: token }, sign(token))))
    select.value = chosen[key]
  }
}
const texts = menu(words.text, Object.keys(models).map((name) => [name, words[name]]), (name) => {
  chosen.text = name
  line.textContent = ""
  offer()
  show()
})
texts.select.value = chosen.text

const line = make("samp", { class: "live-line" })
const draw = button(words.draw, () => {
  let left = Math.random()
  const { tokens } = model()
  const drawn = tokens.findIndex((_, i) => (left -= p[i]) < 0)
  chosen.after = tokens[drawn < 0 ? p.indexOf(Math.max(...p)) : drawn]
  afters.select.value = chosen.after
  line.textContent += sign(chosen.after)
  show(chosen.after)
})
controls.append(texts.row, afters.row, targets.row, list, draw, make("span", {}, `${words.line}: `, line))
offer()
show()
