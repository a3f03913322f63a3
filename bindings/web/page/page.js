// The page: one view at a time, with the style that belongs to it. Views that are not shown are kept whole, outside the document: names of
// parts cannot clash, and nothing in them is lost.
const start = { host: find('#p-start'), title: TEXTS.title, scroll: 0, started: true };
let shown = start;
let running = false;
let engine = null;

const ready = startEngine().then((made) => { engine = made; return made.call('about', {}, []); }).then((said) => {
  about = said;
  showLists();
  told('');
});

const stop = find('#p-stop');
function setRunning(now) {
  running = now;
  stop.hidden = !now || !engine;
  document.body.classList.toggle('p-working', now);
  if (now) told(t(engine ? 'working' : 'starting'));
  else if (status.textContent === t('working') || status.textContent === t('starting')) told('');
}

// Whether the engine is there and the lists are known; before that nothing can be asked for.
async function isReady() {
  setRunning(true);
  try {
    await ready;
    return true;
  } catch (error) {
    problem(t('engine_failed', { problem: error.message }));
    return false;
  } finally {
    setRunning(false);
  }
}

// Asks the engine; null, with its message on the page, where it cannot answer.
async function ask(name, options, files) {
  if (!await isReady()) return null;
  setRunning(true);
  let stopped = false;
  const onStop = () => { stopped = true; engine.restart(); };
  stop.addEventListener('click', onStop, { once: true });
  try {
    return await engine.call(name, options, files);
  } catch (error) {
    if (!stopped) return problem(error.message);
    told(t('stopped'));
    return null;
  } finally {
    stop.removeEventListener('click', onStop);
    setRunning(false);
  }
}

const MAKE = { start: async () => start, mark: makeMarking, report: makeReport };

// Goes to a view, made anew where the text or the lists have changed. True where it is shown.
async function go(name) {
  // What was asked for before is done first.
  while (running) await new Promise((done) => { setTimeout(done, 20); });
  clearProblem();
  told('');
  if (name !== 'start' && !await isReady()) return false;
  const view = await MAKE[name]();
  if (!view) return false;
  show(name, view);
  return true;
}

function show(name, view) {
  const fresh = view !== shown && !view.seen;
  if (view !== shown) {
    shown.scroll = window.scrollY;
    if (shown === marking) takeDown(marking);
    shown.host.replaceWith(view.host);
    shown = view;
  }
  const isMarks = name === 'mark';
  find('#p-report-style').media = isMarks ? 'not all' : 'all';
  find('#p-mark-style').media = isMarks ? 'all' : 'not all';
  document.title = view.title;
  for (const step of findAll('nav [data-go]')) {
    if (step.dataset.go === name) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
  }
  if (isMarks) startMarks(view);
  else if (name === 'report') startShown(view);
  view.seen = true;
  if (fresh) find('h1', view.host).focus({ preventScroll: true });
  window.scrollTo({ top: fresh ? 0 : view.scroll, behavior: 'instant' });
}

function startDrops() {
  document.addEventListener('dragover', (event) => { event.preventDefault(); document.body.classList.add('p-dragging'); });
  document.addEventListener('dragleave', (event) => { if (!event.relatedTarget) document.body.classList.remove('p-dragging'); });
  document.addEventListener('drop', async (event) => {
    document.body.classList.remove('p-dragging');
    const files = Array.from(event.dataTransfer.files);
    // Text that is dragged into a field goes there as always.
    if (!files.length) { if (!event.target.closest('textarea, input')) event.preventDefault(); return; }
    event.preventDefault();
    if (running) return;
    show('start', start);
    await dropped(files, event.target);
  });
}

start.seen = true;
startFiles();
startLists();
startLose();
startDrops();
for (const step of findAll('[data-go]')) step.addEventListener('click', () => go(step.dataset.go));
find('nav [data-go="start"]').setAttribute('aria-current', 'step');
told(t('starting'));
ready.catch((error) => problem(t('engine_failed', { problem: error.message })));
