// Mark mode: the self-check page of the library, with the marking task alone. Marks live in it, and it lives until another text takes its place.
let marking = null;

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
  const kept = old && old.text === text ? said(old) : null;
  if (old) old.ends.abort();
  const { host, title } = adopted(made.html);
  host.className = 'p-marking';
  addTools(host, JSON.stringify(made.json, null, 1) + '\n');
  marking = { key, text, host, title, ends: new AbortController(), handle: null, kept, scroll: 0 };
  return marking;
}

// What was marked and typed, to be put into the same text again after the lists have changed.
function said({ handle, host }) {
  const field = (id) => find('#' + id, host).value;
  return { rows: handle.rows(), unsaved: handle.unsaved(), annotator: field('annotator'), session: field('session') };
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

const lose = find('#p-lose');

// Asks before marks go, where they are in no file: 'stay', or anything else to go on.
function mayLose({ handle }) {
  if (!handle || !handle.marks() || !handle.unsaved()) return 'drop';
  find('#p-lose-body').textContent = t('lose_body', { n: handle.marks() });
  lose.returnValue = 'stay';
  lose.showModal();
  return new Promise((done) => {
    lose.addEventListener('close', () => {
      if (lose.returnValue === 'save') saveFile('marks.json', 'application/json', handle.asJson(handle.rows()));
      done(lose.returnValue);
    }, { once: true });
  });
}

function startLose() {
  for (const answer of findAll('[data-answer]', lose)) answer.addEventListener('click', () => lose.close(answer.dataset.answer));
  // Escape stays with the old text.
  lose.addEventListener('cancel', () => { lose.returnValue = 'stay'; });
}
