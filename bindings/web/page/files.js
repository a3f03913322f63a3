// What is put in: pasted texts and files, in one slot or two.
const TEXT_LIMIT = 1_000_000;
const MARKUP_LIMIT = 8_000_000;
// A longer text makes a field slow, so it is kept beside it.
const FIELD_LIMIT = 100_000;
const READABLE = /\.(txt|text|md|markdown|html|htm|xhtml|csv)$/i;
const MARKUP = /\.(html|htm|xhtml)$/i;

// A slot holds what was typed, or a file in its place. `revision` tells whether anything changed since a text was marked.
const slots = findAll('.p-slot').map((section) => ({ section, area: find('textarea', section), label: find('label', section), file: null, revision: 0 }));
const second = slots[1].section;

const isEmpty = (slot) => !slot.file && !slot.area.value.trim();
const shownSlots = () => slots.filter((slot) => !slot.section.hidden);
// Changes whenever a text or the number of texts does.
const inputRevision = () => shownSlots().map((slot) => slot.revision).join(' ');

function changedSlot(slot) {
  slot.revision = slots.reduce((most, other) => Math.max(most, other.revision), 0) + 1;
  clearProblem();
}

function showFile(slot) {
  const box = find('.p-file', slot.section);
  box.hidden = !slot.file;
  slot.area.hidden = Boolean(slot.file);
  if (!slot.file) return;
  find('span', box).textContent = t('file_chosen', { name: slot.file.name, size: sizeOf(slot.file.bytes.length) });
  const begins = beginning(slot.file);
  find('q', box).hidden = !begins;
  find('q', box).textContent = begins;
}

// How a text begins, so that its reader sees that it is the right one. Markup and tables do not show that.
function beginning({ name, bytes }) {
  if (MARKUP.test(name) || /\.csv$/i.test(name)) return '';
  const [line = ''] = new TextDecoder().decode(bytes.subarray(0, 4000)).split(/[\r\n]+/).map((text) => text.trim()).filter(Boolean);
  return line.length > 90 ? line.slice(0, 90).replace(/\s+\S*$/, '') + ' …' : line;
}

function showSecond(shown) {
  second.hidden = !shown;
  find('#p-second-add').hidden = shown;
  slots[0].label.textContent = t(shown ? 'article_a' : 'article');
  find('.p-slots').classList.toggle('p-two', shown);
}

// Reads a file that was opened or dropped; null, with a message, where that cannot be.
async function readFile(file) {
  const most = MARKUP.test(file.name) ? MARKUP_LIMIT : TEXT_LIMIT;
  if (!READABLE.test(file.name)) return problem(t('not_this_file', { name: file.name }));
  if (file.size > most) return problem(t('too_large', { name: file.name, size: sizeOf(file.size), most: sizeOf(most) }));
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    return problem(t('unreadable', { name: file.name }));
  }
}

// A file that cannot be used is refused before it takes the place of anything.
async function openInto(slot, file) {
  const before = !isEmpty(slot);
  const read = await readFile(file);
  const good = read && await ask('hits', { ...options(false), disable: [], enable: [], lexicons: [] }, [read]);
  if (!good) {
    if (before && find('p', problemBox)) find('p', problemBox).append(' ' + t('still_there'));
    return false;
  }
  slot.file = read;
  changedSlot(slot);
  showFile(slot);
  told(t('dropped', { name: read.name }));
  return true;
}

// A long text that was pasted or dragged in stands for the whole article, like a file.
function pasteLong(slot, text) {
  const name = pastedName(slot);
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > TEXT_LIMIT) return problem(t('too_large', { name, size: sizeOf(bytes.length), most: sizeOf(TEXT_LIMIT) }));
  slot.file = { name, bytes };
  changedSlot(slot);
  showFile(slot);
  find('[data-take-away]', slot.section).focus();
  return told(t('dropped', { name }));
}
const pastedName = (slot) => slot.label.textContent;

function takeAway(slot) {
  const { name } = slot.file;
  slot.file = null;
  changedSlot(slot);
  showFile(slot);
  slot.area.focus();
  told(t('file_removed', { name }));
}

// The files that the engine gets, or null with a message. Two with one name are told apart, because marks are kept by it.
function inputs() {
  const wanted = shownSlots();
  const empty = wanted.find(isEmpty);
  if (empty) return problem(t(wanted.length > 1 && empty === slots[1] ? 'no_text_b' : 'no_text'));
  const files = wanted.map((slot) => slot.file || { name: pastedName(slot), bytes: new TextEncoder().encode(slot.area.value), pasted: true });
  const large = files.find((file) => file.pasted && file.bytes.length > TEXT_LIMIT);
  if (large) return problem(t('too_large', { name: large.name, size: sizeOf(large.bytes.length), most: sizeOf(TEXT_LIMIT) }));
  if (files.length === 2 && files[0].name === files[1].name) return files.map((file, index) => ({ ...file, name: ['A', 'B'][index] + '-' + file.name }));
  return files;
}

// Dropped files: a word list goes to the lists, an article to the slot it was dropped on, or to the first that is free.
async function dropped(list, target) {
  clearProblem();
  const own = list.filter((file) => /\.toml$/i.test(file.name));
  for (const file of own) await addOwnList(file);
  const articles = list.filter((file) => !own.includes(file));
  if (!articles.length) return;
  const aimed = slots.find((slot) => slot.section.contains(target));
  const free = slots.find(isEmpty);
  if (articles.length === 1 && !aimed && !free) { problem(t('both_full', { name: articles[0].name })); return; }
  const order = articles.length > 1 ? slots : [aimed || free];
  if (order.includes(slots[1])) showSecond(true);
  let taken = true;
  for (const [index, slot] of order.entries()) taken = taken && await openInto(slot, articles[index]);
  if (taken && articles.length > order.length) problem(t('one_file', { n: order.length }));
}

function startFiles() {
  for (const slot of slots) {
    slot.area.addEventListener('input', () => changedSlot(slot));
    slot.area.addEventListener('beforeinput', (event) => {
      if (!event.data || event.data.length <= FIELD_LIMIT) return;
      event.preventDefault();
      pasteLong(slot, event.data);
    });
    find('input[type=file]', slot.section).addEventListener('change', async (event) => {
      const [file] = event.target.files;
      if (file) await openInto(slot, file);
      // The same file can be chosen again after it was mended.
      event.target.value = '';
    });
    find('[data-take-away]', slot.section).addEventListener('click', () => takeAway(slot));
  }
  find('#p-second-add').addEventListener('click', () => { showSecond(true); clearProblem(); slots[1].area.focus(); });
  find('#p-second-remove').addEventListener('click', () => { showSecond(false); clearProblem(); find('#p-second-add').focus(); });
  find('#p-example').addEventListener('click', () => {
    showSecond(true);
    for (const [index, slot] of slots.entries()) {
      const { name, text } = EXAMPLES[index];
      slot.file = { name, bytes: new TextEncoder().encode(text) };
      changedSlot(slot);
      showFile(slot);
    }
    told(t('example_used'));
  });
}
