// Mark mode: the self-check page of the library, with the marking task alone. Marks live in it, and it lives until another text takes its place.
let marking = null;
// Each word can be marked, and longer texts have so many that a browser is slow with them.
const MARK_LIMIT = 150_000;

async function makeMarking() {
  const text = inputRevision();
  const key = text + '|' + listsKey();
  if (marking && marking.key === key) return marking;
  const files = inputs();
  if (!files) return null;
  const old = marking;
  if (old && old.text !== text && await mayLose(old) === 'stay') return old;
  const made = await ask('exercise', options(false), files);
  if (!made) return null;
  const length = made.json.passages.reduce((sum, passage) => sum + passage.text.length, 0);
  if (length > MARK_LIMIT) return problem(t('mark_too_long', { n: number(length), most: number(MARK_LIMIT) }));
  const kept = old && old.text === text ? old.said : null;
  if (old) old.ends.abort();
  const { host, title } = adopted(made.html);
  host.className = 'p-marking';
  addTools(host, JSON.stringify(made.json, null, 1) + '\n');
  addRemarks(host, made);
  marking = { key, text, host, title, ends: new AbortController(), handle: null, kept, said: kept, scroll: 0 };
  return marking;
}

// What was marked and typed, taken down while it is still in the document: to be put into the same text again after the lists have changed, or saved.
function takeDown(shown) {
  const { handle } = shown;
  shown.said = { rows: handle.rows(), unsaved: handle.unsaved(), annotator: find('#annotator').value, session: find('#session').value };
}

// The script of the self-check page looks for its parts in the document, so it starts when they are there.
function startMarks(shown) {
  if (shown.handle) return;
  shown.handle = startMarking(shown.ends.signal);
  const { kept } = shown;
  if (!kept) return;
  if (kept.rows.length) shown.handle.open(kept.rows);
  find('#annotator').value = kept.annotator;
  find('#session').value = kept.session;
  shown.handle.setUnsaved(kept.unsaved);
  if (shown.handle.marks()) told(t('marks_kept', { n: shown.handle.marks() }));
}

// Above the page what to do first, below it what only a teacher needs.
function addTools(host, json) {
  const top = element('div', '', { className: 'p-tools' });
  const jump = element('a', t('mark_jump'), { href: '#text-0' });
  top.append(element('p', t('mark_lead') + ' '));
  top.firstChild.append(jump);
  const bottom = element('details', '', { className: 'p-tools p-teacher' });
  const row = element('p', '', { className: 'p-row' });
  row.append(button(t('save_key'), () => saveFile('answer-key.json', 'application/json', json)), button(t('print'), () => window.print()));
  bottom.append(element('summary', t('mark_teacher')), element('p', t('save_key_hint'), { className: 'p-hint' }), row);
  host.prepend(top);
  find('main', host).append(bottom);
}

// What a reader has to know before marking; and not what the page cannot know of a pasted text: outlet, date, the number that made a sheet.
function addRemarks(host, { json, warnings }) {
  const named = (name, lists) => (lists.length ? [t(name, { lists: lists.join('; ') })] : []);
  const remarks = [
    ...warnings.map((warning) => t('mark_mind', { warning })),
    ...named('mark_off', listsOff()),
    ...named('mark_own', own.map((list) => list.name)),
    ...named('mark_without', [...switchedOff.values()].map((words) => '“' + words + '”')),
  ];
  find('h1', host).after(...remarks.map((text) => element('p', text, { className: 'note p-remark' })));
  const unknown = json.passages.map((passage) => !passage.outlet && !passage.date && !passage.url);
  for (const section of findAll('.passage', host)) if (unknown[Number(section.dataset.index)]) find('.source', section).remove();
  const inKey = new Set(json.passages.flatMap((passage) => passage.key).map((span) => span.lexicon));
  const lists = json.run.lexicons.filter((list) => inKey.has(list.id)).map((list) => list.id + ' ' + list.version);
  const madeBy = find('.made', host);
  if (madeBy) madeBy.textContent = t('mark_made', { version: json.run.version, lists: lists.join('; ') || '–' });
}

const lose = find('#p-lose');

// Asks before marks go: 'stay', or anything else to go on. Closed in any other way, it stays.
let answer = 'stay';
function mayLose({ handle, said }) {
  if (!handle || !handle.marks()) return 'drop';
  find('#p-lose-body').textContent = t('lose_body', { n: handle.marks() });
  answer = 'stay';
  lose.showModal();
  return new Promise((done) => {
    lose.addEventListener('close', () => {
      if (answer === 'save') saveFile('marks.json', 'application/json', handle.asJson(said.rows));
      done(answer);
    }, { once: true });
  });
}

function startLose() {
  for (const one of findAll('[data-answer]', lose)) one.addEventListener('click', () => { answer = one.dataset.answer; lose.close(); });
}
