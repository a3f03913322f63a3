// Marks as files. They go where the reader saves them and nowhere else.
const COLUMNS = ['session_id', 'article_id', 'article_sha256', 'annotator', 'start', 'end', 'text', 'technique', 'voice', 'confidence', 'note', 'lexicon_version'];

function rows() {
  const around = { session_id: one('#session').value.trim(), annotator: one('#annotator').value.trim() };
  const row = (text, mark) => ({
    session_id: around.session_id,
    article_id: text.key.id,
    article_sha256: text.key.sha256,
    annotator: around.annotator,
    start: mark ? startOf(text, mark) : '',
    end: mark ? endOf(text, mark) : '',
    text: mark ? wordsOf(text, mark) : '',
    technique: (mark && mark.technique) || '',
    voice: (mark && mark.voice) || '',
    confidence: (mark && mark.confidence) || '',
    note: ((mark && mark.note) || '').trim(),
    lexicon_version: text.key.lexicons,
  });
  // A text that was read and has no mark says so in a row without a place; one that was not read has no row.
  return texts.flatMap((text) => {
    const read = one('[data-finished]', text.section).checked;
    return text.marks.length ? text.marks.map((mark) => row(text, mark)) : (read ? [row(text, null)] : []);
  });
}

const asJson = (list) => JSON.stringify(list, COLUMNS, 1) + '\n';

// As other tables of this program: what a spreadsheet would run as a formula begins with an apostrophe.
const cell = (value) => {
  const text = String(value);
  const guarded = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[",;\n\r]/.test(guarded) ? '"' + guarded.replace(/"/g, '""') + '"' : guarded;
};
const asCsv = (list) => [COLUMNS, ...list.map((row) => COLUMNS.map((column) => row[column]))].map((row) => row.map(cell).join(',') + '\n').join('');

function note(said, warn) {
  tell(said);
  const box = one('#annotator-note');
  box.textContent = said;
  box.classList.toggle('warn', warn);
}
// Without a name, a mark or a text that was read to the end there is nothing to hand in.
function ready() {
  if (!one('#annotator').value.trim()) {
    note(say('need_name'), true);
    one('#annotator').focus();
    return false;
  }
  if (rows().length) return true;
  note(say('need_marks'), true);
  one('[data-finished]').focus();
  return false;
}

function save(ending, type, write) {
  if (!ready()) return;
  const list = rows();
  const link = document.createElement('a');
  const name = one('#annotator').value.trim().replace(/[^\p{L}\p{N}]+/gu, '-');
  link.href = URL.createObjectURL(new Blob([write(list)], { type }));
  link.download = 'marks-' + name + ending;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  unsaved = false;
  note(say('saved', { n: list.filter((row) => row.text).length }), false);
}

// What was saved here can be opened here: the texts have to be the same.
function open(list) {
  const said = (value) => (typeof value === 'string' ? value : '');
  let found = 0;
  for (const text of texts.filter((text) => !text.locked)) {
    const own = list.filter((row) => row && row.article_sha256 === text.key.sha256);
    if (!own.length) continue;
    text.marks = [];
    found += 1;
    one('#annotator').value = said(own[0].annotator);
    one('#session').value = said(own[0].session_id);
    for (const row of own) {
      const first = text.words.findIndex((word) => Number(word.dataset.s) === row.start);
      const last = text.words.findIndex((word) => Number(word.dataset.e) === row.end);
      if (first < 0 || last < first) { one('[data-finished]', text.section).checked = true; continue; }
      put(text, first, last);
      const mark = markAt(text, first);
      Object.assign(mark, { note: said(row.note), technique: said(row.technique), voice: said(row.voice), confidence: said(row.confidence), card: null });
    }
    draw(text);
  }
  unsaved = false;
  const marks = texts.reduce((sum, text) => sum + text.marks.length, 0);
  note(found ? say('opened', { n: marks }) : say('wrong_file'), !found);
}

if (one('#save-json')) {
  one('#save-json').addEventListener('click', () => save('.json', 'application/json', asJson));
  one('#save-csv').addEventListener('click', () => save('.csv', 'text/csv', asCsv));
  one('#show-text').addEventListener('click', (event) => {
    const box = one('#as-text');
    if (box.hidden && !ready()) return;
    box.hidden = !box.hidden;
    event.target.setAttribute('aria-expanded', String(!box.hidden));
    one('#text-out').value = asJson(rows());
    if (!box.hidden) one('#text-out').select();
  });
  // The older way of copying asks for no permission and works in a page that was opened from a file.
  one('#copy-text').addEventListener('click', () => {
    one('#text-out').select();
    if (document.execCommand('copy')) note(say('copied'), false);
  });
  one('#open-file').addEventListener('change', async (event) => {
    let list = null;
    try { list = JSON.parse(await event.target.files[0].text()); } catch { list = null; }
    open(Array.isArray(list) ? list : (list && Array.isArray(list.marks) ? list.marks : []));
  });
}
