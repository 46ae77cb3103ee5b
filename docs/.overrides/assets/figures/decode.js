/* A language model counted from a text, and what a decoder does to its logits: as in logitkit. */

import { softmax } from "./logit.js"

export const bigram = (text, smoothing) => {
  const characters = Array.from(text)
  const tokens = [...new Set(characters)].sort()
  const place = new Map(tokens.map((token, i) => [token, i]))
  const after = (token) => {
    const counts = tokens.map(() => smoothing)
    for (const [i, each] of characters.slice(1).entries()) if (characters[i] === token) counts[place.get(each)] += 1
    return counts.map(Math.log)
  }
  return { tokens, after }
}

const keep = (z, least) => z.map((each) => (each < least ? -Infinity : each))
const descending = (z) => [...z].sort((a, b) => b - a)

/* Each takes logits and a number, and gives logits; those of the dropped at minus infinity. */
export const OPERATIONS = {
  temperature: (z, t) => z.map((each) => each / t),
  "top-k": (z, k) => keep(z, descending(z)[k - 1] ?? -Infinity),
  "top-p": (z, p) => {
    if (p >= 1) return z
    const sorted = descending(z)
    let total = 0
    const last = softmax(sorted).findIndex((each) => (total += each) >= p)
    return keep(z, sorted.at(last))
  },
  "min-p": (z, p) => keep(z, Math.max(...z) + Math.log(p)),
  bias: (z, b, { target }) => z.map((each, i) => (i === target ? each + b : each)),
  mask: (z, _, { tokens }) => z.map((each, i) => (/^\p{L}$/u.test(tokens[i]) ? each : -Infinity)),
}
