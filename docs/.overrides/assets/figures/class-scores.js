/* Three to six logits as sliders: softmax, log-softmax, each class's log-odds; shift them, scale them. */

import { classLogOdds, logSoftmax, softmax } from "./logit.js"
import { fill, live, make, short, shown } from "./live.js"

const { words, data, table, controls, settle, field, button } = live("class-scores")

const FEWEST = 3
const MOST = 6
const LIMIT = 1000
const KEY = "z"

const start = data.start.join("_")
const asked = (new URL(location).searchParams.get(KEY) ?? start).split("_")
const valid = asked.length >= FEWEST && asked.length <= MOST &&
  asked.every((each) => each.trim() && Math.abs(Number(each)) <= LIMIT)
let z = valid ? asked.map(Number) : [...data.start]

const sliders = make("div", { class: "live-sliders" })
let fields = []

const say = () => {
  const p = softmax(z)
  const top = p.indexOf(Math.max(...p))
  const tie = z.filter((each) => each === z[top]).length > 1
  return fill(tie ? words.tie : words.top, { top: top + 1, p: shown(p[top]), odds: shown(classLogOdds(z)[top]) })
}

const show = (sentence = say()) => {
  while (fields.length > z.length) fields.pop().row.remove()
  while (fields.length < z.length) {
    const i = fields.length
    const made = field(fill(words.of, { number: i + 1 }), { min: -10, max: 10, step: 0.1, least: -LIMIT, most: LIMIT }, (value) => {
      z[i] = value
      show()
    })
    fields.push(made)
    sliders.append(made.row)
  }
  const p = softmax(z)
  const columns = [z, p, logSoftmax(z), classLogOdds(z)]
  const rows = z.map((each, i) => {
    const cells = columns.map((column) => make("td", {}, shown(column[i])))
    cells[1].className = "live-share"
    cells[1].style.setProperty("--share", `${100 * p[i]}%`)
    return make("tr", {}, make("td", {}, String(i + 1)), ...cells)
  })
  table.tBodies[0].replaceChildren(...rows)
  for (const [i, each] of fields.entries()) each.set(z[i])
  grow.disabled = z.length === MOST
  shrink.disabled = z.length === FEWEST
  const setting = z.map((each) => Number(each.toPrecision(6))).join("_")
  settle(sentence, { [KEY]: setting === start ? null : setting })
}

const scale = (factor) => () => {
  const before = Math.max(...softmax(z))
  z = z.map((each) => Math.min(Math.max(each * factor, -LIMIT), LIMIT))
  show(fill(words.scaled, { factor: short(factor), before: shown(before), p: shown(Math.max(...softmax(z))) }))
}
const shift = () => {
  z = z.map((each) => Math.min(each + 1, LIMIT))
  show(words.shifted)
}
const grow = button(words.add, () => {
  z = [...z, 0]
  show(fill(words.added, { number: z.length, share: shown(softmax(z).at(-1)) }))
})
const shrink = button(words.remove, () => {
  z = z.slice(0, -1)
  show(fill(words.removed, { number: z.length + 1 }))
})
const reset = button(words.reset, () => {
  z = [...data.start]
  show()
})

const buttons = [button(words.shift, shift), button(words.double, scale(2)), button(words.halve, scale(0.5)), grow, shrink, reset]
controls.append(sliders, ...buttons)
show()
