  // Search and filters --------------------------------------------------------------------

  /** Return a predicate for rows: by full name, or else by word prefixes. */
  function search(typed) {
    const query = simplify(typed);
    if (!query) return { matches: () => true };
    const hasName = (row) => row.names.includes(query);
    if (rows.some(hasName)) return { matches: hasName };
    const hasWord = (text, word) => text.startsWith(word) || text.includes(` ${word}`);
    const words = query.split(" ");
    const hasWords = (row) =>
      row.codes.includes(query) ||
      words.every((word) => row.names.some((name) => hasWord(name, word)));
    if (rows.some(hasWords)) return { matches: hasWords };
    const hasDetails = (row) => {
      row.details ??= simplify(recordText(row.id));
      return words.every((word) => hasWord(row.details, word));
    };
    if (rows.some(hasDetails)) return { matches: hasDetails, note: "found in their details" };
    return { matches: () => false, suggestion: closestName(query) };
  }

  /** Return the partner whose name is closest to a query, if any is close enough. */
  function closestName(query) {
    let closest = { distance: Math.ceil(query.length / 3) + 1 };
    for (const row of rows) {
      for (const name of row.names) {
        if (Math.abs(name.length - query.length) >= closest.distance) continue;
        const distance = editDistance(query, name);
        if (distance < closest.distance) closest = { distance, row };
      }
    }
    return closest.row && partnerName(closest.row);
  }

  const FILTERS = ["home", "continent", "country", "kind", "status"];

  function filterValues() {
    return { sort: "", q: "", ...Object.fromEntries(new FormData(form)) };
  }

  /** Show the matching rows, and count a relationship between two homes once. */
  function filter() {
    const values = filterValues();
    const { matches, note, suggestion } = search(values.q);
    const active = FILTERS.filter((name) => values[name]);
    for (const row of rows) {
      row.shown = active.every((name) => row[name] === values[name]) && matches(row);
      if (row.element.hidden === row.shown) row.element.hidden = !row.shown;
    }
    const shown = new Set(rows.filter((row) => row.shown).map((row) => row.id));
    hideEmptyGroups();
    showOnMap(shown);
    showCount(shown.size, note, suggestion);
    showComing();
    // With a filter the list comes directly below the map.
    const isFiltered = Boolean(values.q || active.length);
    const overview = byId("page:overview");
    const list = byId("page:list");
    const follows = list.compareDocumentPosition(overview) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (isFiltered !== Boolean(follows)) list[isFiltered ? "after" : "before"](overview);
    form.querySelector("[type=reset]").disabled = !isFiltered && !values.sort;
    saveFilters(values);
  }

  function hideEmptyGroups() {
    const used = new Set();
    for (const row of rows) if (row.shown) used.add(row.group).add(row.home);
    for (const group of selectAll("tbody.group", table)) group.hidden = !used.has(group);
    for (const heading of selectAll("tbody.heading", table)) {
      heading.hidden = !used.has(heading.dataset.home);
    }
  }

  function showCount(count, note, suggestion) {
    const status = select(".count");
    status.replaceChildren(formatCount(count), note ? `, ${note}` : "");
    if (suggestion) status.append(". Did you mean ", suggestionButton(suggestion), "?");
    select(".found").replaceChildren(...(count && count < total ? describeFound(count) : []));
    select(".nothing").hidden = count > 0;
    table.hidden = count === 0;
  }

  const MAX_FOUND = 5; // relationships that are named below the search field

  /** Link to the relationships found, or to the list if they are many. */
  function describeFound(count) {
    if (count > MAX_FOUND) return [makeLink("page:list", "See the list")];
    const found = new Map(rows.filter((row) => row.shown).map((row) => [row.id, row]));
    return [...found.values()].flatMap((row) => [makeLink(row.id, partnerName(row)), " "]);
  }

  function suggestionButton(name) {
    return makeButton(name, () => {
      form.elements.q.value = name;
      form.elements.q.focus();
      filter();
    });
  }

  /** Save the filters in the page's URL, so that it can be shared. */
  function saveFilters(values) {
    const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
    if (query === location.search.slice(1)) return;
    try {
      history.replaceState(history.state, "", `?${query}${location.hash}`);
    } catch {
      // Some browsers forbid this for file: URLs.
    }
  }

  function restoreFilters() {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (!field) continue;
      field.value = value;
      if (field.selectedIndex === -1) field.selectedIndex = 0;
    }
  }

