/* Two classifiers trained side by side from the same start: one applies softmax once, one twice. */

import { logSoftmax, softmax } from "./logit.js"
import { draw, fill, live, shown, write } from "./live.js"

const { words, data, table, controls, said, settle, asked, field, button, menu } = live("double-softmax")

const START = { steps: 10, start: "zero", rate: "1" }
const RATES = ["0.1", "1"]
const LAST = data.steps.at(-1)
const chosen = { ...START, steps: Math.round(asked("steps", START.steps, 0, LAST)) }
for (const [key, options] of [["start", Object.keys(data.starts)], ["rate", RATES]]) {
  const wanted = new URL(location).searchParams.get(key)
  if (options.includes(wanted)) chosen[key] = wanted
}

/* After each step: the mean loss, how many are right, the mean probability of the right class. */
const trained = (twice) => {
  const weights = data.starts[chosen.start].map((row) => [...row])
  return Array.from({ length: LAST + 1 }, () => {
    const now = { loss: 0, right: 0, p: 0 }
    const slopes = weights.map((row) => row.map(() => 0))
    for (const [i, x] of data.x.entries()) {
      const label = data.label[i]
      const z = weights.map((row) => row.reduce((total, each, j) => total + each * x[j], 0))
      const p = softmax(z)
      const scores = twice ? p : z
      now.loss -= logSoftmax(scores)[label] / data.x.length
      now.p += p[label] / data.x.length
      now.right += z.indexOf(Math.max(...z)) === label
      let slope = softmax(scores).map((each, k) => each - (k === label))
      if (twice) {
        const mean = slope.reduce((total, each, k) => total + each * p[k], 0)
        slope = slope.map((each, k) => p[k] * (each - mean))
      }
      for (const [k, row] of slopes.entries()) for (const j of row.keys()) row[j] += slope[k] * x[j] / data.x.length
    }
    for (const [k, row] of slopes.entries()) for (const [j, each] of row.entries()) weights[k][j] -= chosen.rate * each
    return now
  })
}

const [WIDTH, HEIGHT] = [360, 220]
const place = (steps) => Math.log10(1 + steps)
const xOf = (steps) => 34 + (place(steps) / place(LAST)) * (WIDTH - 50)
const yOf = (loss, top) => 16 + (1 - loss / top) * (HEIGHT - 60)
const lines = { once: draw("polyline", { class: "live-once" }), twice: draw("polyline", { class: "live-twice" }) }
const floor = draw("line", { class: "live-half", x1: xOf(0), x2: xOf(LAST) })
const marker = draw("line", { class: "live-marker", y1: 16, y2: HEIGHT - 44 })
const labels = draw("g")
const picture = draw("svg", { viewBox: `-8 -6 ${WIDTH + 12} ${HEIGHT + 6}`, role: "img", "aria-label": words.drawing, class: "live-plot" },
  draw("path", { class: "live-axis", d: `M${xOf(0)} 16V${HEIGHT - 44}H${xOf(LAST)}` }),
  ...data.steps.map((steps) => write(xOf(steps), HEIGHT - 28, String(steps))),
  write(xOf(LAST) / 2 + 17, HEIGHT - 10, words.steps), write(38, 11, words.loss, "start"),
  floor, marker, ...Object.values(lines), labels)

const floorLabel = fill(words["label-floor"], { floor: shown(data.floor) })
let runs
const retrain = () => {
  runs = { once: trained(false), twice: trained(true) }
  const top = Math.ceil(2 * Math.max(runs.once[0].loss, runs.twice[0].loss)) / 2
  for (const [name, run] of Object.entries(runs)) {
    lines[name].setAttribute("points", run.map((each, steps) => `${xOf(steps).toFixed(1)},${yOf(each.loss, top).toFixed(1)}`).join(" "))
  }
  for (const end of ["y1", "y2"]) floor.setAttribute(end, yOf(data.floor, top))
  labels.replaceChildren(
    ...[0, top / 2, top].map((loss) => write(28, yOf(loss, top) + 4, String(loss), "end")),
    write(xOf(LAST), yOf(runs.once[LAST].loss, top) - 3, words["label-once"], "end", "live-once"),
    write(xOf(LAST), yOf(runs.twice[LAST].loss, top) - 5, words["label-twice"], "end", "live-twice"),
    // Beneath its line; above it where the line is near the axis.
    top < 3
      ? write(xOf(LAST), yOf(data.floor, top) + 16, floorLabel, "end")
      : write(xOf(0) + 4, yOf(data.floor, top) - 5, floorLabel, "start"))
  for (const [i, row] of [...table.tBodies[0].rows].entries()) {
    const [once, twice] = [runs.once, runs.twice].map((run) => run[data.steps[i]])
    for (const [j, number] of [once.loss, twice.loss, once.p, twice.p].entries()) row.cells[j + 1].textContent = shown(number)
  }
}

const show = (steps) => {
  chosen.steps = steps
  slider.set(steps)
  for (const end of ["x1", "x2"]) marker.setAttribute(end, xOf(steps))
  const [once, twice] = [runs.once[steps], runs.twice[steps]]
  settle(
    fill(words.say, {
      steps, once: shown(once.loss), right: once.right, p: shown(once.p), all: data.x.length,
      twice: shown(twice.loss), right2: twice.right, p2: shown(twice.p), floor: shown(data.floor),
    }),
    Object.fromEntries(Object.keys(START).map((key) => [key, chosen[key] === START[key] ? null : chosen[key]])))
}

/* To the end of training, in three seconds; at once for those who want no motion. */
let frame
const train = () => {
  const began = performance.now()
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  const move = (now) => {
    const share = still ? 1 : Math.min(Math.max((now - began) / 3000, 0), 1)
    show(Math.round(10 ** (share * place(LAST)) - 1))
    if (share < 1) frame = requestAnimationFrame(move)
  }
  cancelAnimationFrame(frame)
  move(began)
}

/* The slider goes by single steps up to ten, then by tenths of a power of ten. */
const ease = { to: (steps) => (steps > 10 ? 10 * Math.log10(steps) : steps), from: (i) => Math.round(i > 10 ? 10 ** (i / 10) : i) }
const slider = field(words.steps, { min: 0, max: LAST, step: 1, ...ease }, (value) => {
  cancelAnimationFrame(frame)
  show(Math.round(value))
})
const choose = (key) => (value) => {
  chosen[key] = value
  retrain()
  show(chosen.steps)
}
const starts = menu(words.start, Object.keys(data.starts).map((each) => [each, words[`start-${each}`]]), choose("start"))
const rates = menu(words.rate, RATES.map((each) => [each, each]), choose("rate"))
starts.select.value = chosen.start
rates.select.value = chosen.rate
controls.append(slider.row, starts.row, rates.row, button(words.train, train))
said.after(picture)
retrain()
show(chosen.steps)
