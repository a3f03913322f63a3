// Marking: words are chosen by mouse, touch or keyboard; marks live in memory only. `signal` of the function around ends it.
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const one = (selector, root = document) => root.querySelector(selector);
const data = JSON.parse(one('#answers').textContent);
const say = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.split('{' + name + '}').join(value), data.words[key]);
const tell = (text) => { one('#status').textContent = text; };
const make = (tag, text, properties = {}) => Object.assign(document.createElement(tag), { textContent: text }, properties);

// One per text: its words, the marks (first and last word), the word with the focus, where a run of words begins.
const texts = all('.passage').filter((section) => one('.choose', section)).map((section) => {
  const words = all('.w', section);
  const parts = words.map((word) => {
    const core = one('i', word);
    const textOf = (node) => (node ? node.textContent : '');
    return { before: textOf(core.previousSibling), core: core.textContent, after: textOf(core.nextSibling), paragraph: word.parentNode };
  });
  return { section, words, parts, key: data.passages[Number(section.dataset.index)], marks: [], before: null, at: 0, chosen: false, from: null, locked: false, drag: null };
});
let unsaved = false;

const startOf = (text, mark) => Number(text.words[mark.first].dataset.s);
const endOf = (text, mark) => Number(text.words[mark.last].dataset.e);
// What is marked, as it stands in the text: between two paragraphs there is an empty line.
const wordsOf = (text, mark) => text.parts.slice(mark.first, mark.last + 1).map(({ before, core, after, paragraph }, index, run) => {
  const last = index === run.length - 1;
  const ends = !last && run[index + 1].paragraph !== paragraph;
  return (index ? before : '') + core + (last ? '' : after) + (ends ? '\n\n' : '');
}).join('');
const markAt = (text, index) => text.marks.find((mark) => mark.first <= index && index <= mark.last);

function draw(text) {
  text.marks.sort((a, b) => a.first - b.first);
  const [low, high] = text.from === null ? [-1, -1] : [Math.min(text.from, text.at), Math.max(text.from, text.at)];
  text.words.forEach((word, index) => {
    const mark = markAt(text, index);
    const picked = low <= index && index <= high;
    word.classList.toggle('picked', picked);
    word.classList.toggle('marked', Boolean(mark));
    word.classList.toggle('on', Boolean((mark && index < mark.last) || (picked && index < high)));
    word.setAttribute('aria-selected', String(Boolean(mark)));
    word.tabIndex = index === text.at ? 0 : -1;
    const number = one('.n', word);
    if (number) number.remove();
    if (mark && mark.last === index) one('i', word).after(make('sup', String(text.marks.indexOf(mark) + 1), { className: 'n', ariaHidden: 'true' }));
  });
  cards(text);
  const here = markAt(text, text.at);
  const single = here && here.first === here.last;
  const can = { mark: text.chosen && !here, why: here, undo: text.before, remove: here, longer_left: here && here.first > 0, longer_right: here && here.last < text.words.length - 1, shorter_left: here && !single, shorter_right: here && !single };
  for (const button of all('[data-do]', text.section)) button.disabled = text.locked || !can[button.dataset.do];
}

// The list of marks, with what may be said of each. What is typed stays: only cards of new marks are made.
function cards(text) {
  const list = one('.cards', text.section);
  one('.none', text.section).hidden = text.marks.length > 0;
  const shown = text.marks.map((mark) => mark.card || (mark.card = card(text, mark)));
  all('.cards > li', text.section).filter((item) => !shown.includes(item)).forEach((item) => item.remove());
  shown.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] || null);
    one('.words', item).textContent = wordsOf(text, text.marks[index]);
  });
}

function card(text, mark) {
  const item = document.createElement('li');
  item.append(make('p', '', { className: 'words', dir: 'auto' }));
  const fields = make('div', '', { className: 'fields' });
  const field = (label, control, name) => {
    const around = make('label', label);
    control.value = mark[name] || '';
    const changed = () => { mark[name] = control.value; unsaved = true; };
    control.addEventListener('input', changed);
    control.addEventListener('change', changed);
    around.append(control);
    return around;
  };
  const choice = (choices) => {
    const control = document.createElement('select');
    control.append(...[['', say('not_said')], ...choices].map(([value, name]) => make('option', name, { value })));
    return control;
  };
  const reason = field(say('reason'), make('input', '', { type: 'text', maxLength: 300, autocomplete: 'off' }), 'note');
  reason.className = 'reason';
  fields.append(
    field(say('how_works'), choice(data.techniques), 'technique'),
    field(say('whose'), choice(data.voices), 'voice'),
    field(say('sure'), choice(['1', '2', '3'].map((level) => [level, say('sure_' + level)])), 'confidence'),
  );
  const more = document.createElement('details');
  more.append(make('summary', say('more')), fields);
  item.append(reason, more, make('div', '', { className: 'result' }));
  return item;
}

// The marks as they are, for one step back. What was said of a mark stays with it.
const noted = (text) => text.marks.map((mark) => ({ mark, first: mark.first, last: mark.last }));
function undo(text) {
  if (!text.before || text.locked) return;
  text.marks = text.before.map(({ mark, first, last }) => Object.assign(mark, { first, last }));
  text.before = null;
  changed(text, say('undone'));
}

// The reason of the mark that is chosen: it stands below the text.
function why(text) {
  const field = one('input', markAt(text, text.at).card);
  field.scrollIntoView({ block: 'center' });
  field.focus({ preventScroll: true });
}

