"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const rules = JSON.parse(one("script[type='application/json']").textContent);
  document.documentElement.classList.add("scripted");

  // Names -------------------------------------------------------------------------------

  const accents = new RegExp(rules.accents, "gu");

  /** Reduce a name to what counts when names are compared, as the command line does. */
  function simplify(name) {
    // Small, large and small again, "ß" and "ẞ" become "ss" as in Unicode's case folding.
    const small = name.normalize("NFKD").toLowerCase().toUpperCase().toLowerCase();
    const apart = small.replaceAll("ς", "σ").normalize("NFKD");
    const plain = [...apart].map((sign) => rules.letters[sign] ?? sign).join("");
    const text = [...plain.replace(accents, "").normalize("NFC")]
      .filter((sign) => !rules.silent.includes(sign)).join("");
    return text.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim() || text.trim();
  }

  /** Count the letters to change, add, drop or swap to get from one text to another. */
  function distance(from, to) {
    let before = [];
    let last = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (let row = 1; row <= from.length; row++) {
      const now = [row];
      for (let column = 1; column <= to.length; column++) {
        const same = from[row - 1] === to[column - 1];
        now[column] = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + !same);
        if (from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
          now[column] = Math.min(now[column], before[column - 2] + 1);
        }
      }
      [before, last] = [last, now];
    }
    return last[to.length];
  }

  // Anniversaries -------------------------------------------------------------------------
  // A day is [year, month, day]; a date that is known to the month or year has fewer parts.

  const parse = (text) => (text ? text.split("-").map(Number) : null);
  const isLeap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengthOf = (year, month) =>
    month === 2 ? 28 + isLeap(year) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  const firstDay = ([year, month = 1, day = 1]) => [year, month, day];
  const lastDay = ([year, month = 12, day = lengthOf(year, month)]) => [year, month, day];
  const compare = (one, other) =>
    one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
  const earlier = (one, other) => (compare(one, other) < 0 ? one : other);

  /** Count days since the epoch; unlike Date, take the years below 100 for what they are. */
  function dayNumber([year, month, day]) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return date.getTime() / 86400000;
  }

  function observed(founded, year) {
    if (founded.length === 3 && founded[1] === 2 && founded[2] === 29 && !isLeap(year)) {
      return rules.leap_day === "mar1" ? [year, 3, 1] : [year, 2, 28];
    }
    return [year, ...founded.slice(1)];
  }

  function fullYears(founded, on) {
    const years = on[0] - founded[0];
    return compare(observed(founded, on[0]), on) <= 0 ? years : years - 1;
  }

  /** Return age and next anniversary; an imprecise date leaves open what it leaves open. */
  function anniversary(founded, ended, on) {
    if (!founded || ended === "?") return { years: null, most: null, next: null };
    const end = parse(ended);
    const age = { years: null, most: null, next: null };
    if (compare(on, firstDay(founded)) >= 0) {
      const until = end ? earlier(on, firstDay(end)) : on;
      const untilMost = end ? earlier(on, lastDay(end)) : on;
      age.years = Math.max(0, fullYears(lastDay(founded), until));
      age.most = Math.max(0, fullYears(firstDay(founded), untilMost));
    }
    for (let number = Math.max(1, on[0] - founded[0]); !end && !age.next; number++) {
      if (founded[0] + number > 9999) break;
      const date = observed(founded, founded[0] + number);
      if (compare(lastDay(date), on) >= 0) {
        const days = date.length === 3 ? dayNumber(date) - dayNumber(on) : null;
        age.next = { number, date, days };
      }
    }
    return age;
  }

  // Words ---------------------------------------------------------------------------------

  const padded = (year) => String(year).padStart(4, "0");

  function ordinal(number) {
    const last = [11, 12, 13].includes(number % 100) ? 0 : number % 10;
    return number + ({ 1: "st", 2: "nd", 3: "rd" }[last] ?? "th");
  }

  function nameOf(number) {
    const name = rules.names[number];
    return ordinal(number) + (name ? ` (${name})` : "");
  }

  function inWords([year, month, day], short = false) {
    const name = month && (short ? rules.months[month - 1].slice(0, 3) : rules.months[month - 1]);
    return [day, name, day || month ? year : padded(year)].filter(Boolean).join(" ");
  }

  function when(next) {
    if (next.days === null) return `some day in ${inWords(next.date)}`;
    const weekday = (((dayNumber(next.date) + 3) % 7) + 7) % 7; // the epoch was a Thursday
    return `${rules.weekdays[weekday]} ${inWords(next.date)}`;
  }

  function inDays(days) {
    if (days === null) return "";
    return days < 2 ? ["today", "tomorrow"][days] : `in ${days.toLocaleString("en-GB")} days`;
  }

  const yearsOf = ({ years, most }) =>
    years === null ? "–" : years === most ? String(years) : `${years}–${most}`;
  const counted = (number, total) => {
    const noun = `relationship${total === 1 ? "" : "s"}`;
    const [few, many] = [number, total].map((one) => one.toLocaleString("en-GB"));
    return number === total ? `${many} ${noun}` : `${few} of ${many} ${noun}`;
  };

  // What the page holds -------------------------------------------------------------------

  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const title = document.title;
  const table = one("table");
  const body = one("tbody", table);
  const form = one("form.filters");
  const [soon, rest] = all("ol.agenda");
  const records = new Map(all("article.record").map((record) => [record.id, record]));
  const rows = all("tr", body).map((element, position) => ({
    element,
    position,
    ...element.dataset,
    names: element.dataset.names.split("|"),
    codes: element.dataset.codes.split("|"),
    founded: parse(element.dataset.founded),
    age: anniversary(parse(element.dataset.founded), element.dataset.ended, today),
  }));
  const total = records.size;

  /** Bring what depends on the day to the reader's. */
  function bringUpToDate() {
    for (const { element, age } of rows) {
      const { next } = age;
      one(".years", element).textContent = yearsOf(age);
      one(".next", element).textContent =
        next ? `${nameOf(next.number)}, ${inWords(next.date, true)}` : "–";
    }
    for (const { id, age, founded } of rows) {
      if (!founded) continue;
      const { next } = age;
      const noun = age.years === 1 && age.most === 1 ? "year" : "years";
      const days = next && next.days !== null ? `, ${inDays(next.days)}` : "";
      one(".age", records.get(id)).textContent =
        age.years === null ? "–" : `${yearsOf(age)} ${noun}`;
      one(".coming", records.get(id)).textContent =
        next ? `${nameOf(next.number)} anniversary, ${when(next)}${days}` : "none";
    }
    for (const element of all(".today")) element.textContent = inWords(today);
    one(".as-of").textContent = `As of today, ${inWords(today)}`;
  }

  // Search and filters --------------------------------------------------------------------

  /** Return a test for what was typed: a whole name, else the beginnings of words. */
  function search(typed) {
    const wanted = simplify(typed);
    if (!wanted) return { fits: () => true };
    if (rows.some((row) => row.names.includes(wanted))) {
      return { fits: (row) => row.names.includes(wanted) };
    }
    const begins = (name, word) => name.startsWith(word) || name.includes(` ${word}`);
    const parts = wanted.split(" ");
    const named = (row) =>
      row.codes.includes(wanted) ||
      parts.every((part) => row.names.some((name) => begins(name, part)));
    if (rows.some(named)) return { fits: named };
    const told = (row) => {
      row.told ??= simplify(records.get(row.id).textContent);
      return parts.every((part) => begins(row.told, part));
    };
    if (rows.some(told)) return { fits: told, note: "found in their details" };
    return { fits: () => false, near: nearest(wanted) };
  }

  /** Return the name that is most like what was typed, if one is like it. */
  function nearest(wanted) {
    let best = { off: Math.ceil(wanted.length / 3) + 1 };
    for (const row of rows) {
      for (const name of row.names) {
        const off = distance(wanted, name);
        if (off < best.off) best = { off, name: one("th", row.element).textContent };
      }
    }
    return best.name;
  }

  const FEW_PLACES = 8; // so many names have room even side by side
  const settings = () => Object.fromEntries(new FormData(form));

  /** Show what fits: of a relationship with two homes, the first of its rows that does. */
  function filter() {
    const { q, home, country, kind, status, sort } = settings();
    const { fits, note, near } = search(q);
    const shown = new Map();
    for (const row of rows) {
      const right =
        (!home || row.home === home) && (!country || row.country === country) &&
        (!kind || row.kind === kind) && (!status || row.status === status) && fits(row);
      row.element.hidden = !right || shown.has(row.id);
      if (!row.element.hidden) shown.set(row.id, row);
    }
    for (const [id, record] of records) record.classList.toggle("left-out", !shown.has(id));
    for (const element of all(".world [data-ids]")) {
      const ids = element.dataset.ids.split(" ");
      const isHome = [...shown.values()].some((row) => row.home === element.dataset.home);
      element.classList.toggle("left-out", !isHome && !ids.some((id) => shown.has(id)));
    }
    one(".world")?.classList.toggle("few", shown.size <= FEW_PLACES);
    one(".count").replaceChildren(counted(shown.size, total), note ? `, ${note}` : "");
    if (near) one(".count").append(". Did you mean ", suggestion(near), "?");
    tellComing([...shown.values()]);
    remember({ q, home, country, kind, status, sort });
  }

  function suggestion(name) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => {
      form.elements.q.value = name;
      form.elements.q.focus();
      filter();
    });
    return button;
  }

  // The filters are part of the page's address, so that what is seen can be passed on.
  function remember(values) {
    const set = Object.entries(values).filter(([, value]) => value);
    const query = new URLSearchParams(set).toString();
    try {
      history.replaceState(history.state, "", (query ? `?${query}` : "?") + location.hash);
    } catch {
      // Some browsers forbid that for a page from a file.
    }
  }

  function recall() {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        field.value = value;
        if (field.selectedIndex === -1) field.selectedIndex = 0;
      }
    }
  }

  // Coming anniversaries ------------------------------------------------------------------

  function tellComing(shown) {
    const found = shown.filter((row) => row.age.next);
    const order = ({ age: { next } }) => [next.days === null, lastDay(next.date), firstDay(next.date)];
    found.sort((a, b) => {
      const [one, other] = [order(a), order(b)];
      return one[0] - other[0] || compare(one[1], other[1]) || compare(one[2], other[2]) ||
        a.position - b.position;
    });
    soon.replaceChildren(...found.slice(0, rules.few).map(comingItem));
    rest.replaceChildren(...found.slice(rules.few).map(comingItem));
    one("details.later").hidden = found.length <= rules.few;
    one(".coming-count").textContent = found.length.toLocaleString("en-GB");
  }

  function comingItem(row) {
    const { next } = row.age;
    const part = (name, ...content) => {
      const element = document.createElement("span");
      element.className = name;
      element.append(...content);
      return element;
    };
    const link = document.createElement("a");
    link.href = `#${encodeURIComponent(row.id)}`;
    const [partner, home] = all("bdi", row.element).map((element) => element.cloneNode(true));
    link.append(partner, " and ", home);
    const state = row.status === "active" ? [] : [" ", part("state", `(${row.status})`)];
    const item = document.createElement("li");
    if (next.number % rules.milestone === 0) item.className = "round";
    item.append(
      part("when", when(next)), " ", part("what", link, ...state), " ",
      part("which", nameOf(next.number)), " ", part("quiet days", inDays(next.days)),
    );
    return item;
  }

  // Order ---------------------------------------------------------------------------------

  const span = (date) => date && [...firstDay(date), ...lastDay(date)];
  const text = (row, number) => [simplify(row.element.cells[number].textContent)];
  const statuses = [...form.elements.status.options].map((option) => option.value);
  const homes = new Map(
    [...form.elements.home.options].map((option) => [option.value, simplify(option.text)]));
  const VALUES = {
    partner: (row) => text(row, 0),
    country: (row) => [...text(row, 1), ...text(row, 0)],
    home: (row) => [homes.get(row.home), ...text(row, 0)],
    kind: (row) => [...text(row, 3), ...text(row, 0)],
    founded: (row) => span(row.founded),
    years: ({ age }) => (age.years === null ? null : [age.years, age.most]),
    next: ({ age }) => span(age.next?.date),
    status: (row) => [statuses.indexOf(row.status), ...text(row, 0)],
  };

  function compareValues(one, other) {
    for (const [position, value] of one.entries()) {
      if (value !== other[position]) return value < other[position] ? -1 : 1;
    }
    return 0;
  }

  /** Sort the rows; what has no value to sort by comes last either way. */
  function sort(order) {
    const [key, way] = order.split(" ");
    const sign = way === "down" ? -1 : 1;
    const value = VALUES[key] ?? (() => null);
    const valued = rows.map((row) => [value(row), row]);
    valued.sort(([one, a], [other, b]) =>
      !one - !other || (one && other ? sign * compareValues(one, other) : 0) ||
      a.position - b.position);
    body.append(...valued.map(([, row]) => row.element));
    for (const head of all("th[data-key]", table)) {
      if (head.dataset.key !== key) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", sign < 0 ? "descending" : "ascending");
    }
  }

  function makeSortable() {
    const choice = form.elements.sort;
    const offer = (label, value) => choice.append(new Option(label, value));
    offer("as listed", "");
    for (const head of all("th[data-key]", table)) {
      const { key } = head.dataset;
      const name = head.textContent;
      offer(name, key);
      offer(`${name}, reversed`, `${key} down`);
      const button = document.createElement("button");
      button.type = "button";
      button.append(name);
      button.addEventListener("click", () => {
        choice.value = { [key]: `${key} down`, [`${key} down`]: "" }[choice.value] ?? key;
        choice.dispatchEvent(new Event("change", { bubbles: true }));
      });
      head.replaceChildren(button);
    }
  }

  // One relationship at its own address ---------------------------------------------------

  let place = 0; // where in the directory the reader was

  function open(id) {
    const record = records.get(id);
    const reading = document.body.classList.contains("reading");
    if (record && !reading) place = window.scrollY;
    document.body.classList.toggle("reading", Boolean(record));
    for (const element of records.values()) element.classList.toggle("current", element === record);
    if (!record) {
      document.title = title;
      if (reading) window.scrollTo(0, place);
      document.getElementById(id)?.scrollIntoView();
      return;
    }
    const heading = one("h3", record);
    document.title = `${heading.textContent.replace(/\s+/g, " ")} – ${title}`;
    one(".path").replaceChildren(...pathTo(id));
    tellTime(one(".clock", record));
    window.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }

  function tellTime(element) {
    const { timezone } = element.dataset;
    if (!timezone) return;
    const form = { timeZone: timezone, weekday: "long", hour: "2-digit", minute: "2-digit" };
    try {
      const time = new Intl.DateTimeFormat("en-GB", form).format(new Date());
      element.textContent = `It is ${time.replace(/,? (?=[\d:]+$)/, ", ")} there now.`;
    } catch {
      element.textContent = ""; // a zone that the browser does not know
    }
  }

  /** Return the links from a record to the directory and to its neighbours as listed now. */
  function pathTo(id) {
    const listed = all("tr:not([hidden])", body);
    const position = listed.findIndex((row) => row.dataset.id === id);
    const link = (target, ...content) => {
      const element = document.createElement("a");
      element.href = `#${encodeURIComponent(target)}`;
      element.append(...content);
      return element;
    };
    const neighbour = (step, before, after) => {
      const row = position < 0 ? null : listed[position + step];
      return row ? [link(row.dataset.id, before, one("bdi", row).textContent, after)] : [];
    };
    return [
      ...neighbour(-1, "← ", ""), link("directory", "All relationships"), ...neighbour(1, "", " →"),
    ];
  }

  function follow() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // An address with a stray % is taken as it is written.
    }
    open(id);
  }

  // A place on the map with several relationships lists them.
  function followPlace(event) {
    const link = event.target.closest("a.place");
    if (!link || link.dataset.ids.split(" ").length < 2 || link.dataset.home) return;
    event.preventDefault();
    form.elements.q.value = link.dataset.city;
    filter();
    one(".filters").scrollIntoView();
  }

  // ---------------------------------------------------------------------------------------

  makeSortable();
  recall();
  bringUpToDate();
  sort(form.elements.sort.value);
  filter();
  follow();
  // Browsers take the focus away when they have loaded a page at an address within it.
  window.addEventListener("load", () => requestAnimationFrame(follow));
  form.addEventListener("input", () => {
    filter();
    // What is found shall be seen.
    if (table.getBoundingClientRect().top > window.innerHeight * 0.75) form.scrollIntoView();
  });
  // Not on a change of the search, which ends it: a suggestion must stay to be clicked at.
  form.elements.sort.addEventListener("change", () => {
    sort(form.elements.sort.value);
    filter();
  });
  form.addEventListener("reset", () => setTimeout(() => {
    sort("");
    filter();
  }));
  form.addEventListener("submit", (event) => event.preventDefault());
  one(".world")?.addEventListener("click", followPlace);
  window.addEventListener("hashchange", follow);
})();
