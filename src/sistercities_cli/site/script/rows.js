  // Rows ----------------------------------------------------------------------------------

  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const isToday = compareDays(today, parse(rules.on)) === 0; // the page was made today
  const pageTitle = document.title;
  const table = select("table");
  const form = select("form.filters");
  const rows = selectAll("tr[data-id]", table).map((element, position) => {
    const { founded, ended, names, codes } = element.dataset;
    return {
      ...element.dataset, element, position, group: element.parentNode, shown: true,
      names: names.split("|"), codes: codes.split("|"),
      founded: parse(founded), age: anniversary(parse(founded), ended, today),
    };
  });
  const rowsById = new Map([...rows].reverse().map((row) => [row.id, row]));
  const total = rowsById.size;

  const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const partnerName = (row) => text(select("th bdi", row.element));
  const homeName = (row) => text(select(".side bdi", row.element) ?? homeBdi);
  const homeBdi = select(".figures bdi"); // on the page of one home

  /** Update the ages of all rows to the reader's day. */
  function updateAges() {
    for (const element of selectAll(".today")) element.textContent = formatDate(today);
    for (const element of selectAll(".as-of")) element.textContent = `As of today, ${formatDate(today)}`;
    for (const { element, age } of isToday ? [] : rows) {
      select(".years", element).textContent = formatYears(age);
      select(".next", element).textContent =
        age.next ? `${ordinal(age.next.number)}, ${formatDate(age.next.date, true)}` : "–";
    }
  }

  function makeElement(name, className, ...content) {
    const element = document.createElement(name);
    element.className = className;
    element.append(...content);
    return element;
  }

  function makeButton(label, onClick) {
    const button = makeElement("button", "", label);
    button.type = "button";
    button.addEventListener("click", onClick);
    return button;
  }

  function makeLink(id, ...content) {
    const link = makeElement("a", "", ...content);
    link.href = `#${encodeURIComponent(id).replace("%3A", ":")}`; // page:list is an address, too
    return link;
  }

  function formatCount(count) {
    const all = `${formatNumber(total)} relationship${total === 1 ? "" : "s"}`;
    return count === total ? all : `${formatNumber(count)} of ${all}`;
  }