function put(text, first, last) {
  if (text.locked) return;
  text.before = noted(text);
  const inside = text.marks.filter((mark) => mark.first <= last && first <= mark.last);
  // A run that touches marks takes their place, and keeps what was said of the first.
  const mark = Object.assign(inside[0] || {}, { first, last });
  text.marks = text.marks.filter((other) => !inside.includes(other)).concat(mark);
  changed(text, say('marked', { words: wordsOf(text, mark) }));
}

function remove(text, index) {
  const mark = markAt(text, index);
  if (!mark || text.locked) return;
  text.before = noted(text);
  text.marks = text.marks.filter((other) => other !== mark);
  changed(text, say('removed', { words: wordsOf(text, mark) }));
}

function changed(text, told) {
  text.from = null;
  unsaved = true;
  draw(text);
  tell(told);
}

function go(text, index, extend) {
  const to = Math.max(0, Math.min(text.words.length - 1, index));
  if (!extend) text.from = null;
  else if (text.from === null) text.from = text.at;
  text.at = to;
  text.chosen = true;
  draw(text);
  text.words[to].focus();
}

// The word above or below, by where it is drawn.
function beside(text, down) {
  const from = text.words[text.at].getBoundingClientRect();
  const rows = text.words.map((word, index) => ({ index, box: word.getBoundingClientRect() }));
  const others = rows.filter(({ box }) => (down ? box.top > from.top + 4 : box.top < from.top - 4));
  if (!others.length) return text.at;
  const edge = (down ? Math.min : Math.max)(...others.map(({ box }) => box.top));
  const line = others.filter(({ box }) => Math.abs(box.top - edge) < 4);
  return line.reduce((best, word) => (Math.abs(word.box.left - from.left) < Math.abs(best.box.left - from.left) ? word : best)).index;
}

const keys = {
  ArrowRight: (text, event) => go(text, text.at + step(text), event.shiftKey),
  ArrowLeft: (text, event) => go(text, text.at - step(text), event.shiftKey),
  ArrowDown: (text, event) => go(text, beside(text, true), event.shiftKey),
  ArrowUp: (text, event) => go(text, beside(text, false), event.shiftKey),
  Home: (text, event) => go(text, 0, event.shiftKey),
  End: (text, event) => go(text, text.words.length - 1, event.shiftKey),
  ' ': toggle,
  Enter: toggle,
  Delete: (text) => remove(text, text.at),
  Backspace: (text) => remove(text, text.at),
  Escape: (text) => { text.from = null; draw(text); },
};
const step = (text) => (getComputedStyle(text.words[text.at].parentNode).direction === 'rtl' ? -1 : 1);

function toggle(text) {
  if (text.from !== null) put(text, Math.min(text.from, text.at), Math.max(text.from, text.at));
  else if (!markAt(text, text.at)) put(text, text.at, text.at);
  else remove(text, text.at);
}

const changes = {
  mark: (text) => put(text, text.at, text.at),
  remove: (text) => remove(text, text.at),
  undo,
  why,
  longer_left: (text, mark) => put(text, mark.first - 1, mark.last),
  longer_right: (text, mark) => put(text, mark.first, mark.last + 1),
  shorter_left: (text, mark) => { text.at = Math.max(text.at, mark.first + 1); put(text, mark.first + 1, mark.last); },
  shorter_right: (text, mark) => { text.at = Math.min(text.at, mark.last - 1); put(text, mark.first, mark.last - 1); },
};

for (const text of texts) {
  const box = one('.choose', text.section);
  const indexOf = (target) => { const word = target && target.closest && target.closest('.w'); return word && box.contains(word) ? text.words.indexOf(word) : -1; };
  box.addEventListener('keydown', (event) => {
    if (event.key === 'z' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); undo(text); return; }
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || !text.words.length) return;
    event.preventDefault();
    act(text, event);
  });
  box.addEventListener('focusin', (event) => { const index = indexOf(event.target); if (index >= 0 && (index !== text.at || !text.chosen)) { Object.assign(text, { at: index, chosen: true }); draw(text); } });
  box.addEventListener('pointerdown', (event) => {
    const index = indexOf(event.target);
    if (index < 0 || event.button !== 0) return;
    text.drag = event.pointerType === 'touch' ? null : index;
  });
  box.addEventListener('pointermove', (event) => {
    const index = indexOf(document.elementFromPoint(event.clientX, event.clientY));
    if (text.drag === null || index < 0 || !event.buttons) return;
    text.from = text.drag;
    text.at = index;
    if (text.from === text.at) text.from = null;
    draw(text);
  });
  box.addEventListener('pointercancel', () => { text.drag = null; text.from = null; draw(text); });
  // A click ends a run that was drawn with the mouse, marks a word, or chooses the mark that it stands in.
  box.addEventListener('click', (event) => {
    const index = indexOf(event.target);
    if (text.from !== null) put(text, Math.min(text.from, text.at), Math.max(text.from, text.at));
    else if (index >= 0) {
      text.at = index;
      text.chosen = true;
      if (markAt(text, index) || text.locked) draw(text);
      else put(text, index, index);
    }
    text.drag = null;
    if (text.words.length) text.words[text.at].focus({ preventScroll: true });
  });
  for (const button of all('[data-do]', text.section)) {
    button.addEventListener('click', () => changes[button.dataset.do](text, markAt(text, text.at)));
  }
  draw(text);
}
document.addEventListener('pointerup', () => setTimeout(() => {
  for (const text of texts.filter((text) => text.drag !== null && text.from !== null)) put(text, Math.min(text.from, text.at), Math.max(text.from, text.at));
  for (const text of texts) text.drag = null;
}), { signal });
window.addEventListener('beforeunload', (event) => { if (unsaved) event.preventDefault(); }, { signal });
