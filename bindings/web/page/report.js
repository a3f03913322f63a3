// The report of the library, shown in this page: its own markup, its own style, its own script.
let report = null;

// The body of a page that the library wrote, as elements of this page. What it has of scripts is data or nothing: none of them runs from here.
function adopted(html) {
  const made = new DOMParser().parseFromString(html, 'text/html');
  for (const script of findAll('script:not([type="application/json"]), .skip', made.body)) script.remove();
  const host = element('div');
  host.append(...Array.from(made.body.childNodes).map((node) => document.adoptNode(node)));
  const first = find('h1', host);
  if (first) first.tabIndex = -1;
  return { host, title: made.title };
}

async function makeReport() {
  const key = inputRevision() + '|' + reportKey();
  if (report && report.key === key) return report;
  const files = inputs();
  if (!files) return null;
  if (!anyList()) return problem(t('no_list'));
  const made = await ask('report', options(true), files);
  if (!made) return null;
  if (report) report.ends.abort();
  const { host, title } = adopted(made.html);
  host.className = 'p-report';
  report = { key, host, title, ends: new AbortController(), started: false, scroll: 0 };
  host.prepend(reportTools(made.html, title));
  findAll('[data-entry]', host).forEach(offerWithout);
  return report;
}

// The script of a report looks for its parts in the document, so it starts when they are there.
function startShown(shown) {
  if (shown.started) return;
  shown.started = true;
  startReport(shown.ends.signal);
}

function reportTools(html, title) {
  const box = element('div', '', { className: 'p-tools' });
  const row = element('p', '', { className: 'p-row' });
  row.append(
    button(t('save_report'), () => saveFile(fileName(title.replace(/ – connote$/, ''), '.html'), 'text/html', html)),
    button(t('print'), () => window.print()),
    button(t('back_to_text'), () => go('start')),
  );
  box.append(row);
  if (switchedOff.size) {
    const off = element('p', t('switched_off') + ' ', { className: 'p-row p-off', tabIndex: -1 });
    off.append(...[...switchedOff].map(([entry, words]) => button(t('put_back', { words }), () => putBack([entry]))));
    if (switchedOff.size > 1) off.append(button(t('put_back_all'), () => putBack([...switchedOff.keys()])));
    box.append(off);
  }
  return box;
}

// In the drawer with the reasons of an entry: whoever disagrees can count without it.
function offerWithout(thing, index) {
  const { entry } = thing.dataset;
  const place = find('details', thing) || find('.why', thing);
  if (!place) return;
  const named = find('h3, a', thing);
  const words = named ? named.textContent.trim() : entry;
  const made = button(t('count_without'), () => countWithout(entry, words, index), { ariaLabel: t('count_without_of', { words }), className: 'p-without' });
  place.append(made);
}

// Whoever disagrees goes on reading where they were.
async function countWithout(entry, words, index) {
  switchedOff.set(entry, words);
  changedLists();
  if (await go('report')) {
    const things = findAll('[data-entry]', report.host);
    const next = things[Math.min(index, things.length - 1)];
    const place = next ? find('summary, .p-without', next) : find('.p-off');
    place.scrollIntoView({ block: 'center', behavior: 'instant' });
    place.focus({ preventScroll: true });
    told(t('now_without', { words }));
  } else {
    switchedOff.delete(entry);
  }
}

async function putBack(entries) {
  const words = entries.map((entry) => '“' + switchedOff.get(entry) + '”').join(', ');
  for (const entry of entries) switchedOff.delete(entry);
  changedLists();
  if (await go('report')) told(t('now_again', { words }));
}
