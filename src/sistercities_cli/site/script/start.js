  // Start ---------------------------------------------------------------------------------

  makeSortable();
  restoreFilters();
  updateAges();
  updateSoon();
  updateRecords();
  sort(filterValues().sort);
  filter();
  openAddress();
  if (calendarForm) countEntries();

  /** Apply the filters, and keep the list in view if the reader is already past its beginning. */
  function filterAndScroll() {
    filter();
    const list = byId("page:list");
    if (list.getBoundingClientRect().top < 0) list.scrollIntoView();
  }

  function reset() {
    form.reset(); // which filters
    form.elements.q.focus();
  }

  // Browsers move the focus after loading a page with a fragment in its URL.
  window.addEventListener("load", () => requestAnimationFrame(openAddress));
  window.addEventListener("hashchange", openAddress);
  // A change of the search field must not filter again, as that would replace the suggestion
  // that is being clicked.
  form.addEventListener("input", ({ target }) => {
    if (target !== form.elements.sort) filterAndScroll();
  });
  form.elements.sort.addEventListener("change", () => {
    sort(form.elements.sort.value);
    filter();
  });
  form.addEventListener("reset", () => setTimeout(() => {
    sort("");
    filter();
  }));
  form.addEventListener("submit", (event) => event.preventDefault());
  select(".more", form).addEventListener("click", ({ target }) => {
    const isOpen = form.classList.toggle("open");
    target.setAttribute("aria-expanded", String(isOpen));
  });
  select(".show-all").addEventListener("click", reset);
  select(".all-coming button").addEventListener("click", () => {
    form.elements.sort.value = "next";
    form.elements.sort.dispatchEvent(new Event("change", { bubbles: true }));
    byId("page:list").scrollIntoView();
    select("th[data-key=next] button", table).focus({ preventScroll: true });
  });
  calendarForm?.addEventListener("input", countEntries);
  calendarForm?.addEventListener("click", downloadOnClick);
  calendarForm?.addEventListener("submit", (event) => event.preventDefault());
  world?.addEventListener("click", pickOnClick);
  world?.addEventListener("keydown", ({ key }) => { if (key === "Escape") pick(null); });
  section.addEventListener("click", actOnClick);
  select(".print-buttons").addEventListener("click", printOnClick);
