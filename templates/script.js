// Everything on the page is there without this script; it only hides, sorts and swaps. `signal` ends it: a page that shows one report after the
// other starts it for each.
function startReport(signal) {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const one = (selector, root = document) => root.querySelector(selector);
  // Filters of marks: a hit is shown while all that it is counted among is ticked.
  const filters = all('input[data-filter]');
  const spots = all('[data-spot]');
  const marks = new Map();
  for (const mark of all('mark[data-hit]')) {
    const number = mark.dataset.hit;
    marks.set(number, [...(marks.get(number) || []), mark]);
  }
  const applyFilters = () => {
    const off = new Set(filters.filter((box) => !box.checked).map((box) => box.dataset.filter + ':' + box.value));
    let shown = 0;
    for (const spot of spots) {
      const hidden = ['voice', 'technique', 'lexicon'].some((kind) => off.has(kind + ':' + spot.dataset[kind]));
      spot.hidden = hidden;
      shown += hidden ? 0 : 1;
      for (const mark of marks.get(spot.dataset.spot) || []) mark.classList.toggle('off', hidden);
    }
    for (const card of all('.card')) card.hidden = !one('[data-spot]:not([hidden])', card);
    say(shown + ' of ' + spots.length + ' marks shown');
  };
  const status = one('#status');
  const say = (text) => { if (status) status.textContent = text; };
  for (const box of filters) box.addEventListener('change', filtersOrRows);

  // The marked words lead where their number does: a number is small for a finger.
  document.addEventListener('click', (event) => {
    const mark = event.target.closest && event.target.closest('.text mark');
    if (!mark || mark.classList.contains('off') || event.target.closest('a') || String(getSelection())) return;
    const link = mark.dataset.hit ? one('.text a[href="#h' + mark.dataset.hit + '"]') : one('.n a', mark);
    if (link) link.click();
  }, { signal });

  // The neutral view takes the place of the marked text.
  const toggle = one('#neutral-toggle');
  if (toggle) {
    const plain = one('#neutral');
    const marked = one('#marked');
    const list = one('#list');
    const show = (neutral) => {
      toggle.setAttribute('aria-pressed', String(neutral));
      plain.hidden = !neutral;
      plain.open = neutral;
      marked.hidden = neutral;
      list.hidden = false;
    };
    toggle.addEventListener('click', () => show(toggle.getAttribute('aria-pressed') !== 'true'));
    show(false);
    // A link to a mark shows the text in which it stands.
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href^="#m"]');
      if (link) show(false);
    }, { signal });
  }

  // Tables: search, filter, sort.
  const table = one('table[data-sortable]');
  const rows = table ? all('tbody > tr', table) : [];
  const words = new Map(rows.map((row) => [row, (one('.name', row) || row).textContent.toLowerCase()]));
  const search = one('#search');
  // Of a long table the first rows are drawn, in whatever order; the others when they are asked for.
  let ordered = rows;
  let limit = table && table.dataset.first ? Number(table.dataset.first) : Infinity;
  const more = one('#more');
  if (more) more.addEventListener('click', () => { limit = Infinity; filterRows(); });
  function filterRows() {
    const wanted = search ? search.value.toLowerCase().split(/\s+/).filter(Boolean) : [];
    const off = new Set(filters.filter((box) => !box.checked).map((box) => box.dataset.filter + ':' + box.value));
    let found = 0;
    for (const row of ordered) {
      const text = words.get(row);
      const hidden = !wanted.every((word) => text.includes(word)) ||
        ['voice', 'technique', 'lexicon'].some((kind) => off.has(kind + ':' + row.dataset[kind]));
      found += hidden ? 0 : 1;
      row.hidden = hidden || found > limit;
    }
    table.classList.add('drawn');
    const shown = Math.min(found, limit);
    if (more) more.hidden = shown === found;
    say(shown + ' of ' + rows.length + ' rows shown' + (shown < found ? ', ' + found + ' found' : ''));
  }
  function filtersOrRows() {
    if (table) filterRows(); else applyFilters();
  }
  if (search) search.addEventListener('input', filterRows);

  const order = new Intl.Collator(undefined, { numeric: true });
  const keyOf = (row, column) => {
    const cell = row.cells[column];
    const figure = cell.hasAttribute('data-value') ? cell : one('[data-value]', cell);
    if (figure) return figure.dataset.value === '' ? null : Number(figure.dataset.value);
    return cell.textContent.trim();
  };
  const compare = (first, second) => {
    if (first === null || second === null) return (first === null) - (second === null);
    return typeof first === 'number' ? first - second : order.compare(first, second);
  };
  const sort = (header) => {
    const column = header.cellIndex;
    const down = header.getAttribute('aria-sort') === 'ascending' || (header.dataset.first === 'down' && !header.hasAttribute('aria-sort'));
    for (const other of all('th', table.tHead)) other.removeAttribute('aria-sort');
    header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const keyed = rows.map((row, index) => ({ row, index, key: keyOf(row, column) }));
    // What is missing stays at the end in both directions.
    keyed.sort((a, b) => ((a.key === null || b.key === null) ? compare(a.key, b.key) : (down ? -1 : 1) * compare(a.key, b.key)) || a.index - b.index);
    ordered = keyed.map((item) => item.row);
    table.tBodies[0].append(...ordered);
    filterRows();
    say('sorted by ' + header.textContent.trim() + (down ? ', largest first' : ', smallest first'));
  };
  if (table) {
    filterRows();
    for (const header of all('th[data-sort]', table.tHead)) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...header.childNodes);
      button.addEventListener('click', () => sort(header));
      header.append(button);
    }
  }

  // A link to lines that are folded away opens them.
  const unfold = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    const drawer = target && target.closest('details');
    if (drawer && !drawer.open) { drawer.open = true; target.scrollIntoView(); }
  };
  window.addEventListener('hashchange', unfold, { signal });
  unfold();

  // Paper shows what is folded away on a screen; the neutral view only where it is looked at.
  let folded = [];
  window.addEventListener('beforeprint', () => {
    folded = all('details:not([open]):not([data-screen])');
    for (const details of folded) details.open = true;
  }, { signal });
  window.addEventListener('afterprint', () => {
    for (const details of folded) details.open = false;
  }, { signal });
}
