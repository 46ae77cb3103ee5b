/* One probability on the scales of probability, odds and logit: whichever is moved, the rest follow. */

import { bans, bits, fromBits, fromOdds, logit, odds, sigmoid } from "./logit.js"
import { fill, live, plain, short, shown } from "./live.js"

const { words, data, table, controls, settle, asked, field } = live("one-scale")

const LEAST = 1e-6
const MOST = 1 - LEAST
const END = logit(MOST)
const SCALES = {
  p: { label: words.probability, min: 0.001, max: 0.999, step: 0.001, least: LEAST, most: MOST, of: (p) => p, back: (p) => p },
  odds: { label: words.odds, min: 0, max: 50, step: 0.01, least: LEAST, most: 1 / LEAST, of: odds, back: fromOdds },
  logit: { label: words.nats, min: -7, max: 7, step: 0.01, least: -END, most: END, of: logit, back: sigmoid },
  bits: { label: words.bits, min: -10, max: 10, step: 0.01, least: bits(-END), most: bits(END), of: (p) => bits(logit(p)), back: (b) => sigmoid(fromBits(b)) },
}

const settings = Object.fromEntries(Object.keys(SCALES).map((key) => [key, null]))
const fields = {}

const show = (p, moved, value) => {
  for (const [key, each] of Object.entries(fields)) each.set(key === moved ? value : SCALES[key].of(p))
  const nats = logit(p)
  const row = table.rows[1].cells
  for (const [i, number] of [p, odds(p), nats, bits(nats), bans(nats)].entries()) row[i].textContent = shown(number)
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
