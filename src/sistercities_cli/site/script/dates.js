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
  // The first call of toLocaleString would take half of the time until the page is ready.
  const formatNumber = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

