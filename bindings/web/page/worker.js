// The engine's own thread. The script of the module stands before this one and defines `wasm_bindgen`.
let engine = null;

const unpacked = async (base64) => {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
};

// What the engine refuses is a text; anything else that is thrown means that it stopped.
const failed = (error) => (typeof error === 'string' ? { error } : { error: String((error && error.message) || error), stopped: true });

onmessage = async ({ data }) => {
  if (data.module) {
    try {
      wasm_bindgen.initSync({ module: await unpacked(data.module) });
      engine = new wasm_bindgen.Engine();
      postMessage({ ready: true });
    } catch (error) {
      postMessage({ ready: false, error: String((error && error.message) || error) });
    }
    return;
  }
  try {
    postMessage({ id: data.id, result: engine.call(data.request, data.bytes) });
  } catch (error) {
    postMessage({ id: data.id, ...failed(error) });
  }
};
