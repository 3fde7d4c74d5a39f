  // Map -----------------------------------------------------------------------------------

  const MAX_NAMED_PLACES = 8; // up to this many on the map, overlapping names are shown as well
  const world = select(".world");
  const places = world ? selectAll(".place", world) : [];
  const lines = world ? selectAll(".line", world) : [];
  const MAX_PICKED = 6; // relationships that are listed below the map

  /** Fade what is not shown in the list. */
  function showOnMap(shown) {
    const cities = new Set();
    for (const row of rows) if (row.shown) cities.add(row.place).add(row.home);
    for (const place of places) place.classList.toggle("left-out", !cities.has(place.dataset.place));
    for (const { classList, dataset } of lines) {
      classList.toggle("left-out", !dataset.ids.split(" ").some((id) => shown.has(id)));
    }
    world?.classList.toggle("few", shown.size <= MAX_NAMED_PLACES);
    pick(null);
  }

  /** Highlight the relationships of a city on the map and in the list. */
  function pick(place) {
    const city = place?.dataset.place;
    const picked = city ? rows.filter((row) => row.shown && [row.place, row.home].includes(city)) : [];
    const ids = new Set(picked.map((row) => row.id));
    for (const { classList, dataset } of lines) {
      classList.toggle("chosen", dataset.ids.split(" ").some((id) => ids.has(id)));
    }
    for (const { classList, dataset } of places) classList.toggle("chosen", dataset.place === city);
    for (const row of rows) row.element.classList.toggle("chosen", ids.has(row.id));
    world?.classList.toggle("picking", Boolean(place));
    select(".picked")?.replaceChildren(...(place ? describePicked(place, picked) : []));
  }

  /** Name a city and list its relationships, unless they are many. */
  function describePicked(place, picked) {
    const unique = [...new Map(picked.map((row) => [row.id, row])).values()];
    const heading = makeElement("strong", "", text(select(":scope > .name", place)));
    if (unique.length > MAX_PICKED) {
      const field = form.elements.home;
      const isHome = [...field?.options ?? []].some(({ value }) => value === place.dataset.place);
      const show = makeButton(`Show only the list of ${text(heading)}`, () => {
        field.value = place.dataset.place;
        filter();
      });
      return [heading, ` ${formatCount(unique.length)} `, ...(isHome ? [show] : [])];
    }
    const items = unique.map((row) => {
      const other = row.home === place.dataset.place ? partnerName(row) : homeName(row);
      const founded = row.founded ? ` since ${row.founded[0]}` : "";
      const status = row.status === "active" ? "" : `, ${row.status}`;
      const own = row.place === place.dataset.place && partnerName(row) !== heading.textContent
        ? `${partnerName(row)}, ` : "";
      const link = makeLink(row.id, `${own}${text(select("td.kind", row.element))} of ${other}`);
      return makeElement("li", "", link, `${founded}${status}`);
    });
    return [heading, makeElement("ul", "", ...items)];
  }

  function pickOnClick(event) {
    const id = event.target.closest(".place")?.dataset.place;
    const place = places.find((one) => one.matches("a") && one.dataset.place === id);
    if (place) event.preventDefault();
    pick(place && !place.classList.contains("chosen") ? place : null);
    if (place && event.detail === 0) select(".picked a, .picked button")?.focus(); // by keyboard
  }

