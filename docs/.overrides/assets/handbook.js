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
