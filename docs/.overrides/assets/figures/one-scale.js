/* One probability on the scales of probability, odds and logit: whichever is moved, the rest follow. */

import { bans, bits, fromBits, fromOdds, logit, odds, sigmoid } from "./logit.js"
import { draw, fill, live, plain, short, shown, write } from "./live.js"

const { words, data, table, controls, said, settle, asked, field } = live("one-scale")

const LEAST = 1e-6
const MOST = 1 - LEAST
const END = logit(MOST)
const SCALES = {
  p: { label: words.probability, min: 0.001, max: 0.999, step: 0.001, least: LEAST, most: MOST, of: (p) => p, back: (p) => p },
  odds: { label: words.odds, min: 0, max: 50, step: 0.01, least: LEAST, most: 1 / LEAST, of: odds, back: fromOdds },
  logit: { label: words.nats, min: -7, max: 7, step: 0.01, least: -END, most: END, of: logit, back: sigmoid },
  bits: { label: words.bits, min: -10, max: 10, step: 0.01, least: bits(-END), most: bits(END), of: (p) => bits(logit(p)), back: (b) => sigmoid(fromBits(b)) },
}

const [WIDTH, HEIGHT] = [360, 170]
const xOf = (nats) => 34 + ((nats + 7) / 14) * (WIDTH - 44)
const yOf = (p) => 16 + (1 - p) * (HEIGHT - 60)
const steps = Array.from({ length: 141 }, (_, i) => -7 + i / 10)
const lines = { logit: draw("polyline", { class: "live-logit" }), p: draw("polyline", { class: "live-p" }) }
const point = draw("circle", { r: 4 })
const picture = draw("svg", { viewBox: `0 -6 ${WIDTH} ${HEIGHT + 6}`, role: "img", "aria-label": words.curve, class: "live-plot" },
  draw("path", { class: "live-axis", d: `M${xOf(-7)} ${yOf(1)}V${yOf(0)}H${xOf(7)}` }),
  ...[0, 0.5, 1].map((p) => write(28, yOf(p) + 4, String(p), "end")),
  ...[-6, -4, -2, 0, 2, 4, 6].map((nats) => write(xOf(nats), yOf(0) + 18, short(nats))),
  write(xOf(0), HEIGHT - 8, words.nats, "middle", "live-logit"),
  write(xOf(-7) + 6, 12, words.probability, "start", "live-p"),
  draw("polyline", { points: steps.map((nats) => `${xOf(nats).toFixed(1)},${yOf(sigmoid(nats)).toFixed(1)}`).join(" ") }),
  ...Object.values(lines), point)
said.after(picture)

const settings = Object.fromEntries(Object.keys(SCALES).map((key) => [key, null]))
const fields = {}

const show = (p, moved, value) => {
  for (const [key, each] of Object.entries(fields)) each.set(key === moved ? value : SCALES[key].of(p))
  const nats = logit(p)
  const row = table.rows[1].cells
  for (const [i, number] of [p, odds(p), nats, bits(nats), bans(nats)].entries()) row[i].textContent = shown(number)
  const [x, y] = [xOf(Math.min(Math.max(nats, -7), 7)), yOf(p)]
  lines.logit.setAttribute("points", `${x},${yOf(0)} ${x},${y}`)
  lines.p.setAttribute("points", `${xOf(-7)},${y} ${x},${y}`)
  point.setAttribute("cx", x)
  point.setAttribute("cy", y)
  const sentence = p === 0.5 ? words.even : p > 0.5 ? words.yes : words.no
  settle(
    fill(sentence, { p: short(p), odds: plain(odds(Math.max(p, 1 - p))), nats: plain(nats), bits: plain(bits(nats)), bans: plain(bans(nats)) }),
    { ...settings, ...(p === data.start ? {} : { [moved]: value }) })
}

for (const [key, scale] of Object.entries(SCALES)) {
  const move = (value) => show(Math.min(Math.max(scale.back(value), LEAST), MOST), key, value)
  fields[key] = field(scale.label, scale, move)
  fields[key].row.classList.add(`live-${key}`)
  controls.append(fields[key].row)
}
const set = Object.keys(SCALES).find((key) => asked(key, null, SCALES[key].least, SCALES[key].most) !== null) ?? "p"
const value = asked(set, data.start, SCALES[set].least, SCALES[set].most)
show(SCALES[set].back(value), set, value)
