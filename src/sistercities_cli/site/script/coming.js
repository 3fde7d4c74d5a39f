  // Coming anniversaries and calendars ----------------------------------------------------

  const nextKey = ({ age: { next } }) => [next.days === null, ...SORT_VALUES.next({ age: { next } })];
  const comingRows = inOrder([...rowsById.values()].filter((row) => row.age.next), nextKey);

  /** List the next anniversaries of the relationships that are shown. */
  function showComing() {
    const shown = new Set(rows.filter((row) => row.shown).map((row) => row.id));
    const coming = comingRows.filter((row) => shown.has(row.id));
    select(".agenda").replaceChildren(...coming.slice(0, rules.coming).map(comingItem));
    select(".all-coming").hidden = coming.length <= rules.coming;
    select(".coming-count").textContent = formatNumber(coming.length);
  }

  function parties(row) {
    const bdi = (name) => makeElement("bdi", "", name);
    return makeLink(row.id, bdi(partnerName(row)), " and ", bdi(homeName(row)));
  }

  function comingItem(row) {
    const { next } = row.age;
    const span = (name, ...content) => makeElement("span", name, ...content);
    const state = row.status === "active" ? [] : [" ", span("state", `(${row.status})`)];
    return makeElement(
      "li", next.number % rules.milestone === 0 ? "milestone" : "",
      span("what", parties(row), ...state), " ",
      span("which", anniversaryName(next.number)), " ",
      span("when", formatOccurrence(next)), " ", span("days", formatDaysUntil(next.days)),
    );
  }

  /** Update the first coming anniversary at the top of the page. */
  function updateSoon() {
    const row = comingRows[0];
    if (!row || isToday) return;
    const { number, date, days } = row.age.next;
    const when = days === null ? "some day in" : "on";
    select(".soon strong").replaceChildren(parties(row));
    select(".soon-when").textContent =
      `${formatNumber(number)} year${number === 1 ? "" : "s"} ${when} ${formatDate(date)}`;
  }

  const calendarData = JSON.parse(byId("page:calendars").textContent);
  const calendarForm = select(".calendars");

  /** Return the events of a home, or of all homes, each relationship once. */
  function chooseEvents(home, precisions) {
    return recordIds().flatMap((id) => {
      const event = readEvents(id).find(([eventHome]) => !home || eventHome === home);
      return event && precisions.includes(event[1]) ? [event] : [];
    });
  }

  function downloadCalendar(name, start, events) {
    const content = [start, ...events.map((event) => event[2]), calendarData.end].join("");
    const link = document.createElement("a");
    link.href = `data:text/calendar;charset=utf-8,${encodeURIComponent(content)}`;
    link.download = `${simplify(name).replaceAll(" ", "-")}.ics`;
    link.click();
  }

  function chosenPrecisions() {
    const boxes = selectAll("input:checked", calendarForm);
    return ["day", ...boxes.map((box) => box.name)];
  }

  /** Show how many entries each calendar has with the precisions that are chosen. */
  function countEntries() {
    for (const [index, element] of selectAll(".entries", calendarForm).entries()) {
      const { counts } = calendarData.calendars[index];
      const count = chosenPrecisions().reduce((sum, name) => sum + (counts[name] ?? 0), 0);
      element.textContent = count === 1 ? "1 yearly entry" : `${formatNumber(count)} yearly entries`;
      select("button", element.parentNode).disabled = !count;
    }
    for (const box of selectAll("input", calendarForm)) {
      box.parentNode.hidden = !calendarData.calendars.some(({ counts }) => counts[box.name]);
    }
  }

  function downloadOnClick({ target }) {
    const chosen = calendarData.calendars[target.dataset.calendar];
    if (!chosen) return;
    const { home, name, start } = chosen;
    downloadCalendar(`${name} anniversaries`, start, chooseEvents(home, chosenPrecisions()));
  }

