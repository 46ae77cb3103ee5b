/* A logistic curve over the beetles: move it, see its log-likelihood, or let Newton's method step. */

import { logSigmoid, sigmoid } from "./logit.js"
import { draw, fill, live, make, shown, write } from "./live.js"

const { words, data, table, controls, said, settle, asked, field, button } = live("fit-it-yourself")

const START = { middle: 1.77, slope: 0 }
const CENTRE = 1.8
const [WIDTH, HEIGHT, LEFT, RIGHT] = [360, 220, 1.66, 1.92]
const xOf = (dose) => 34 + ((dose - LEFT) / (RIGHT - LEFT)) * (WIDTH - 44)
const yOf = (share) => 16 + (1 - share) * (HEIGHT - 60)

/* The curve in its own terms: where it passes one half, and how steep it is. */
const curve = { middle: asked("middle", START.middle, 1, 3), slope: asked("slope", START.slope, -1000, 1000) }
const score = (dose) => curve.slope * (dose - curve.middle)

const likelihood = () => data.dose.reduce((total, dose, i) =>
  total + data.killed[i] * logSigmoid(score(dose)) + (data.exposed[i] - data.killed[i]) * logSigmoid(-score(dose)), data.orders)

/* One step, with the doses counted from their centre: the curve, or nothing where there is none. */
const stepped = () => {
  let [g0, g1, i00, i01, i11] = [0, 0, 0, 0, 0]
  for (const [i, dose] of data.dose.entries()) {
    const p = sigmoid(score(dose))
    const [x, gap, weight] = [dose - CENTRE, data.killed[i] - data.exposed[i] * p, data.exposed[i] * p * (1 - p)]
    g0 += gap
    g1 += gap * x
    i00 += weight
    i01 += weight * x
    i11 += weight * x * x
  }
  const room = i00 * i11 - i01 * i01
  const slope = curve.slope + (i00 * g1 - i01 * g0) / room
  const height = score(CENTRE) + (i11 * g0 - i01 * g1) / room
  const next = { middle: CENTRE - height / slope, slope }
  return Math.abs(slope) < 1e4 && Number.isFinite(next.middle) ? next : null
}

const line = draw("polyline", { class: "live-curve" })
const half = draw("line", { class: "live-half", y1: yOf(0), y2: yOf(1) })
const picture = draw("svg", { viewBox: `0 -6 ${WIDTH} ${HEIGHT + 6}`, role: "img", "aria-label": words.drawing, class: "live-plot" },
  draw("path", { class: "live-axis", d: `M${xOf(LEFT)} ${yOf(1)}V${yOf(0)}H${WIDTH}` }),
  ...[0, 0.5, 1].map((share) => write(28, yOf(share) + 4, String(share), "end")),
  ...[1.7, 1.8, 1.9].map((dose) => write(xOf(dose), yOf(0) + 18, String(dose))),
  write(xOf(CENTRE), HEIGHT - 8, words.dose),
  write(xOf(LEFT) + 6, 12, words.share, "start"),
  half, line,
  ...data.dose.map((dose, i) => draw("circle", { cx: xOf(dose), cy: yOf(data.killed[i] / data.exposed[i]), r: 4 })))

table.tHead.rows[0].append(make("th", {}, words.yours))
const cells = [...table.tBodies[0].rows].map((row) => row.appendChild(make("td")))

let steps = 0
const show = (sentence = words.say) => {
  middle.set(curve.middle)
  slope.set(curve.slope)
  const doses = Array.from({ length: 131 }, (_, i) => LEFT + i * (RIGHT - LEFT) / 130)
  line.setAttribute("points", doses.map((dose) => `${xOf(dose)},${yOf(sigmoid(score(dose))).toFixed(2)}`).join(" "))
  half.toggleAttribute("hidden", !curve.slope || curve.middle < LEFT || curve.middle > RIGHT)
  half.setAttribute("x1", xOf(curve.middle))
  half.setAttribute("x2", xOf(curve.middle))
  for (const [i, cell] of cells.entries()) cell.textContent = shown(data.exposed[i] * sigmoid(score(data.dose[i])), 1)
  const now = likelihood()
  const next = stepped()
  const there = next && Math.abs(next.slope - curve.slope) < 1e-5
  settle(
    fill(there ? words.there : sentence, {
      steps, intercept: shown(-curve.slope * curve.middle + 0), slope: shown(curve.slope), likelihood: shown(now), best: shown(data.best), missing: shown(data.best - now),
    }),
    Object.fromEntries(Object.keys(START).map((key) => [key, curve[key] === START[key] ? null : Number(curve[key].toPrecision(8))])))
}
const move = (change) => {
  steps = 0
  Object.assign(curve, change)
  show()
}
const middle = field(words.middle, { min: 1.66, max: 1.92, step: 0.001, least: 1, most: 3 }, (value) => move({ middle: value }))
const slope = field(words.slope, { min: 0, max: 80, step: 0.1, least: -1000, most: 1000 }, (value) => move({ slope: value }))
const newton = button(words.newton, () => {
  const next = stepped()
  if (!next) return show(words.lost)
  steps += 1
  Object.assign(curve, next)
  show(words.stepped)
})
controls.append(slope.row, middle.row, newton, button(words.reset, () => move(START)))
said.after(picture)
show()
