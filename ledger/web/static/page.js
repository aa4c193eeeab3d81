// What scripts add to a page that works without them: evidence opens next to the page,
// and the day gets a slider over the days on which something turned.

const dialog = document.createElement("dialog");
document.body.append(dialog);
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

document.addEventListener("click", async (event) => {
  const value = event.target.closest?.("a.value, a.claim");
  if (!value || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  if (dialog.contains(value)) return;
  event.preventDefault();
  try {
    const answer = await fetch(value.href, { headers: { accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = document.body.dataset.close;
    close.addEventListener("click", () => dialog.close());
    const main = page.querySelector("main");
    main.removeAttribute("id");
    dialog.setAttribute("aria-label", main.dataset.label ?? page.querySelector("h1").textContent);
    dialog.replaceChildren(close, ...main.childNodes);
    dialog.showModal();
    close.focus();
  } catch {
    location.href = value.href;
  }
});

const bar = document.querySelector("form[data-days]");
const days = (bar?.dataset.days ?? "").split(" ").filter(Boolean);
if (days.length > 1) {
  const day = bar.elements.valid_at;
  const label = document.createElement("label");
  const name = document.createElement("span");
  const slider = document.createElement("input");
  name.textContent = document.body.dataset.slider;
  slider.type = "range";
  slider.max = days.length - 1;
  slider.value = Math.max(0, days.findLastIndex((each) => each <= day.value));
  slider.setAttribute("aria-valuetext", day.value);
  slider.addEventListener("input", () => {
    day.value = days[slider.value];
    slider.setAttribute("aria-valuetext", day.value);
  });
  slider.addEventListener("change", () => bar.requestSubmit());
  label.append(name, slider);
  bar.prepend(label);
}

// Words selected in the document become the quote.
const quoted = document.querySelector("[data-quotes]");
const target = quoted && document.querySelector(`form.entry [name="${quoted.dataset.quotes}"]`);
if (target) {
  document.addEventListener("selectionchange", () => {
    const words = document.getSelection();
    const text = words?.toString().trim();
    if (text && quoted.contains(words.anchorNode) && quoted.contains(words.focusNode)) target.value = text;
  });
}

// New positions are said, and the page never moves by itself. Only the page in sight listens:
// a browser has six connections to a site, and hidden pages would use them up.
const news = document.querySelector("[data-events]");
if (news && "EventSource" in window) {
  let count = 0;
  let stream = null;
  const heard = (event) => {
    count += JSON.parse(event.data).new;
    const again = document.createElement("a");
    again.href = location.href;
    again.textContent = news.dataset.words.replace("0", count);
    news.replaceChildren(again);
  };
  const listen = () => {
    stream?.close();
    stream = null;
    if (document.visibilityState !== "visible") return;
    stream = new EventSource(news.dataset.events);
    stream.addEventListener("position", heard);
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", listen);
  addEventListener("pagehide", () => { stream?.close(); stream = null; });
  if (document.readyState === "complete") listen();
}

// What a reader saw last stays in this browser. Looking at the changes is what counts as looking.
const stand = document.querySelector("[data-position]");
if (stand) {
  const { position, changes, words } = stand.dataset;
  const seen = localStorage.getItem("seen");
  const looked = document.querySelector("[data-seen]");
  if (looked && seen && !looked.value) looked.value = seen;
  if (!seen || location.pathname === changes) localStorage.setItem("seen", position);
  else if (Number(seen.slice(1)) < Number(position.slice(1))) {
    const since = document.createElement("a");
    since.href = `${changes}?since=${encodeURIComponent(seen)}`;
    since.textContent = words;
    stand.replaceChildren(since);
  }
}

// Keys of the inbox: each goes to the link, button or field that bears it. Off by the box, for
// good: who speaks to the machine, or types with one switch, wants no keys of single letters.
const keys = document.querySelector("[data-keys]");
if (keys) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  const name = document.createElement("span");
  box.type = "checkbox";
  box.checked = localStorage.getItem("keys") !== "off";
  box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
  name.textContent = keys.dataset.keys;
  label.className = "check";
  label.append(box, name);
  keys.append(label);
  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
    const place = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!place) return;
    event.preventDefault();
    for (let around = place.closest("details"); around; around = around.parentElement.closest("details")) {
      if (!around.querySelector(":scope > summary").contains(place)) around.open = true;
    }
    if (place.matches("input, textarea")) place.focus(); else place.click();
  });
}
