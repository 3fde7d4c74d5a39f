"use strict";
(() => {
  const selectAll = (selector, root = document) => [...root.querySelectorAll(selector)];
  const select = (selector, root = document) => root.querySelector(selector);
  const rules = JSON.parse(select("script[type='application/json']").textContent);
  document.documentElement.classList.add("scripted");

  // Names -------------------------------------------------------------------------------

  const accents = new RegExp(rules.accents, "gu");

  /** Normalize a name for comparison, as the command line does. */
  function simplify(name) {
    // Lower, upper and lower case again turn "ß" and "ẞ" into "ss", as Unicode's case folding does.
    const folded = name.normalize("NFKD").toLowerCase().toUpperCase().toLowerCase();
    const decomposed = folded.replaceAll("ς", "σ").normalize("NFKD");
    const replaced = [...decomposed].map((letter) => rules.letters[letter] ?? letter).join("");
    const text = [...replaced.replace(accents, "").normalize("NFC")]
      .filter((character) => !rules.ignored.includes(character)).join("");
    return text.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim() || text.trim();
  }

  /** Return the edit distance between two strings, counting a swap as one edit. */
  function editDistance(from, to) {
    let previous = [];
    let last = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (let row = 1; row <= from.length; row++) {
      const current = [row];
      for (let column = 1; column <= to.length; column++) {
        const same = from[row - 1] === to[column - 1];
        current[column] = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + !same);
        if (from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
          current[column] = Math.min(current[column], previous[column - 2] + 1);
        }
      }
      [previous, last] = [last, current];
    }
    return last[to.length];
  }

  // Anniversaries -------------------------------------------------------------------------
  // A day is [year, month, day]; a date known to the month or the year has fewer parts.

  const parse = (text) => (text ? text.split("-").map(Number) : null);
  const isLeap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const daysInMonth = (year, month) =>
    month === 2 ? 28 + isLeap(year) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  const firstDay = ([year, month = 1, day = 1]) => [year, month, day];
  const lastDay = ([year, month = 12, day = daysInMonth(year, month)]) => [year, month, day];
  const compareDays = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  const earlierDay = (a, b) => (compareDays(a, b) < 0 ? a : b);

  /** Return the days since the epoch; unlike Date, do not read the year 50 as 1950. */
  function dayNumber([year, month, day]) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return date.getTime() / 86400000;
  }

  /** Return when an anniversary is celebrated in a year. */
  function observedDate(founded, year) {
    if (founded.length === 3 && founded[1] === 2 && founded[2] === 29 && !isLeap(year)) {
      return rules.leap_day === "mar1" ? [year, 3, 1] : [year, 2, 28];
    }
    return [year, ...founded.slice(1)];
  }

  function fullYears(founded, on) {
    const years = on[0] - founded[0];
    return compareDays(observedDate(founded, on[0]), on) <= 0 ? years : years - 1;
  }

  /** Compute the age, a range for an imprecise date, and the next anniversary. */
  function anniversary(founded, ended, on) {
    if (!founded || ended === "?") return { years: null, yearsMax: null, next: null };
    const end = parse(ended);
    const age = { years: null, yearsMax: null, next: null };
    if (compareDays(on, firstDay(founded)) >= 0) {
      const until = end ? earlierDay(on, firstDay(end)) : on;
      const untilMax = end ? earlierDay(on, lastDay(end)) : on;
      age.years = Math.max(0, fullYears(lastDay(founded), until));
      age.yearsMax = Math.max(0, fullYears(firstDay(founded), untilMax));
    }
    for (let number = Math.max(1, on[0] - founded[0]); !end && !age.next; number++) {
      if (founded[0] + number > 9999) break;
      const date = observedDate(founded, founded[0] + number);
      if (compareDays(lastDay(date), on) >= 0) {
        const days = date.length === 3 ? dayNumber(date) - dayNumber(on) : null;
        age.next = { number, date, days };
      }
    }
    return age;
  }

  // Formatting ----------------------------------------------------------------------------

  function ordinal(number) {
    const lastDigit = [11, 12, 13].includes(number % 100) ? 0 : number % 10;
    return number + ({ 1: "st", 2: "nd", 3: "rd" }[lastDigit] ?? "th");
  }

  function anniversaryName(number) {
    const name = rules.names[number];
    return ordinal(number) + (name ? ` (${name})` : "");
  }

  function formatDate([year, month, day], short = false) {
    if (!month) return String(year).padStart(4, "0");
    const name = rules.months[month - 1];
    return [day, short ? name.slice(0, 3) : name, year].filter(Boolean).join(" ");
  }

  function formatOccurrence(next) {
    if (next.days === null) return `some day in ${formatDate(next.date)}`;
    const weekday = (((dayNumber(next.date) + 3) % 7) + 7) % 7; // the epoch was a Thursday
    return `${rules.weekdays[weekday]} ${formatDate(next.date)}`;
  }

  function formatDaysUntil(days) {
    if (days === null) return "";
    return days < 2 ? ["today", "tomorrow"][days] : `in ${formatNumber(days)} days`;
  }

  const formatYears = ({ years, yearsMax }) =>
    years === null ? "–" : years === yearsMax ? String(years) : `${years}–${yearsMax}`;
  const formatNumber = (number) => number.toLocaleString("en-GB");

  function formatCount(count) {
    const noun = `relationship${total === 1 ? "" : "s"}`;
    const all = `${formatNumber(total)} ${noun}`;
    return count === total ? all : `${formatNumber(count)} of ${all}`;
  }

  // Elements and rows ---------------------------------------------------------------------

  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const title = document.title;
  const table = select("table");
  const body = select("tbody", table);
  const form = select("form.filters");
  const [agenda, laterAgenda] = selectAll("ol.agenda");
  const records = new Map(selectAll("article.record").map((record) => [record.id, record]));
  const rows = selectAll("tr", body).map((element, position) => ({
    element,
    position,
    ...element.dataset,
    names: element.dataset.names.split("|"),
    codes: element.dataset.codes.split("|"),
    founded: parse(element.dataset.founded),
    age: anniversary(parse(element.dataset.founded), element.dataset.ended, today),
  }));
  const total = records.size;

  /** Update ages and anniversaries to the reader's day. */
  function updateAges() {
    for (const { element, age } of rows) {
      const { next } = age;
      select(".years", element).textContent = formatYears(age);
      select(".next", element).textContent =
        next ? `${anniversaryName(next.number)}, ${formatDate(next.date, true)}` : "–";
    }
    for (const { id, age, founded } of rows) {
      if (!founded) continue;
      const { next } = age;
      const noun = age.years === 1 && age.yearsMax === 1 ? "year" : "years";
      const days = next && next.days !== null ? `, ${formatDaysUntil(next.days)}` : "";
      select(".age", records.get(id)).textContent =
        age.years === null ? "–" : `${formatYears(age)} ${noun}`;
      select(".coming", records.get(id)).textContent =
        next ? `${anniversaryName(next.number)} anniversary, ${formatOccurrence(next)}${days}` : "none";
    }
    for (const element of selectAll(".today")) element.textContent = formatDate(today);
    select(".as-of").textContent = `As of today, ${formatDate(today)}`;
  }

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
      row.details ??= simplify(records.get(row.id).textContent);
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
        const distance = editDistance(query, name);
        if (distance < closest.distance) closest = { distance, row };
      }
    }
    return closest.row && select("th", closest.row.element).textContent;
  }

  const MAX_NAMED_PLACES = 8; // up to this many on the map, overlapping names are shown as well

  /** Show the matching rows, but only the first for a relationship between two homes. */
  function filter() {
    const { q, home, country, kind, status, sort } = Object.fromEntries(new FormData(form));
    const { matches, note, suggestion } = search(q);
    const shown = new Map();
    for (const row of rows) {
      const selected =
        (!home || row.home === home) && (!country || row.country === country) &&
        (!kind || row.kind === kind) && (!status || row.status === status) && matches(row);
      row.element.hidden = !selected || shown.has(row.id);
      if (!row.element.hidden) shown.set(row.id, row);
    }
    for (const [id, record] of records) record.classList.toggle("left-out", !shown.has(id));
    const homes = new Set([...shown.values()].map((row) => row.home));
    for (const { classList, dataset } of selectAll(".world [data-ids]")) {
      const related = homes.has(dataset.home) || dataset.ids.split(" ").some((id) => shown.has(id));
      classList.toggle("left-out", !related);
    }
    select(".world")?.classList.toggle("few", shown.size <= MAX_NAMED_PLACES);
    select(".count").replaceChildren(formatCount(shown.size), note ? `, ${note}` : "");
    if (suggestion) select(".count").append(". Did you mean ", suggestionButton(suggestion), "?");
    showComing([...shown.values()]);
    saveFilters({ q, home, country, kind, status, sort });
  }

  function makeButton(label, onClick) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(label);
    button.addEventListener("click", onClick);
    return button;
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
    const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
    try {
      history.replaceState(history.state, "", `?${query}${location.hash}`);
    } catch {
      // Some browsers forbid this for file: URLs.
    }
  }

  function restoreFilters() {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        field.value = value;
        if (field.selectedIndex === -1) field.selectedIndex = 0;
      }
    }
  }

  // Coming anniversaries ------------------------------------------------------------------

  function showComing(shown) {
    const coming = shown.filter((row) => row.age.next);
    const key = ({ age: { next: { days, date } } }) =>
      [days === null, ...lastDay(date), ...firstDay(date)];
    coming.sort((a, b) => compareValues(key(a), key(b)) || a.position - b.position);
    agenda.replaceChildren(...coming.slice(0, rules.coming).map(comingItem));
    laterAgenda.replaceChildren(...coming.slice(rules.coming).map(comingItem));
    select("details.later").hidden = coming.length <= rules.coming;
    select(".coming-count").textContent = formatNumber(coming.length);
  }

  function comingItem(row) {
    const { next } = row.age;
    const span = (name, ...content) => {
      const element = document.createElement("span");
      element.className = name;
      element.append(...content);
      return element;
    };
    const [partner, home] = selectAll("bdi", row.element).map((element) => element.cloneNode(true));
    const link = makeLink(row.id, partner, " and ", home);
    const state = row.status === "active" ? [] : [" ", span("state", `(${row.status})`)];
    const item = document.createElement("li");
    if (next.number % rules.milestone === 0) item.className = "milestone";
    item.append(
      span("when", formatOccurrence(next)), " ", span("what", link, ...state), " ",
      span("which", anniversaryName(next.number)), " ",
      span("quiet days", formatDaysUntil(next.days)),
    );
    return item;
  }

  function makeLink(id, ...content) {
    const link = document.createElement("a");
    link.href = `#${encodeURI(id)}`;
    link.append(...content);
    return link;
  }

  // Sorting -------------------------------------------------------------------------------

  const span = (date) => date && [...firstDay(date), ...lastDay(date)];
  const cell = (row, column) => simplify(row.element.cells[column].textContent);
  const statuses = [...form.elements.status.options].map((option) => option.value);
  const homes = new Map(
    [...form.elements.home.options].map((option) => [option.value, simplify(option.text)]));
  const SORT_VALUES = {
    partner: (row) => [cell(row, 0)],
    country: (row) => [cell(row, 1), cell(row, 0)],
    home: (row) => [homes.get(row.home), cell(row, 0)],
    kind: (row) => [cell(row, 3), cell(row, 0)],
    founded: (row) => span(row.founded),
    years: ({ age }) => (age.years === null ? null : [age.years, age.yearsMax]),
    next: ({ age }) => span(age.next?.date),
    status: (row) => [statuses.indexOf(row.status), cell(row, 0)],
  };

  function compareValues(a, b) {
    const position = a.findIndex((value, index) => value !== b[index]);
    return position < 0 ? 0 : a[position] < b[position] ? -1 : 1;
  }

  /** Sort the rows; those without a value come last in both directions. */
  function sort(order) {
    const [key, direction] = order.split(" ");
    const sign = direction === "down" ? -1 : 1;
    const value = SORT_VALUES[key] ?? (() => null);
    const keyed = rows.map((row) => [value(row), row]);
    keyed.sort(([a, row], [b, other]) =>
      !a - !b || (a && b ? sign * compareValues(a, b) : 0) || row.position - other.position);
    body.append(...keyed.map(([, row]) => row.element));
    for (const header of selectAll("th[data-key]", table)) {
      if (header.dataset.key !== key) header.removeAttribute("aria-sort");
      else header.setAttribute("aria-sort", sign < 0 ? "descending" : "ascending");
    }
  }

  function makeSortable() {
    const choice = form.elements.sort;
    choice.append(new Option("as listed", ""));
    for (const header of selectAll("th[data-key]", table)) {
      const { key } = header.dataset;
      const name = header.textContent;
      choice.append(new Option(name, key), new Option(`${name}, reversed`, `${key} down`));
      header.replaceChildren(makeButton(name, () => {
        choice.value = { [key]: `${key} down`, [`${key} down`]: "" }[choice.value] ?? key;
        choice.dispatchEvent(new Event("change", { bubbles: true }));
      }));
    }
  }

  // One relationship at its own address ---------------------------------------------------

  let directoryScroll = 0; // scroll position of the directory

  /** Show one relationship, or the directory if none has this id. */
  function open(id) {
    const record = records.get(id);
    const reading = document.body.classList.contains("reading");
    if (record && !reading) directoryScroll = window.scrollY;
    document.body.classList.toggle("reading", Boolean(record));
    for (const element of records.values()) element.classList.toggle("current", element === record);
    if (!record) {
      document.title = title;
      if (reading) window.scrollTo(0, directoryScroll);
      document.getElementById(id)?.scrollIntoView();
      return;
    }
    const heading = select("h3", record);
    document.title = `${heading.textContent.replace(/\s+/g, " ")} – ${title}`;
    select(".path").replaceChildren(...pathLinks(id));
    showTime(select(".clock", record));
    window.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }

  function showTime(element) {
    const { timezone } = element.dataset;
    if (!timezone) return;
    const options = { timeZone: timezone, weekday: "long", hour: "2-digit", minute: "2-digit" };
    try {
      const time = new Intl.DateTimeFormat("en-GB", options).format(new Date());
      element.textContent = `It is ${time.replace(/,? (?=[\d:]+$)/, ", ")} there now.`;
    } catch {
      element.textContent = ""; // the browser does not know the time zone
    }
  }

  /** Return links to the directory and to the records listed before and after this one. */
  function pathLinks(id) {
    const listed = selectAll("tr:not([hidden])", body);
    const position = listed.findIndex((row) => row.dataset.id === id);
    const neighbour = (step, before, after) => {
      const row = position < 0 ? null : listed[position + step];
      return row ? [makeLink(row.dataset.id, before, select("bdi", row).textContent, after)] : [];
    };
    return [
      ...neighbour(-1, "← ", ""),
      makeLink("page:directory", "All relationships"),
      ...neighbour(1, "", " →"),
    ];
  }

  function openAddress() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // An address with a stray % is used unchanged.
    }
    open(id);
  }

  /** List the relationships of a place on the map, if it has several. */
  function listPlace(event) {
    const link = event.target.closest("a.place");
    if (!link || link.dataset.ids.split(" ").length < 2 || link.dataset.home) return;
    event.preventDefault();
    form.elements.q.value = link.dataset.city;
    filter();
    select(".filters").scrollIntoView();
  }

  // Start ---------------------------------------------------------------------------------

  makeSortable();
  restoreFilters();
  updateAges();
  sort(form.elements.sort.value);
  filter();
  openAddress();
  // Browsers move the focus after loading a page with a fragment in its URL.
  window.addEventListener("load", () => requestAnimationFrame(openAddress));
  form.addEventListener("input", () => {
    filter();
    // Scroll to the rows if they are below the screen.
    if (table.getBoundingClientRect().top > window.innerHeight * 0.75) form.scrollIntoView();
  });
  // A change of the search field must not filter again, as that would replace the suggestion
  // that is being clicked.
  form.elements.sort.addEventListener("change", () => {
    sort(form.elements.sort.value);
    filter();
  });
  form.addEventListener("reset", () => setTimeout(() => {
    sort("");
    filter();
  }));
  form.addEventListener("submit", (event) => event.preventDefault());
  select(".world")?.addEventListener("click", listPlace);
  window.addEventListener("hashchange", openAddress);
})();
