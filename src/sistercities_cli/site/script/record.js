  // One relationship at its own address ---------------------------------------------------

  const section = byId("page:records");
  const records = new Map(selectAll("article.record", section).map((record) => [record.id, record]));
  let embedded = null; // the records of a large directory as HTML, by id
  let opened = null; // id of the record shown
  let listScroll = 0; // scroll position of the list

  /** Return the HTML of a record of a large directory. */
  function recordHtml(id) {
    embedded ??= JSON.parse(byId("page:details")?.textContent ?? "{}");
    return embedded[id] ?? "";
  }

  function drawRecord(id) {
    const template = document.createElement("template");
    template.innerHTML = recordHtml(id);
    return template.content.firstElementChild;
  }

  /** Return the ids of all records in the order of the data. */
  function recordIds() {
    recordHtml("");
    return byId("page:details") ? Object.keys(embedded) : [...records.keys()];
  }

  /** Return the events of a record, one for each home: its id, precision and iCalendar text. */
  function readEvents(id) {
    const button = select("[data-events]", records.get(id) ?? drawRecord(id));
    return JSON.parse(button?.dataset.events ?? "[]");
  }

  /** Return a record, drawing it first if the page is large. */
  function findRecord(id) {
    if (!records.has(id) && rowsById.has(id)) {
      const record = drawRecord(id);
      rowsById.get(id).element.removeAttribute("id"); // it marked the place of the record
      section.append(record);
      records.set(id, record);
      updateRecord(record);
    }
    return records.get(id);
  }

  function recordText(id) {
    return records.get(id)?.textContent ?? recordHtml(id).replace(/<[^>]*>/g, " ");
  }

  function updateRecords() {
    if (!isToday) records.forEach(updateRecord);
  }

  /** Update the age and the next anniversary of a record to the reader's day. */
  function updateRecord(record) {
    const { founded, age } = rowsById.get(record.id);
    if (!founded) return;
    const { years, yearsMax, next } = age;
    const noun = years === 1 && yearsMax === 1 ? "year" : "years";
    const days = next && next.days !== null ? `, ${formatDaysUntil(next.days)}` : "";
    select(".age", record).textContent = years === null ? "–" : `${formatYears(age)} ${noun}`;
    select(".coming", record).textContent =
      next ? `${anniversaryName(next.number)} anniversary, ${formatOccurrence(next)}${days}` : "none";
  }

  /** Show one relationship, or the list if none has this id. */
  function open(address) {
    // The address of a source is that of its record as well.
    const source = /^\d+:\d+$/.test(address) ? byId(address) : null;
    const id = source?.closest("article")?.id ?? address;
    const record = findRecord(id);
    const left = opened;
    if (record && !left) listScroll = window.scrollY;
    opened = record ? id : null;
    document.body.classList.toggle("reading", Boolean(record));
    for (const element of records.values()) element.classList.toggle("current", element === record);
    if (!record) {
      document.title = pageTitle;
      if (left) returnToList(left);
      byId(address)?.scrollIntoView();
      return;
    }
    const row = rowsById.get(id);
    document.title = `${partnerName(row)} and ${homeName(row)} – ${pageTitle}`;
    select(".path").replaceChildren(...pathLinks(id));
    showTime(select(".clock", record));
    if (source) return source.scrollIntoView();
    window.scrollTo(0, 0);
    select("h3", record).focus({ preventScroll: true });
  }

  /** Restore the scroll position of the list, and focus the link that was followed. */
  function returnToList(id) {
    window.scrollTo(0, listScroll);
    select("th a", rowsById.get(id).element).focus({ preventScroll: true });
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

  /** Return links to the list and to the records listed before and after this one. */
  function pathLinks(id) {
    const listed = selectAll("tr[data-id]:not([hidden])", table).map((row) => row.dataset.id);
    const position = listed.indexOf(id);
    const neighbour = (step, before, after) => {
      const row = position < 0 ? null : rowsById.get(listed[position + step]);
      return row ? [makeLink(row.id, before, partnerName(row), after)] : [];
    };
    return [
      ...neighbour(-1, "← ", ""), makeLink("page:list", "All relationships"), ...neighbour(1, "", " →"),
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

  function actOnClick({ target }) {
    const id = target.closest("article").id;
    if (target.dataset.events) {
      const row = rowsById.get(id);
      const name = `${partnerName(row)} and ${homeName(row)}`;
      downloadCalendar(name, calendarData.single, readEvents(id).slice(0, 1));
    } else if (target.dataset.action === "copy") {
      const address = `${location.href.replace(/[?#].*/s, "")}#${encodeURIComponent(id)}`;
      navigator.clipboard?.writeText(address).then(
        () => { target.textContent = "Link copied"; },
        () => window.prompt("The link to this relationship:", address),
      );
    }
  }

  // Printing ------------------------------------------------------------------------------

  /** Print the list, with the records that are shown in it if asked. */
  function printOnClick({ target }) {
    if (!target.dataset.print) return;
    const withRecords = target.dataset.print === "records";
    document.body.classList.toggle("print-records", withRecords);
    if (withRecords) {
      const shown = new Set(rows.filter((row) => row.shown).map((row) => row.id));
      shown.forEach(findRecord);
      for (const [id, record] of records) record.classList.toggle("left-out", !shown.has(id));
    }
    window.print();
    document.body.classList.remove("print-records");
  }

