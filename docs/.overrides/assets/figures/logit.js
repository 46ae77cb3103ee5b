/* The arithmetic of the figures, in float64 and in nats. A test in the browser holds it to the
   golden values of logitkit: no result is off by more than 1e-13 of itself. */

const within = (p, value) => (p >= 0 && p <= 1 ? value : NaN)

export const odds = (p) => within(p, p / (1 - p))
export const fromOdds = (ratio) => (ratio === Infinity ? 1 : ratio >= 0 ? ratio / (1 + ratio) : NaN)

/* ln(2p) - ln(2 - 2p): near p = 1/2 both terms are small and nothing cancels. */
export const logit = (p) => {
  const rest = 2 - 2 * p
  return within(p, Math.log(2 * p) - (Math.log(rest) + ((2 - rest) - 2 * p)))
}
export const sigmoid = (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)))
export const logSigmoid = (x) => Math.min(x, -0) - Math.log1p(Math.exp(-Math.abs(x)))
export const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))

/* The place of the largest entry, and each entry's distance below it. */
const fromTop = (z, temperature) => {
  const top = z.indexOf(Math.max(...z))
  return { top, below: z.map((each, i) => (i === top ? 0 : (each - z[top]) / temperature)) }
}
const sum = (numbers) => numbers.reduce((total, each) => total + each, 0)
const above = (below, top) => Math.log1p(sum(below.map((each, i) => (i === top ? 0 : Math.exp(each)))))

export const logsumexp = (z) => {
  const largest = Math.max(...z)
  if (!Number.isFinite(largest)) return largest
  const { top, below } = fromTop(z, 1)
  return largest + above(below, top)
}
export const softmax = (z, temperature = 1) => {
  const powers = fromTop(z, temperature).below.map(Math.exp)
  const total = sum(powers)
  return powers.map((each) => each / total)
}
export const logSoftmax = (z, temperature = 1) => {
  const { top, below } = fromTop(z, temperature)
  const rest = above(below, top)
  return below.map((each) => each - rest)
}
export const classLogOdds = (z) => z.map((each, i) => each - logsumexp(z.filter((_, j) => j !== i)))

export const sigmoidCrossEntropy = (label, x) =>
  (label && label * softplus(-x)) + (label < 1 && (1 - label) * softplus(x))

export const bits = (nats) => nats / Math.LN2
export const bans = (nats) => nats / Math.LN10
export const fromBits = (value) => value * Math.LN2

/* To the nearest number that float16 has, of two equally near to the even one. */
const float16 = (x) => {
  const size = Math.abs(x)
  if (!(size > 0) || size === Infinity) return x
  if (size >= 65520) return x < 0 ? -Infinity : Infinity
  let step = 2 ** -24
  while (size >= step * 2048) step *= 2
  const below = Math.floor(size / step)
  const past = size / step - below
  return Math.sign(x) * step * (past > 0.5 || (past === 0.5 && below % 2) ? below + 1 : below)
}
export const formats = { float16, float32: Math.fround, float64: (x) => x }
