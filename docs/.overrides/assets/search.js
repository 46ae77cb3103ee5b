/* Material asks for the search index with every page. Let that one request wait for the search box. */
{
  const { open, send } = XMLHttpRequest.prototype
  const isBox = (element) => element?.matches("[data-md-component=search-query]")

  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    this.isSearchIndex = String(url).endsWith("/search/search_index.json")
    return open.call(this, method, url, ...rest)
  }

  XMLHttpRequest.prototype.send = function (...body) {
    if (!this.isSearchIndex || isBox(document.activeElement)) return send.apply(this, body)
    const onFocus = (event) => {
      if (!isBox(event.target)) return
      document.removeEventListener("focusin", onFocus)
      send.apply(this, body)
    }
    document.addEventListener("focusin", onFocus)
  }

  /* What was typed before the index came is looked for as soon as it is there. */
  addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-md-component=search-query]")
    const said = document.querySelector("[data-md-component=search-result] .md-search-result__meta")
    if (!box || !said) return
    // Material looks when a key is released: what the mouse pastes releases none.
    box.addEventListener("input", () => box.dispatchEvent(new KeyboardEvent("keyup")))
    const waiting = said.textContent
    const observer = new MutationObserver(() => {
      if (said.textContent === waiting) return
      observer.disconnect()
      // Material looks again only for another text: it is shown none, then this one.
      for (const text of box.value ? ["", box.value] : []) {
        box.value = text
        box.dispatchEvent(new KeyboardEvent("keyup"))
      }
    })
    observer.observe(said, { childList: true, characterData: true, subtree: true })
  })
}
