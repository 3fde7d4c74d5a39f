  // Sorting -------------------------------------------------------------------------------

  const span = (date) => date && [...firstDay(date), ...lastDay(date)];
  const cell = (row, column) => simplify(text(select(`td.${column}`, row.element)));
  const partner = (row) => simplify(partnerName(row));
  const statuses = [...form.elements.status?.options ?? []].map((option) => option.value);
  const SORT_VALUES = {
    partner: (row) => [partner(row)],
    country: (row) => [cell(row, "country"), partner(row)],
    kind: (row) => [cell(row, "kind"), partner(row)],
    founded: (row) => span(row.founded),
    years: ({ age }) => (age.years === null ? null : [age.years, age.yearsMax]),
    // An imprecise date counts as the last day it can be, after anniversaries on that day.
    next: ({ age: { next } }) => next && [...lastDay(next.date), ...firstDay(next.date)],
    status: (row) => [statuses.indexOf(row.status), partner(row)],
  };
  const sorted = makeElement("tbody", "sorted"); // instead of the groups

  function compareValues(a, b) {
    const position = a.findIndex((value, index) => value !== b[index]);
    return position < 0 ? 0 : a[position] < b[position] ? -1 : 1;
  }

  /** Return rows in order; those without a value come last in both directions. */
  function inOrder(rows, value, sign = 1) {
    const keyed = rows.map((row) => [value(row), row]);
    keyed.sort(([a, row], [b, other]) =>
      !a - !b || (a && b ? sign * compareValues(a, b) : 0) || row.position - other.position);
    return keyed.map(([, row]) => row);
  }

  /** Sort the rows in one list, or put them back into their groups. */
  function sort(order) {
    const [key, direction] = order.split(" ");
    const value = SORT_VALUES[key];
    const sign = direction === "down" ? -1 : 1;
    table.classList.toggle("ungrouped", Boolean(value));
    if (value) {
      sorted.append(...inOrder(rows, value, sign).map((row) => row.element));
      table.append(sorted);
    } else if (sorted.isConnected) {
      for (const row of rows) row.group.append(row.element);
      sorted.remove();
    }
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
      header.dataset.name = name; // for print
      choice.append(new Option(name, key), new Option(`${name}, reversed`, `${key} down`));
      header.replaceChildren(makeButton(name, () => {
        choice.value = { [key]: `${key} down`, [`${key} down`]: "" }[choice.value] ?? key;
        choice.dispatchEvent(new Event("change", { bubbles: true }));
      }));
    }
  }

