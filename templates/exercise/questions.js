// Checking. A mark that the key does not have is never wrong: it may be a find.
let hints = 0;
const overlap = (text, mark, span) => startOf(text, mark) < span.end && span.start < endOf(text, mark);
const exact = (text, mark, span) => startOf(text, mark) === span.start && endOf(text, mark) === span.end;
const asked = texts.filter((text) => text.key.asked);

function verdict(text, mark) {
  const touched = text.key.key.filter((span) => overlap(text, mark, span));
  const span = touched.find((span) => span.answer === 'mark') || touched.find((span) => span.answer === 'discuss') || touched[0];
  if (!span) return /\p{L}.*\p{L}.*\p{L}/u.test(mark.note || '') ? { said: say('outside_reason'), discuss: true, find: true } : { said: say('outside') };
  if (span.answer === 'quoted') return mark.voice === 'quoted' ? { said: say('is_quoted_told'), good: true } : { said: say('is_quoted') };
  if (span.answer === 'discuss') return { said: say('is_discuss', { words: span.reason || '' }), discuss: true };
  return { said: exact(text, mark, span) ? say('in_key') : say('in_key_partly', { words: '“' + span.text + '”' }), good: true };
}

function checkMarks() {
  const result = one('#marks-result');
  result.textContent = '';
  let [found, of, partly, discuss, finds] = [0, 0, 0, 0, 0];
  const missed = [];
  for (const text of asked) {
    text.locked = true;
    for (const mark of text.marks) {
      const { said, good, discuss: talk, find } = verdict(text, mark);
      discuss += talk && !find ? 1 : 0;
      finds += find ? 1 : 0;
      const box = one('.result', mark.card);
      box.textContent = '';
      box.append(make('p', said, { className: 'verdict' + (good ? ' good' : '') }));
      for (const control of all('input, select', mark.card)) control.disabled = true;
    }
    for (const span of text.key.key.filter((span) => span.answer === 'mark')) {
      const touching = text.marks.filter((mark) => overlap(text, mark, span));
      of += 1;
      found += touching.length ? 1 : 0;
      partly += touching.length && !touching.some((mark) => exact(text, mark, span)) ? 1 : 0;
      if (!touching.length) missed.push(text.key.letter + ': “' + span.text + '” (' + whereIs(text, span) + ')');
    }
    draw(text);
  }
  const lines = [of ? say('score_marks', { n: found, of }) : say('key_empty')];
  if (finds) lines.push(say('score_finds', { n: finds }));
  if (partly) lines.push(say('score_partly', { n: partly }));
  if (discuss) lines.push(say('score_discuss', { n: discuss }));
  if (hints) lines.push(say('score_hints', { n: hints }));
  result.append(make('p', lines.join(' '), { className: 'score' }));
  if (missed.length) {
    const list = document.createElement('ul');
    list.append(...missed.map((text) => make('li', text, { dir: 'auto' })));
    result.append(make('p', say('missed')), list);
  } else if (of) result.append(make('p', say('not_missed')));
  if (asked.some((text) => text.marks.length)) result.append(make('p', say('see_marks')));
  one('#marks-key').hidden = false;
  one('#check-marks').disabled = one('#hint-marks').disabled = true;
  one('#again-marks').hidden = false;
  result.focus();
}

// The number of its paragraph; 0 is the headline.
function paragraphOf(text, span) {
  const word = text.words.find((word) => Number(word.dataset.e) > span.start);
  return all('.choose p:not(.headline)', text.section).indexOf(word.parentNode) + 1;
}
function whereIs(text, span) {
  const n = paragraphOf(text, span);
  return n ? say('in_paragraph', { n }) : say('in_headline');
}

// First where, then how it works; never the words themselves.
let hinted = null;
function hintMarks() {
  const open = asked.flatMap((text) => text.key.key.filter((span) => span.answer === 'mark' && !text.marks.some((mark) => overlap(text, mark, span))).map((span) => ({ text, span })));
  if (!open.length) return show(say(asked.some((text) => text.key.key.some((span) => span.answer === 'mark')) ? 'hint_none' : 'key_empty'));
  const [{ text, span }] = open;
  const number = paragraphOf(text, span);
  const where = { n: number || '–', of: text.key.letter, words: '“' + span.technique + '”' };
  hints += 1;
  const again = hinted === span;
  hinted = span;
  const key = number ? (again ? 'hint_how' : 'hint_where') : (again ? 'hint_headline_how' : 'hint_headline');
  return show(say(key, where));
}
function show(text) {
  const result = one('#marks-result');
  result.textContent = '';
  result.append(make('p', text, { className: 'verdict' }));
  tell(text);
}

// Marks that are in no file go only when it is asked for twice, and come back by a step back.
let sure = false;
function again() {
  const marks = asked.reduce((sum, text) => sum + text.marks.length, 0);
  if (unsaved && marks && !sure) {
    sure = true;
    one('#again-marks').textContent = say('again_sure', { n: marks });
    tell(say('again_sure', { n: marks }));
    return;
  }
  sure = false;
  one('#again-marks').textContent = say('again');
  for (const text of asked) {
    for (const { card } of text.marks) {
      one('.result', card).textContent = '';
      for (const control of all('input, select', card)) control.disabled = false;
    }
    Object.assign(text, { locked: false, before: text.marks.length ? noted(text) : null, marks: [], from: null });
    draw(text);
  }
  hints = 0;
  one('#marks-result').textContent = '';
  Object.assign(one('#marks-key'), { hidden: true, open: false });
  one('#check-marks').disabled = one('#hint-marks').disabled = false;
  one('#again-marks').hidden = true;
  const [first] = asked;
  if (first && first.words.length) first.words[first.at].focus();
}

if (one('#check-marks')) {
  one('#check-marks').addEventListener('click', checkMarks);
  one('#hint-marks').addEventListener('click', hintMarks);
  one('#again-marks').addEventListener('click', again);
}

// What can be argued with counts for neither side.
const isOpen = (question) => 'open' in question.dataset;
for (const question of all('.q')) {
  const chosen = () => one('input:checked', question);
  const nameOf = (input) => { const label = input.parentNode.cloneNode(true); all('.small', label).forEach((small) => small.remove()); return label.textContent.trim(); };
  one('[data-check]', question).addEventListener('click', () => {
    const box = one('.verdict', question);
    const says = one('.says', question);
    if (!chosen()) { tell(say('choose')); box.hidden = false; says.textContent = say('choose'); one('.after', box).hidden = true; return; }
    one('.after', box).hidden = false;
    const right = all('input', question).find((input) => input.value === question.dataset.answer);
    const good = chosen() === right;
    question.dataset.right = String(good);
    says.textContent = (good ? say('right') : say('other', { words: nameOf(right) })) + (isOpen(question) ? ' ' + say('other_discuss') : '');
    box.classList.toggle('good', good);
    box.hidden = false;
    says.focus();
    total();
  });
  one('[data-hint]', question).addEventListener('click', (event) => {
    const hint = one('.hint', question);
    hint.hidden = !hint.hidden;
    event.target.setAttribute('aria-expanded', String(!hint.hidden));
    if (!hint.hidden) tell(hint.textContent);
  });
}
function total() {
  const [open, settled] = [true, false].map((wanted) => all('.q').filter((question) => isOpen(question) === wanted));
  const agrees = say('all_tasks', { n: settled.filter((question) => question.dataset.right === 'true').length, of: settled.length });
  one('#total').textContent = agrees + (open.length ? ' ' + say('all_discuss', { of: open.length }) : '');
}
if (one('.q')) total();
