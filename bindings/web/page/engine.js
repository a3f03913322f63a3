// The engine: connote as WebAssembly in a thread of its own, so that the page answers while a text is looked at.

// Starts it. Gives `call`, `restart` and `stop`; rejects with a message where the browser cannot run it.
async function startEngine() {
  if (typeof WebAssembly !== 'object' || typeof DecompressionStream !== 'function' || typeof Worker !== 'function') {
    throw new Error(t('too_old'));
  }
  const { worker: source, module } = JSON.parse(document.getElementById('engine').textContent);
  let worker = null;
  let ready = null;
  let giveUp = () => {};
  let pending = new Map();
  let last = 0;

  const rejectAll = (message) => {
    const calls = pending;
    pending = new Map();
    for (const { reject } of calls.values()) reject(new Error(message));
  };

  const begin = () => {
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const own = new Worker(address);
    worker = own;
    ready = new Promise((resolve, reject) => {
      giveUp = reject;
      own.onmessage = ({ data }) => {
        if ('ready' in data) {
          URL.revokeObjectURL(address);
          if (data.ready) resolve();
          else reject(new Error(data.error));
          return;
        }
        const call = pending.get(data.id);
        pending.delete(data.id);
        if (call && 'result' in data) call.resolve(JSON.parse(data.result));
        else if (call) call.reject(new Error(data.error));
        // A module that stopped in the middle cannot go on.
        if (data.stopped && own === worker) restart(data.error);
      };
      own.onerror = (event) => {
        event.preventDefault();
        const message = event.message || 'The engine could not be started.';
        reject(new Error(message));
        if (own === worker) rejectAll(message);
      };
    });
    ready.catch(() => {});
    own.postMessage({ module });
    return ready;
  };

  function restart(message = 'The engine was started anew.') {
    worker.terminate();
    giveUp(new Error(message));
    rejectAll(message);
    return begin();
  }

  async function call(name, options = {}, files = []) {
    await ready;
    const length = files.reduce((sum, file) => sum + file.bytes.length, 0);
    const bytes = new Uint8Array(length);
    files.reduce((at, file) => { bytes.set(file.bytes, at); return at + file.bytes.length; }, 0);
    const heads = files.map((file) => ({ name: file.name, length: file.bytes.length }));
    const request = JSON.stringify({ name, options, files: heads });
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      worker.postMessage({ id, request, bytes }, [bytes.buffer]);
    });
  }

  await begin();
  return { call, restart, stop: () => worker.terminate() };
}
