const onPage = (selector) => document.querySelectorAll(selector)

const copies = (button, text) => {
  const label = button.textContent
  button.hidden = false
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text())
    button.textContent = button.dataset.copied
    setTimeout(() => { button.textContent = label }, 1500)
  })
}

/* Copy an example's code: what stands after the prompts, without the outputs. */
for (const button of onPage(".example-copy")) {
  copies(button, () => {
    const blocks = [...button.closest(".example").querySelectorAll(".example-code code")]
    const code = blocks.map((block) => {
      const bare = block.cloneNode(true)
      for (const prompt of bare.querySelectorAll(".gp")) prompt.remove()
      return bare.textContent
    })
    return code.join("")
  })
}
for (const button of onPage(".cite-copy")) copies(button, () => button.parentElement.nextElementSibling.textContent)

for (const button of onPage(".print")) {
  button.hidden = false
  button.addEventListener("click", () => print())
}

for (const button of onPage(".scheme-switch")) {
  button.hidden = false
  button.addEventListener("click", () => {
    localStorage.setItem("handbook.scheme", document.body.dataset.mdColorScheme === "slate" ? "default" : "slate")
    applyScheme()
  })
}

/* The language switch leads to the heading that is being read. */
for (const link of onPage(".language-switch")) {
  const page = link.href
  const follow = () => {
    const read = [...onPage("article :is(h2, h3)[id]")].filter(
      (heading) => heading.getBoundingClientRect().top < innerHeight / 3)
    link.href = page + location.search + (scrollY > 0 && read.length ? "#" + read.at(-1).id : "")
  }
  for (const event of ["pointerenter", "focus", "click", "keydown"]) link.addEventListener(event, follow)
}

/* A reader whose browser prefers Vietnamese to English is offered the twin, until it is declined. */
for (const offer of onPage(".offer")) {
  const prefers = navigator.languages.find((language) => /^(en|vi)\b/.test(language))
  offer.hidden = !prefers?.startsWith("vi") || localStorage.getItem("handbook.offer") === "declined"
  offer.querySelector("button").addEventListener("click", () => {
    localStorage.setItem("handbook.offer", "declined")
    offer.hidden = true
  })
}

/* As people type: without tone marks, đ as d, i for y, words apart at every sign. */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d")
  .replace(/[^\p{L}\p{N}.]+/gu, " ").replace(/(?<=\b(?:[hklmst]|qu))y\b/g, "i").trim()

/* A filter: its fields narrow the page to the items that match, what is being read keeps its place,
   and the address says what was chosen. */
for (const form of onPage("form.filter")) {
  const items = [...onPage(form.dataset.items)]
  const after = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING
  const heads = [...onPage("article h2[id]")].filter((head) => after(form, head))
  const headOf = new Map(items.map((item) => [item, heads.findLast((head) => after(head, item))]))
  const names = [...new Set([...form.elements].map((field) => field.name).filter(Boolean))]
  const said = form.querySelector("output")
  const shown = (item) => !item.hidden

  const texts = new Map()
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, folded([headOf.get(item), item].map((each) => each?.textContent).join(" ")))
    return texts.get(item)
  }
  const has = (item, name, value) => {
    if (name === "find") return folded(value).split(" ").every((word) => textOf(item).includes(word))
    const listed = `[data-${name}]`
    const own = (item.closest(listed) ?? item.querySelector(listed))?.dataset[name]
    return own === value || own?.split(" ").includes(value)
  }

  const narrow = () => {
    const chosen = [...new FormData(form)].filter(([, value]) => value.trim())
    const edge = form.getBoundingClientRect()
    const reading = items.findIndex((each) => shown(each) && each.getBoundingClientRect().bottom > edge.bottom)
    const before = items[reading]?.getBoundingClientRect().top
    for (const item of items) item.hidden = !chosen.every(([name, value]) => has(item, name, value))
    for (const head of new Set(headOf.values())) {
      if (head) head.hidden = !items.some((item) => headOf.get(item) === head && shown(item))
    }
    const now = items.slice(reading).find(shown)
    const stuck = edge.top <= parseFloat(getComputedStyle(form).top) + 1
    if (now && stuck) scrollBy({ top: now.getBoundingClientRect().top - before, behavior: "instant" })
    if (said) said.textContent = said.dataset.said.replace("{shown}", items.filter(shown).length).replace("{all}", items.length)
    return chosen
  }
  const choose = () => {
    const chosen = narrow()
    const address = new URL(location)
    for (const name of names) address.searchParams.delete(name)
    for (const [name, value] of chosen) address.searchParams.set(name, value)
    history.replaceState(history.state, "", address)
  }
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (target?.closest("[hidden]")) {
      form.reset()
      narrow()
      target.scrollIntoView()
    }
  }

  for (const [name, value] of new URL(location).searchParams) {
    const field = names.includes(name) && form.elements[name]
    if (!field) continue
    field.value = value
    if (field.value !== value) field.value = ""
  }
  form.addEventListener("input", choose)
  form.addEventListener("reset", () => setTimeout(choose))
  form.addEventListener("submit", (event) => event.preventDefault())
  addEventListener("hashchange", follow)
  form.hidden = false
  narrow()
  follow()
}
