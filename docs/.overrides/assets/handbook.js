const onPage = (selector) => document.querySelectorAll(selector)

/* Copy an example's code: what stands after the prompts, without the outputs. */
for (const button of onPage(".example-copy")) {
  const label = button.textContent
  button.hidden = false
  button.addEventListener("click", async () => {
    const blocks = [...button.closest(".example").querySelectorAll(".example-code code")]
    const code = blocks.map((block) => {
      const bare = block.cloneNode(true)
      for (const prompt of bare.querySelectorAll(".gp")) prompt.remove()
      return bare.textContent
    })
    await navigator.clipboard.writeText(code.join("\n") + "\n")
    button.textContent = button.dataset.copied
    setTimeout(() => { button.textContent = label }, 1500)
  })
}

/* The language switch leads to the heading that is being read. */
for (const link of onPage(".language-switch")) {
  const page = link.href
  const follow = () => {
    const read = [...onPage("article :is(h2, h3)[id]")].filter(
      (heading) => heading.getBoundingClientRect().top < innerHeight / 3)
    link.href = page + (scrollY > 0 && read.length ? "#" + read.at(-1).id : "")
  }
  for (const event of ["pointerenter", "focus", "click", "keydown"]) link.addEventListener(event, follow)
}

/* The chooser: each menu narrows the table to the rows that match. */
for (const chooser of onPage(".chooser")) {
  const menus = [...chooser.querySelectorAll("select")]
  const filter = () => {
    for (const row of chooser.querySelectorAll("tbody tr")) {
      row.hidden = menus.some((menu) => {
        const listed = menu.name === "tasks" ? row.dataset.tasks.split(" ") : [row.dataset[menu.name]]
        return menu.value && !listed.includes(menu.value)
      })
    }
  }
  chooser.querySelector("form").hidden = false
  for (const menu of menus) menu.addEventListener("change", filter)
}

/* The thread's claims: one verdict at a time, while what is being read keeps its place. */
for (const form of onPage("form.verdicts")) {
  const claims = [...onPage("section.claim")]
  const heads = [...onPage("article h2[id]")]
  const shown = (claim) => !claim.hidden
  const narrow = (verdict) => {
    const edge = form.getBoundingClientRect().bottom
    const reading = claims.findIndex((each) => shown(each) && each.getBoundingClientRect().bottom > edge)
    const before = claims[reading]?.getBoundingClientRect().top
    for (const claim of claims) claim.hidden = verdict !== "" && claim.dataset.verdict !== verdict
    for (const head of heads) {
      const below = claims.filter((claim) => head === heads.findLast(
        (each) => each.compareDocumentPosition(claim) & Node.DOCUMENT_POSITION_FOLLOWING))
      head.hidden = below.length > 0 && !below.some(shown)
    }
    const now = claims.slice(reading).find(shown)
    if (now && scrollY > 0) scrollBy({ top: now.getBoundingClientRect().top - before, behavior: "instant" })
    form.elements.verdict.value = verdict
  }
  form.hidden = false
  form.addEventListener("change", () => {
    const verdict = form.elements.verdict.value
    narrow(verdict)
    const address = new URL(location)
    if (verdict) address.searchParams.set("verdict", verdict)
    else address.searchParams.delete("verdict")
    history.replaceState(history.state, "", address)
  })
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1))
    if (target?.closest("[hidden]")) {
      narrow("")
      target.scrollIntoView()
    }
  }
  const wanted = new URL(location).searchParams.get("verdict")
  if (wanted && form.querySelector(`[value="${CSS.escape(wanted)}"]`)) narrow(wanted)
  follow()
  addEventListener("hashchange", follow)
}
