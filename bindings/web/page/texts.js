// Words of the page, and small helpers that all its parts use.
const TEXTS = JSON.parse(document.getElementById('p-texts').textContent);
const EXAMPLES = JSON.parse(document.getElementById('p-examples').textContent);

// A text of texts.*.json with its {places} filled in.
const t = (name, values = {}) => Object.entries(values).reduce((text, [place, value]) => text.split('{' + place + '}').join(String(value)), TEXTS[name]);
const find = (selector, root = document) => root.querySelector(selector);
const findAll = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const element = (tag, text = '', properties = {}) => Object.assign(document.createElement(tag), { textContent: text }, properties);
const button = (text, act, properties = {}) => {
  const made = element('button', text, { type: 'button', ...properties });
  made.addEventListener('click', act);
  return made;
};
const number = (value) => value.toLocaleString(TEXTS.language);
const sizeOf = (bytes) => (bytes < 1e6 ? number(Math.max(1, Math.round(bytes / 1e3))) + ' kB' : number(Math.round(bytes / 1e5) / 10) + ' MB');

// What is said to those who do not look: the same element stays, so that a screen reader hears it.
const status = find('#p-status');
function told(text) { status.textContent = text; }

// A problem stays on the page until it is closed or something else is done. Gives null, for the result that did not come.
const problemBox = find('#p-problem');
function problem(text) {
  problemBox.textContent = '';
  const close = button('×', () => { clearProblem(); find('main h1').focus(); }, { ariaLabel: t('problem_close'), className: 'p-close' });
  problemBox.append(element('p', text), close);
  told('');
  problemBox.scrollIntoView({ block: 'nearest' });
  return null;
}
function clearProblem() { problemBox.textContent = ''; }

// A file for its reader. It goes where the reader saves it and nowhere else.
function saveFile(name, type, content) {
  const link = element('a', '', { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  told(t('saved_file', { name }));
}

// A name for a file: letters and digits of a title, not too many.
const fileName = (title, rest) => (title.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60) || 'connote') + rest;
