// Word lists in use, lists of one's own, entries that are switched off, and what is compared with.
const own = [];
// Ids of entries, with the words by which they were met.
const switchedOff = new Map();
let listsRevision = 0;
let about = { lexicons: [], references: [] };
// Its parts are asked for where they stand: they are not in the document while another view is shown.
const settings = find('.p-settings');
const reference = find('#p-reference', settings);
const listBoxes = () => findAll('#p-lists input', settings);

function changedLists() { listsRevision += 1; clearProblem(); }

// What the engine is asked for. Marks need no comparison.
function options(compared) {
  const boxes = listBoxes();
  const isOn = new Map(about.lexicons.map((list) => [list.id, list.on]));
  return {
    format: 'auto',
    reference: compared ? reference.value || null : null,
    enable: boxes.filter((box) => box.checked && isOn.get(box.value) === 0).map((box) => box.value),
    disable: boxes.filter((box) => !box.checked).map((box) => box.value).concat([...switchedOff.keys()]),
    only: [],
    lexicons: own.map(({ name, text }) => ({ name, text })),
  };
}
const listsOff = () => about.lexicons.filter((list) => listBoxes().some((box) => box.value === list.id && !box.checked)).map((list) => list.title);
const anyList = () => own.length > 0 || listBoxes().some((box) => box.checked);
const listsKey = () => String(listsRevision);
const reportKey = () => listsKey() + ' ' + reference.value;

function showLists() {
  const choices = find('#p-lists .p-choices', settings);
  for (const list of about.lexicons) {
    const around = element('label');
    const box = element('input', '', { type: 'checkbox', value: list.id, checked: list.on > 0 });
    const said = element('span', list.title + ' ');
    said.append(element('small', t('list_entries', { n: number(list.on || list.entries) })));
    around.append(box, said);
    box.addEventListener('change', changedLists);
    choices.append(around);
  }
  for (const { name, label, documents } of about.references) {
    reference.append(element('option', t('reference_option', { label, n: number(documents) }), { value: name }));
  }
  reference.append(element('option', t('reference_none'), { value: '' }));
}

function setAll(checked) {
  for (const box of listBoxes()) box.checked = checked;
  changedLists();
}

async function addOwnList(file) {
  clearProblem();
  find('#p-own-problems', settings).textContent = '';
  if (file.size > TEXT_LIMIT) return problem(t('too_large', { name: file.name, size: sizeOf(file.size), most: sizeOf(TEXT_LIMIT) }));
  let text;
  try {
    text = await file.text();
  } catch {
    return problem(t('unreadable', { name: file.name }));
  }
  const checked = await ask('check_lexicon', { lexicons: [{ name: file.name, text }] }, []);
  if (!checked) return undefined;
  openSettings();
  if (checked.problems.length) return brokenList(file.name, checked.problems);
  const twin = own.find((list) => list.id === checked.id && list.name !== file.name);
  if (twin) return problem(t('own_twice', { name: file.name, other: twin.name }));
  // A list of the same name takes the place of the older one.
  const index = own.findIndex((list) => list.name === file.name);
  own.splice(index < 0 ? own.length : index, 1, { name: file.name, text, id: checked.id, entries: checked.entries });
  changedLists();
  showOwnLists();
  told(t('own_added', { name: file.name, n: number(checked.entries) }));
  return undefined;
}

function brokenList(name, problems) {
  const box = find('#p-own-problems', settings);
  const lines = problems.map(({ line, message }) => element('li', line && !message.includes(':' + line + ':') ? t('own_line', { n: line, problem: message }) : message));
  const list = element('ul');
  list.append(...lines.slice(0, 30));
  const said = element('p', t('own_broken', { name }), { tabIndex: -1 });
  box.append(said, list);
  said.focus();
}

function showOwnLists() {
  const box = find('#p-own-lists', settings);
  box.textContent = '';
  for (const list of own) {
    const item = element('li', t('own_added', { name: list.name, n: number(list.entries) }) + ' ');
    item.append(button(t('own_remove', { name: list.name }), () => {
      own.splice(own.indexOf(list), 1);
      changedLists();
      showOwnLists();
      find('#p-own-open', settings).focus();
      told(t('own_removed', { name: list.name }));
    }));
    box.append(item);
  }
}

function openSettings() { settings.open = true; }

function startLists() {
  find('#p-list-all', settings).addEventListener('click', () => setAll(true));
  find('#p-list-none', settings).addEventListener('click', () => setAll(false));
  reference.addEventListener('change', clearProblem);
  find('#p-own-open', settings).addEventListener('change', async (event) => {
    const [file] = event.target.files;
    if (file) await addOwnList(file);
    event.target.value = '';
  });
  find('#p-own-template', settings).addEventListener('click', async () => {
    const made = await ask('template', { id: 'my-list' }, []);
    if (made) saveFile('my-list.toml', 'text/plain', made.text);
  });
}
