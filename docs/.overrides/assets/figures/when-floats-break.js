/* Five textbook formulas and their stable forms, with every step rounded to float16, 32 or 64. */

import { formats, sigmoid, softplus } from "./logit.js"
import { fill, live, make, short } from "./live.js"

const { words, data, table, controls, settle, asked, field } = live("when-floats-break")

const LEAST = 0.1
const MOST = 1000

/* By the names in the table: of x, with r rounding to the format. */
const FORMULAS = {
  "log(sigmoid(-x))": (x, r) => r(Math.log(r(1 / r(1 + r(Math.exp(x)))))),
  "log(1 - sigmoid(x))": (x, r) => r(Math.log(r(1 - r(1 / r(1 + r(Math.exp(-x))))))),
  "log(1 + exp(-x))": (x, r) => r(Math.log(r(1 + r(Math.exp(-x))))),
  "log(1 + exp(x))": (x, r) => r(Math.log(r(1 + r(Math.exp(x))))),
  "exp(x) / (exp(x) + 1)": (x, r) => r(r(Math.exp(x)) / r(r(Math.exp(x)) + 1)),
  "log_sigmoid(-x)": (x, r) => r(-x - r(Math.log1p(r(Math.exp(-x))))),
  "softplus(-x)": (x, r) => r(Math.log1p(r(Math.exp(-x)))),
  "softplus(x)": (x, r) => r(x + r(Math.log1p(r(Math.exp(-x))))),
  "sigmoid(x)": (x, r) => r(1 / r(1 + r(Math.exp(-x)))),
}
const EXACT = [(x) => -softplus(x), (x) => -softplus(x), (x) => softplus(-x), softplus, sigmoid]

const off = (value, exact) => !(Math.abs(value - exact) <= 0.01 * Math.abs(exact))

/* As Python prints three significant digits. */
const printed = (x) => {
  if (!Number.isFinite(x)) return String(x).replace("Infinity", "inf").replace("NaN", "nan")
  const [digits, exponent] = x.toExponential(2).split("e").map(Number)
  if (x === 0 || (exponent >= -4 && exponent < 3)) return String(Number(x.toPrecision(3)))
  return `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`
}

const slider = field(words.size, { min: LEAST, max: MOST, step: 0.01, to: Math.log10, from: (y) => Number((10 ** y).toPrecision(3)) }, (x) => show(x))
controls.append(slider.row)

const show = (x) => {
  slider.set(x)
  const counts = {}
  const rows = [...table.tBodies[0].rows]
  for (const [place, row] of rows.entries()) {
    const name = row.cells[0].textContent
    const truth = EXACT[Math.floor(place / 2)]
    for (const [i, [format, round]] of Object.entries(formats).entries()) {
      const given = round(x)
      const exact = truth(given)
      const value = FORMULAS[name](given, round)
      const beyond = exact === 0 || off(round(exact), exact)
      const broken = off(value, exact) && (!beyond || !Number.isFinite(value))
      const kind = place % 2 ? format.replace("float", "stable") : format
      counts[kind] = (counts[kind] ?? 0) + broken
      row.cells[i + 1].className = broken ? "live-broken" : ""
      row.cells[i + 1].textContent = printed(value) + (broken ? " ✗" : beyond ? " ○" : "")
    }
  }
  settle(fill(words.say, { x: short(x), ...counts }), { x: x === data.start ? null : x })
}
show(asked("x", data.start, LEAST, MOST))
