  const selectAll = (selector, root = document) => [...root.querySelectorAll(selector)];
  const select = (selector, root = document) => root.querySelector(selector);
  const byId = (id) => document.getElementById(id);
  const rules = JSON.parse(byId("page:rules").textContent);

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

